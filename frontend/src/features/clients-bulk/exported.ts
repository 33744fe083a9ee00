import type { ExportColumnsQuery } from '@/generated/graphql';

export type Offered = ExportColumnsQuery['exportColumns'][number];

/** The list's columns whose key in a file is another. */
const IN_A_FILE: Record<string, string> = {
  seen: 'lastLoginAt',
  created: 'createdAt',
  changed: 'updatedAt',
  verified: 'verifiedAt',
  external: 'externalId',
  orders: 'orderCount',
  value: 'lifetimeValue',
  balance: 'balanceDue',
};

/** The key in a file of a column of the list: "cf.seats" is "customFields.seats". */
const keyInFile = (column: string) => IN_A_FILE[column] ?? column.replace(/^cf\./, 'customFields.');

/** What is chosen at first: the columns that the list shows, in its order. */
export function chosenAtFirst(shown: readonly string[], offered: readonly Offered[]): string[] {
  return shown.map(keyInFile).filter((key) => offered.some((each) => each.key === key));
}

/** All columns, the chosen ones first and in their order. */
export function inOrder(offered: readonly Offered[], chosen: readonly string[]): Offered[] {
  const place = (key: string) => (chosen.includes(key) ? chosen.indexOf(key) : offered.length);
  return [...offered].sort((one, other) => place(one.key) - place(other.key));
}
