import { STATUSES } from '@/features/clients/words';
import { emailOf } from '@/features/clients-list/columns';
import { isSelected, type Selection } from '@/features/clients-list/selection';
import { type ClientFilter, SelectedEmailsDocument, type SelectedEmailsQuery } from '@/generated/graphql';
import { counted } from '@/lib/formats';
import { ask } from '@/lib/graphql';

export const MOST_COPIED = 5000;
const AT_ONCE = 250;

type Addressed = SelectedEmailsQuery['clients']['nodes'][number];

/**
 * Puts the addresses of the selected clients on the clipboard, with commas between them.
 * @param rows those loaded, whose addresses need not be asked for.
 * @returns what to tell: how many there were, and how many clients have none.
 */
export async function copyAddresses(
  selection: Selection,
  rows: readonly Addressed[],
  filter: ClientFilter | null,
): Promise<string> {
  const clients = selection.isAll ? await allBut(selection, filter) : await those(selection, rows);
  const addresses = [...new Set(clients.map(emailOf).filter(Boolean))];
  if (addresses.length === 0) return 'None of them has an e-mail address';
  await navigator.clipboard.writeText(addresses.join(', '));
  const without = clients.filter((client) => emailOf(client) === '').length;
  return `Copied ${counted(addresses.length, 'address', 'addresses')}${without > 0 ? `; ${counted(without, 'client')} without one` : ''}`;
}

async function allBut(selection: Selection, filter: ClientFilter | null): Promise<Addressed[]> {
  return (await pages(filter)).filter(({ id }) => isSelected(selection, id));
}

async function those({ ids }: Selection, rows: readonly Addressed[]): Promise<Addressed[]> {
  const known = rows.filter(({ id }) => ids.has(id));
  const loaded = new Set(known.map(({ id }) => id));
  const rest = [...ids].filter((id) => !loaded.has(id));
  const found: Addressed[] = [...known];
  for (let at = 0; at < rest.length; at += AT_ONCE) {
    const status = STATUSES.filter((each) => each !== 'DELETED');
    found.push(...(await pages({ ids: rest.slice(at, at + AT_ONCE), status })));
  }
  return found;
}

async function pages(filter: ClientFilter | null): Promise<Addressed[]> {
  const found: Addressed[] = [];
  let after: string | null = null;
  do {
    const { clients }: SelectedEmailsQuery = await ask(SelectedEmailsDocument, { filter, after });
    found.push(...clients.nodes);
    after = clients.pageInfo.hasNextPage ? clients.pageInfo.endCursor : null;
  } while (after && found.length < MOST_COPIED + AT_ONCE);
  return found;
}
