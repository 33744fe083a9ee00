import { counted } from '@/lib/formats';

/** The kinds of files that are read, by how their names end. */
export const ENDINGS = ['.csv', '.tsv', '.txt', '.xlsx', '.json', '.jsonl', '.ndjson'];

/** Why this file need not even be sent; undefined when it may. @param most bytes that a file may have. */
export function whyNotSent({ name, size }: Pick<File, 'name' | 'size'>, most: number): string | undefined {
  const ending = /\.[^.]*$/.exec(name.toLowerCase())?.[0] ?? '';
  if (ending === '.xls') return `${name} is in the old Excel format. Save it as XLSX or CSV first.`;
  if (!ENDINGS.includes(ending)) return `${name} is no CSV, TSV, XLSX or JSON file.`;
  if (size === 0) return `${name} is empty.`;
  if (size > most) return `${name} is too large: at most ${counted(Math.floor(most / 1_000_000), 'megabyte')}.`;
  return undefined;
}
