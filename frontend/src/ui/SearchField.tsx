import { Search, X } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { IconButton } from '@/ui/Button';
import '@/ui/field.css';
import '@/ui/searchField.css';

const PAUSE_MS = 150;

interface Props {
  /** What is searched: "Clients" names the landmark, "Search clients" the field. */
  what: string;
  placeholder: string;
  value: string;
  onSearch: (text: string) => void;
  field?: RefObject<HTMLInputElement | null>;
  /** The single key that leads here, as "/". */
  shortcut?: string;
}

/** A search that asks after a short pause in typing; Escape empties it. */
export function SearchField({ what, placeholder, value, onSearch, field, shortcut }: Props) {
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
    <search className="search-field" aria-label={what}>
      <Search size={16} aria-hidden="true" />
      <input
        ref={field}
        className="input"
        type="search"
        dir="auto"
        autoComplete="off"
        spellCheck={false}
        aria-label={`Search ${what.toLowerCase()}`}
        aria-keyshortcuts={shortcut}
        placeholder={placeholder}
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
