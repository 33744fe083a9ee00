const ROW: [heading: string, example: string][] = [
  ['externalId', 'C-1001'],
  ['firstName', 'Ada'],
  ['lastName', 'Lovelace'],
  ['email', 'ada@example.org'],
  ['phone', '+44 20 7946 0018'],
  ['company', 'Lovelace Ltd'],
  ['taxId', ''],
  ['line1', '1 High Street'],
  ['postcode', 'SW1A 1AA'],
  ['city', 'London'],
  ['country', 'GB'],
  ['language', 'en'],
  ['currency', 'GBP'],
  ['tags', 'VIP; newsletter'],
  ['notes', 'Prefers to be called after noon'],
  ['allowLogin', 'yes'],
  ['createdAt', '2024-05-31'],
];

const quoted = (text: string) => (/[",;\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const lineOf = (cells: string[]) => cells.map(quoted).join(',');

/** A file to fill in: the headings that are understood without a mapping, and one client as an example. */
export const templateText = (): string =>
  `${lineOf(ROW.map(([heading]) => heading))}\r\n${lineOf(ROW.map(([, example]) => example))}\r\n`;
