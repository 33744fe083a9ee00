import { Search, X } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { IconButton } from '@/ui/Button';
import '@/features/clients-list/filters.css';

const PAUSE_MS = 150;

interface Props {
  value: string;
  onSearch: (text: string) => void;
  field: RefObject<HTMLInputElement | null>;
}

/** The list's search: asks after a short pause in typing, at once on Enter; Escape empties it. */
export function SearchField({ value, onSearch, field }: Props) {
  const [text, setText] = useState(value);
  const sent = useRef(value);
  if (value !== sent.current) {
    sent.current = value;
    setText(value);
  }
  useEffect(() => {
    if (text.trim() === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text.trim();
      onSearch(text.trim());
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, onSearch]);

  return (
    <search className="list-search" aria-label="Clients">
      <Search size={16} aria-hidden="true" />
      <input
        ref={field}
        className="input"
        type="search"
        dir="auto"
        autoComplete="off"
        spellCheck={false}
        aria-label="Search clients"
        aria-keyshortcuts="/"
        placeholder="Search name, email, phone, company, tax id, number"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || text === '') return;
          event.preventDefault();
          setText('');
        }}
      />
      {text !== '' && (
        <IconButton label="Empty the search" onClick={() => setText('')}>
          <X size={16} />
        </IconButton>
      )}
    </search>
  );
}
