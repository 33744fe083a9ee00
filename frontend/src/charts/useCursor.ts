import { type KeyboardEvent, useState } from 'react';

interface Cursor {
  /** The bucket looked at, or null while nobody looks. */
  index: number | null;
  /** Arrow keys led there: it should be spoken. */
  isByKey: boolean;
}

const NOWHERE: Cursor = { index: null, isByKey: false };

const STEPS: Record<string, (index: number, last: number) => number> = {
  ArrowRight: (index) => index + 1,
  ArrowUp: (index) => index + 1,
  ArrowLeft: (index) => index - 1,
  ArrowDown: (index) => index - 1,
  PageDown: (index) => index - 7,
  PageUp: (index) => index + 7,
  Home: () => 0,
  End: (_, last) => last,
};

/** One place in a chart that keys and pointer share: arrows walk, Home and End leap, Escape lets go, Enter opens. */
export function useCursor(length: number, onOpen?: (index: number) => void) {
  const [cursor, setCursor] = useState<Cursor>(NOWHERE);
  const last = length - 1;

  function onKeyDown(event: KeyboardEvent) {
    const step = STEPS[event.key];
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (step && length > 0) {
      const from = cursor.index ?? (event.key === 'ArrowRight' || event.key === 'ArrowUp' ? -1 : length);
      setCursor({ index: Math.min(last, Math.max(0, step(from, last))), isByKey: true });
    } else if (event.key === 'Escape' && cursor.index !== null) setCursor(NOWHERE);
    else if (event.key === 'Enter' && cursor.index !== null && onOpen) onOpen(cursor.index);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const index = cursor.index !== null && cursor.index <= last ? cursor.index : null;
  return {
    index,
    isByKey: cursor.isByKey,
    onKeyDown,
    point: (at: number) => setCursor({ index: at, isByKey: false }),
    release: () => setCursor(NOWHERE),
  };
}
