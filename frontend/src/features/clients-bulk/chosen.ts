import type { Selection } from '@/features/clients-list/selection';
import type { ClientFilter } from '@/generated/graphql';

/** Which clients an act on many is about: those of a filter, but for some. */
export interface Chosen {
  filter: ClientFilter | null;
  exceptIds: string[];
  /** How many they are, as far as it is known. */
  count: number | undefined;
}

/** @param filter the list's own, @param count how many are selected. */
export function chosenBy({ isAll, ids }: Selection, filter: ClientFilter | null, count: number | undefined): Chosen {
  if (isAll) return { filter, exceptIds: [...ids], count };
  return { filter: { ids: [...ids], ...(filter?.status && { status: filter.status }) }, exceptIds: [], count };
}
