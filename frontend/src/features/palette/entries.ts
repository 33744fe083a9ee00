import type { PaletteClientFragment } from '@/generated/graphql';
import type { Command, CommandGroup } from '@/lib/commands';

/** One line of the palette: a command or a client; `why` tells what about the client was found. */
export type Entry =
  | { kind: 'command'; command: Command }
  | { kind: 'client'; client: PaletteClientFragment; why?: string };

export interface EntryGroup {
  title: string;
  entries: Entry[];
}

const words = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** Whether each word typed begins a word of the text: "sw log" finds "Switch login off". */
export function isMeant(typed: string, text: string): boolean {
  const there = words(text);
  const wanted = words(typed);
  return wanted.length > 0 && wanted.every((part) => there.some((word) => word.startsWith(part)));
}

/** The commands that are meant, by group; all of them as long as nothing is typed. A group's name counts as well. */
export function commandGroups(groups: readonly CommandGroup[], typed: string): EntryGroup[] {
  return groups.flatMap(({ title, commands }) => {
    const meant = typed === '' ? commands : commands.filter(({ label }) => isMeant(typed, `${title} ${label}`));
    return meant.length > 0
      ? [{ title, entries: meant.map((command) => ({ kind: 'command' as const, command })) }]
      : [];
  });
}

/** The place that a step leads to, in a circle. */
export const stepped = (at: number, by: number, count: number) => (count === 0 ? 0 : (at + by + count) % count);
