import { filterCode, filterOfCode } from '@/features/clients/filterCode';
import { filterOf } from '@/features/clients/listFilter';
import type { ListSearch } from '@/features/clients/listSearch';
import { type Condition, type Group, group, isGroup, type Part } from '@/features/clients-filter/tree';
import { filterOfPart, treeOfFilter } from '@/features/clients-filter/treeFilter';
import type { ClientFilter } from '@/generated/graphql';
import { addDays, hereZone } from '@/lib/days';

/** The conditions of the address as one filter; the search text is not among them. */
export function wholeFilter({ q, ...search }: ListSearch): ClientFilter {
  const { and, ...keyed } = filterOf({ ...search, f: undefined }) ?? {};
  const coded = search.f ? filterOfCode(search.f) : null;
  if (!coded) return keyed;
  if (Object.keys(keyed).length === 0) return coded;
  const parts = Object.keys(coded).length === 1 && coded.and ? coded.and : [coded];
  return { ...keyed, and: parts };
}

/** The address as a tree whose root is a group; null where rows cannot show it. */
export function treeOfList(search: ListSearch): Group | null {
  const tree = treeOfFilter(wholeFilter(search), search.tz ?? hereZone());
  const [only] = tree?.parts ?? [];
  return only && tree?.parts.length === 1 && isGroup(only) ? only : tree;
}

const FLAG_KEYS = {
  verified: ['verified', 'yes', 'no'],
  allowLogin: ['login', 'on', 'off'],
  hasParent: ['parent', 'yes', 'no'],
  hasChildren: ['children', 'yes', 'no'],
  hasBalanceDue: ['due', 'yes', 'no'],
} as const;
const LIST_KEYS = {
  status: 'status',
  origin: 'origin',
  country: 'country',
  currency: 'currency',
  tags: 'tag',
} as const;
const TIME_KEYS = { createdAt: 'created', lastLoginAt: 'seen' } as const;

/** The condition in the address's own words, where there are any. */
function keyed({ field, op, values }: Condition): Partial<ListSearch> | null {
  if (field in FLAG_KEYS) {
    const [key, yes, no] = FLAG_KEYS[field as keyof typeof FLAG_KEYS];
    return { [key]: op === 'yes' ? yes : no };
  }
  if (field in LIST_KEYS && op === 'anyOf') {
    const given = values.map((each) => each.trim()).filter(Boolean);
    const isPlain = !given.some((each) => each.includes(','));
    return isPlain ? { [LIST_KEYS[field as keyof typeof LIST_KEYS]]: given } : null;
  }
  if (!(field in TIME_KEYS)) return null;
  const key = TIME_KEYS[field as keyof typeof TIME_KEYS];
  if (op === 'last') return { [key]: `last${Number(values[0])}d` };
  if (op === 'span') return { [key]: `${values[0]}..${values[1]}` };
  if (op === 'before') return { [key]: `..${addDays(values[0] ?? '', -1)}` };
  return op === 'empty' && key === 'seen' ? { seen: 'never' } : null;
}

/**
 * The address's conditions for a tree: short keys where they say it, one code for all the rest.
 * @param tz the zone of the address, which is kept as long as days depend on it.
 */
export function listOfTree(tree: Group, tz: string | undefined): ListSearch {
  const search: ListSearch = {};
  const rest: Part[] = [];
  const isPlain = !tree.not && (tree.join === 'all' || tree.parts.length === 1);
  for (const part of isPlain ? tree.parts : []) {
    const said = isGroup(part) ? null : keyed(part);
    const [key] = Object.keys(said ?? {});
    if (said && key && !(key in search)) Object.assign(search, said);
    else rest.push(part);
  }
  const zone = tz ?? hereZone();
  const coded = isPlain ? rest.map((part) => filterOfPart(part, zone)) : [filterOfPart(tree, zone)];
  if (coded.length > 0) search.f = filterCode(coded.length === 1 && coded[0] ? coded[0] : { and: coded });
  const hasDays = [search.created, search.seen].some((span) => span?.includes('..'));
  return hasDays && tz ? { ...search, tz } : search;
}

/** The address's conditions for a filter written as text. */
export function listOfFilter(filter: ClientFilter, tz: string | undefined): ListSearch {
  if (Object.keys(filter).length === 0) return {};
  const tree = treeOfFilter(filter, tz ?? hereZone());
  if (!tree) return { f: filterCode(filter) };
  const [only] = tree.parts;
  return listOfTree(only && tree.parts.length === 1 && isGroup(only) ? only : tree, tz);
}

/** What the builder begins with: the address's tree, or one empty group. */
export const beginningTree = (search: ListSearch): Group | null =>
  Object.keys(wholeFilter(search)).length === 0 ? group('all', []) : treeOfList(search);
