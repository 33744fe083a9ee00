import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { TagChoicesDocument, type TagChoicesQuery } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';

export type TagChoice = TagChoicesQuery['tags'][number];

const PAUSE_MS = 120;
const OFFERED = 8;

interface Given {
  /** What has been typed of a tag. */
  text: string;
  /** Tags that are there already, and so are not offered. */
  taken: readonly string[];
  onPick: (tag: string) => void;
  /** Keys that the list has no use for. */
  onKey?: (event: KeyboardEvent<HTMLInputElement>) => void;
}

/**
 * An input that offers the tags in use, as a combobox: arrows walk, Enter takes, Escape closes. Any other text may be
 * typed as well.
 * @returns what the input needs, and what `TagChoices` needs.
 */
export function useTagChoices({ text, taken, onPick, onKey }: Given) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const settled = useSettled(text.trim());
  const asked = useAnswer(TagChoicesDocument, { search: settled, first: OFFERED + taken.length });
  const has = new Set(taken.map((tag) => tag.toLowerCase()));
  // Until the answer is about what stands there now, of the former one only that is offered which fits.
  const isFresh = settled === text.trim() && !asked.isPlaceholderData;
  const fits = (label: string) => isFresh || label.toLowerCase().includes(text.trim().toLowerCase());
  const choices = (asked.data?.tags ?? [])
    .filter(({ label }) => !has.has(label.toLowerCase()) && fits(label))
    .slice(0, OFFERED);
  const isShown = isOpen && choices.length > 0;

  const close = () => {
    setOpen(false);
    setActive(-1);
  };
  const pick = (tag: string) => {
    close();
    onPick(tag);
  };
  const walk = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = isShown && event.key === 'Enter' && !event.ctrlKey && !event.metaKey ? choices[active] : undefined;
    if (step) {
      setOpen(true);
      setActive((now) => (isShown ? around(now + step, choices.length) : -1));
    } else if (event.key === 'Escape' && isShown) close();
    else if (chosen) pick(chosen.label);
    else {
      if (event.key === 'Enter') close();
      return onKey?.(event);
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return {
    input: {
      role: 'combobox',
      autoComplete: 'off',
      spellCheck: false,
      'aria-autocomplete': 'list',
      'aria-expanded': isShown,
      'aria-controls': isShown ? id : undefined,
      'aria-activedescendant': isShown && active >= 0 ? `${id}-${active}` : undefined,
      onKeyDown: walk,
      onBlur: close,
    } as const,
    list: { id, choices: isShown ? choices : [], active, onPick: pick },
    /** To be called with every change of the text. */
    typed: () => {
      setOpen(true);
      setActive(-1);
    },
  };
}

/** One place beyond either end is no choice, so that what was typed can be had back. */
const around = (place: number, count: number) => (place < -1 ? count - 1 : place >= count ? -1 : place);

function useSettled(text: string): string {
  const [settled, settle] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => settle(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
