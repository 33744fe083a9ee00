import type { MergeFamilyQuery } from '@/generated/graphql';

type Family = NonNullable<MergeFamilyQuery['family']>;
type Account = NonNullable<Family['members'][number]['client']>;

/** An account and those under it. */
export interface Branch {
  client: Account;
  beneath: Branch[];
}

/**
 * Who stands above the survivor once they are one, the topmost first: whoever stood above the one whose place it takes.
 * @param whose that one's id.
 */
export function lineAbove(families: readonly Family[], parties: ReadonlySet<string>, whose: string): Account[] {
  const members = families.flatMap((family) => family.members);
  const line: Account[] = [];
  for (let id: string | null | undefined = whose; id; ) {
    const above: string | null | undefined = members.find(({ client }) => client?.id === id)?.parentId;
    const account = members.find(({ client }) => client?.id === above)?.client;
    if (!account || line.includes(account)) break;
    if (!parties.has(account.id)) line.unshift(account);
    id = above;
  }
  return line;
}

/** How many accounts these are, with all beneath them. */
export const countOf = (branches: readonly Branch[]): number =>
  branches.reduce((sum, { beneath }) => sum + 1 + countOf(beneath), 0);

/**
 * Who stands under the survivor once they are one: what stood under any of them, except themselves.
 * @param parties the ids of all who are merged, the survivor's too.
 */
export function childrenAfter(families: readonly Family[], parties: ReadonlySet<string>): Branch[] {
  const beneath = new Map<string, Map<string, Account>>();
  const survivor = '';
  for (const { client, parentId } of families.flatMap(({ members }) => members)) {
    if (!client || parentId === null || parties.has(client.id)) continue;
    const above = parties.has(parentId) ? survivor : parentId;
    beneath.set(above, (beneath.get(above) ?? new Map()).set(client.id, client));
  }
  const under = (id: string): Branch[] =>
    [...(beneath.get(id)?.values() ?? [])].map((client) => ({ client, beneath: under(client.id) }));
  return under(survivor);
}
