import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useFoundClients, whyNamed } from '@/features/client-family/foundClients';
import { numberWords, STATUS_WORDS } from '@/features/clients/words';
import type { PaletteClientFragment } from '@/generated/graphql';
import { Button } from '@/ui/Button';
import { Failed } from '@/ui/Failed';
import '@/features/client-family/family.css';

export type Picked = PaletteClientFragment;

interface Props {
  label: string;
  picked: Picked | null;
  onPick: (client: Picked | null) => void;
  /** Never offered: the account one stands at. */
  without?: string;
  /** It was not picked where it had to be. */
  isMissing?: boolean;
}

/** One client, found by name, e-mail or number as in the palette: arrows and Enter choose. */
export function ClientPicker({ picked, ...given }: Props) {
  const { label, onPick } = given;
  const root = useRef<HTMLDivElement>(null);
  const former = useRef(picked);
  // The field and the button take each other's place: so does the focus.
  useEffect(() => {
    const isLost = document.activeElement?.matches('body, dialog');
    if (former.current !== picked && isLost) root.current?.querySelector<HTMLElement>('input, button')?.focus();
    former.current = picked;
  }, [picked]);
  if (!picked) {
    return (
      <div ref={root}>
        <Search {...given} />
      </div>
    );
  }
  return (
    <div ref={root} className="picked">
      <p>
        <span className="field-label">{label}</span>
        <strong>
          <bdi>{picked.displayName || 'No name'}</bdi>
        </strong>{' '}
        <span className="muted">{detailsOf(picked)}</span>
      </p>
      <Button onClick={() => onPick(null)}>Choose another</Button>
    </div>
  );
}

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };

function Search({ label, without, isMissing, onPick }: Omit<Props, 'picked'>) {
  const id = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const { clients, isSettled, error, retry } = useFoundClients(text.trim(), without);
  const active = Math.min(at, clients.length - 1);
  const press = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step !== undefined && clients.length > 0) setAt((active + step + clients.length) % clients.length);
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      const chosen = isSettled && clients[active];
      if (chosen) onPick(chosen.client);
    } else return;
    event.preventDefault();
  };
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="input"
        data-autofocus
        role="combobox"
        aria-expanded={clients.length > 0}
        aria-controls={`${id}-found`}
        aria-activedescendant={clients.length > 0 ? `${id}-${active}` : undefined}
        aria-autocomplete="list"
        aria-invalid={isMissing || undefined}
        placeholder="Name, e-mail or number"
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={press}
      />
      {/* Options are reached by the arrows of the field: focus stays there. */}
      <div id={`${id}-found`} role="listbox" aria-label="Clients found" className="found" hidden={clients.length === 0}>
        {clients.map(({ client, why }, place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field hears the keys
          <div
            key={client.id}
            id={`${id}-${place}`}
            role="option"
            tabIndex={-1}
            aria-selected={place === active}
            className="found-one"
            onClick={() => onPick(client)}
          >
            <span>
              <bdi>{client.displayName || 'No name'}</bdi>
            </span>
            <span className="muted">{whyNamed(client, why)}</span>
          </div>
        ))}
      </div>
      {error && <Failed error={error} onRetry={retry} brief />}
      <p role="status" className="field-hint">
        {isSettled && !error && text.trim() !== '' && clients.length === 0 ? 'Nobody matches this.' : ''}
      </p>
    </div>
  );
}

function detailsOf({ number, status, loginEmail, defaultEmail }: Picked): string {
  const email = loginEmail ?? defaultEmail?.address;
  return [numberWords(number), status === 'ACTIVE' ? '' : STATUS_WORDS[status], email].filter(Boolean).join(' · ');
}
