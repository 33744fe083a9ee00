import { type ReactNode, useEffect, useRef } from 'react';
import { observable } from '@/lib/observable';

/** Something that can be done from here: in the palette, and wherever else a page offers it. */
export interface Command {
  /** What one reads and types: "Switch login off". */
  label: string;
  run: () => void;
  icon?: ReactNode;
  /** The shortcut that does the same, as in the list of keys. */
  keys?: string;
  /** Permitted but impossible now: shown with this reason, and does nothing. */
  unavailable?: string;
}

/** Commands under one heading, as "Ada Lovelace" or "Go to". */
export interface CommandGroup {
  title: string;
  commands: Command[];
}

/** What the mounted parts of the page offer; offers under one title are one group. */
export const offered = observable<readonly CommandGroup[]>([]);

const offers = new Map<object, CommandGroup>();

/** Offers commands in the palette while mounted. What is not permitted is left out; an empty list offers nothing. */
export function useCommands(title: string, commands: Command[]): void {
  const owner = useRef({}).current;
  useEffect(() => {
    offers.set(owner, { title, commands });
    tell();
  });
  useEffect(
    () => () => {
      offers.delete(owner);
      tell();
    },
    [owner],
  );
}

function tell(): void {
  const groups = new Map<string, Command[]>();
  for (const { title, commands } of offers.values()) groups.set(title, [...(groups.get(title) ?? []), ...commands]);
  offered.set(
    [...groups].map(([title, commands]) => ({ title, commands })).filter(({ commands }) => commands.length > 0),
  );
}
