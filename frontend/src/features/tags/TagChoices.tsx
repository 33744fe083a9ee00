import { useEffect, useRef } from 'react';
import type { TagChoice } from '@/features/tags/useTagChoices';
import { formatNumber } from '@/lib/formats';
import '@/features/tags/tags.css';

/** The server counts so far; one more stands for all beyond. */
const COUNTED_TO = 1000;

interface Props {
  id: string;
  choices: TagChoice[];
  active: number;
  onPick: (tag: string) => void;
}

/** The tags in use that fit what was typed, each with how many clients have it. */
export function TagChoices({ id, choices, active, onPick }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const isShown = choices.length > 0;
  useEffect(() => {
    if (isShown) list.current?.scrollIntoView({ block: 'nearest' });
  }, [isShown]);
  if (!isShown) return null;
  return (
    <div className="tag-choices" ref={list} role="listbox" id={id} aria-label="Tags in use">
      {choices.map(({ label, clientCount }, place) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's, which keeps the focus
        <div
          key={label}
          id={`${id}-${place}`}
          className="tag-choice"
          role="option"
          tabIndex={-1}
          aria-selected={place === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(label)}
        >
          <bdi>{label}</bdi>
          <span className="muted">{usedWords(clientCount)}</span>
        </div>
      ))}
    </div>
  );
}

const usedWords = (count: number) => (count > COUNTED_TO ? `${formatNumber(COUNTED_TO)}+` : `${formatNumber(count)}`);
