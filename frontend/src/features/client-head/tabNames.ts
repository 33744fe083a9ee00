/** The sides of a client, as their addresses name them. */
export const TAB_NAMES = [
  'overview',
  'contacts',
  'fields',
  'orders',
  'tickets',
  'emails',
  'notes',
  'family',
  'activity',
] as const;
export type Tab = (typeof TAB_NAMES)[number];

/** Names that a side had before; addresses that somebody kept still lead there. */
const FORMER: Record<string, Tab> = { custom: 'fields' };

/** @returns the side that an address means: the overview where it names none. */
export const tabNamed = (name: string): Tab => TAB_NAMES.find((tab) => tab === name) ?? FORMER[name] ?? 'overview';
