import { useRef } from 'react';

/** A key for an act that shall be done once: the same as long as what is sent stays the same. */
export function useOnceKey(): (given: unknown) => string {
  const last = useRef({ text: '', key: '' });
  return (given) => {
    const text = JSON.stringify(given);
    if (text !== last.current.text) last.current = { text, key: crypto.randomUUID() };
    return last.current.key;
  };
}
