import { COLUMNS, type Column, NAME, NARROW, SHOWN_AT_FIRST } from '@/features/clients-list/columns';
import { customColumn, customColumns, isCustomColumn } from '@/features/clients-list/customColumns';
import { observable } from '@/lib/observable';
import { stored } from '@/lib/stored';

/** How a person has arranged the list: which columns beside the name, in which order and width, and how dense. */
export interface Layout {
  shown: string[];
  /** Pixels by column, where they were changed. */
  widths: Record<string, number>;
  isCompact: boolean;
}

export const NARROWEST = 64;
export const WIDEST = 640;
const NAME_AT_LEAST = 220;

const KEY = 'clients-list-layout';
const AT_FIRST: Layout = { shown: [...SHOWN_AT_FIRST], widths: {}, isCompact: false };

const isKnown = (key: unknown): key is string =>
  COLUMNS.some((each) => each.key === key) || (typeof key === 'string' && isCustomColumn(key));
const columnOf = (key: string) => (isCustomColumn(key) ? customColumn(key) : COLUMNS.find((each) => each.key === key));

/** What was remembered, as far as it still makes sense. */
export function readLayout(text: string | null): Layout {
  try {
    const { shown, widths, isCompact } = JSON.parse(text ?? 'null') ?? {};
    const known = Array.isArray(shown) ? [...new Set(shown.filter(isKnown))] : AT_FIRST.shown;
    const wide = Object.entries(widths ?? {}).filter(
      ([key, width]) => (key === NAME.key || isKnown(key)) && Number.isFinite(width),
    );
    return {
      shown: known,
      widths: Object.fromEntries(wide.map(([key, width]) => [key, fitting(Number(width))])),
      isCompact: isCompact === true,
    };
  } catch {
    return AT_FIRST;
  }
}

export const fitting = (width: number) => Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));

/** This browser's arrangement. */
export const layout = observable<Layout>(readLayout(stored.read(KEY)));

export function arrange(change: Partial<Layout>): void {
  layout.set({ ...layout.get(), ...change });
  stored.write(KEY, JSON.stringify(layout.get()));
}

export function arrangeAsAtFirst(): void {
  layout.set(AT_FIRST);
  stored.write(KEY, null);
}

/** The columns to draw. @param cols those that the address names, which count more than the person's own. */
export function columnsFor({ shown }: Layout, cols: string[] | undefined, isNarrow: boolean): Column[] {
  if (isNarrow) return [NAME, ...NARROW];
  const named = cols?.filter((key) => key === NAME.key || isKnown(key)) ?? [];
  const keys = named.length > 0 ? named : shown;
  return [NAME, ...keys.flatMap((key) => columnOf(key) ?? [])];
}

export const widthOf = ({ key, width }: Column, { widths }: Layout): number | undefined => widths[key] ?? width;

/** What the columns need at least, in pixels. */
export const leastWidth = (columns: readonly Column[], arranged: Layout): number =>
  columns.reduce((sum, column) => sum + (widthOf(column, arranged) ?? NAME_AT_LEAST), 0);

/** All columns, those shown first and in their order: as the person arranges them. */
export function arrangeable({ shown }: Layout): Column[] {
  const known = [...COLUMNS, ...customColumns()];
  const gone = shown.filter((key) => isCustomColumn(key) && !known.some((each) => each.key === key));
  const place = (key: string) => (shown.includes(key) ? shown.indexOf(key) : known.length + shown.length);
  return [...known, ...gone.map(customColumn)].sort((one, other) => place(one.key) - place(other.key));
}

/** The keys with one of them moved to another's place. */
export function moved(keys: readonly string[], key: string, to: number): string[] {
  const rest = keys.filter((each) => each !== key);
  const place = Math.min(rest.length, Math.max(0, to));
  return [...rest.slice(0, place), key, ...rest.slice(place)];
}
