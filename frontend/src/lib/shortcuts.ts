import { useEffect, useLayoutEffect, useRef } from 'react';
import { observable } from '@/lib/observable';
import { stored } from '@/lib/stored';

/** Single keys can be switched off (WCAG 2.1.4); what works with Ctrl stays. */
export const singleKeys = observable(stored.read('single-keys') !== 'off');

export function allowSingleKeys(allowed: boolean): void {
  stored.write('single-keys', allowed ? null : 'off');
  singleKeys.set(allowed);
}

/** Keys in the words of the event: `n`, `?`, `/`, `[`; two in a row as `g l`. */
export type Shortcuts = Record<string, () => void>;

const CHORD_MS = 1200;

/** Listens for single keys while mounted; never inside fields, dialogs, or with a modifier held. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  // Before the page is painted: whoever sees it may press at once.
  useLayoutEffect(() => {
    latest.current = shortcuts;
  });
  useLayoutEffect(() => {
    let first = { key: '', at: 0 };
    const press = (event: KeyboardEvent) => {
      if (!singleKeys.get() || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      const recent = event.timeStamp - first.at < CHORD_MS;
      const act = (recent && latest.current[`${first.key} ${event.key}`]) || latest.current[event.key];
      first = { key: event.key, at: event.timeStamp };
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

/** Ctrl or Cmd with a letter: works in fields too, but not over an open dialog. The browser's own meaning is lost. */
export function useHeldShortcut(letter: string, act: () => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== letter || event.shiftKey || event.altKey) return;
      if (event.ctrlKey === event.metaKey) return;
      event.preventDefault();
      if (!document.querySelector('dialog[open]')) latest.current();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [letter]);
}

const isApple = typeof navigator !== 'undefined' && /Mac|iP(hone|ad)/.test(navigator.platform);

/** What the key held with letters is called here. */
export const HELD_KEY = isApple ? '⌘' : 'Ctrl';

function isTyping(event: KeyboardEvent): boolean {
  // An editor may stand in a shadow root, from which the event seems to come from its host.
  const [origin] = event.composedPath();
  const target = origin instanceof Element ? origin : null;
  if (event.defaultPrevented || document.querySelector('dialog[open]')) return true;
  return target?.closest('input:not([type=checkbox]), select, textarea, [contenteditable], [role=menu]') != null;
}
