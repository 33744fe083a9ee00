import type { DuplicateMemberFragment } from '@/generated/graphql';

export type Found = DuplicateMemberFragment & { client: NonNullable<DuplicateMemberFragment['client']> };

/** Whom to keep unless somebody says otherwise: who ordered most, then who came first. */
export function likelySurvivor(members: readonly Found[]): Found | undefined {
  return [...members].sort(
    ({ client: one }, { client: other }) =>
      (other.orderCount ?? 0) - (one.orderCount ?? 0) || one.number - other.number,
  )[0];
}
