import { UserRound } from 'lucide-react';
import { Fragment, useEffect, useRef } from 'react';
import { ClientName } from '@/features/clients/ClientName';
import { StatusBadge } from '@/features/clients/StatusBadge';
import { numberWords } from '@/features/clients/words';
import type { Entry, EntryGroup } from '@/features/palette/entries';
import type { PaletteClientFragment } from '@/generated/graphql';
import type { Command } from '@/lib/commands';

interface Props {
  /** The id of the listbox; its options are named after it, "id-0" and on. */
  id: string;
  groups: EntryGroup[];
  active: number;
  /** Some entries answer former words. */
  isStale: boolean;
  onPoint: (at: number) => void;
  onChoose: (entry: Entry) => void;
}

/** The choices, under headings; focus stays in the field, which names the active one. */
export function PaletteList({ id, groups, active, isStale, onPoint, onChoose }: Props) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`[id="${id}-${active}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);
  let at = 0;
  return (
    // Focus never leaves the field, so pressing here must not take it.
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label="Results"
      aria-busy={isStale || undefined}
      className="palette-list"
      tabIndex={-1}
      onMouseDown={(event) => event.preventDefault()}
    >
      {groups.map(({ title, entries }, place) => (
        // biome-ignore lint/a11y/useSemanticElements: a listbox holds groups and options, and no fieldset
        <div key={title} role="group" aria-labelledby={`${id}-title-${place}`}>
          <div role="presentation" className="palette-title" id={`${id}-title-${place}`} dir="auto">
            {title}
          </div>
          {entries.map((entry) => {
            const here = at++;
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keyboard
              <div
                key={keyOf(entry)}
                id={`${id}-${here}`}
                role="option"
                tabIndex={-1}
                aria-selected={here === active}
                aria-disabled={(entry.kind === 'command' && entry.command.unavailable !== undefined) || undefined}
                className="palette-option"
                onPointerMove={() => here !== active && onPoint(here)}
                onClick={() => onChoose(entry)}
              >
                {entry.kind === 'command' ? (
                  <CommandLine command={entry.command} />
                ) : (
                  <ClientLine client={entry.client} why={entry.why} />
                )}
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}

const keyOf = (entry: Entry) => (entry.kind === 'command' ? entry.command.label : entry.client.id);

function CommandLine({ command: { label, icon, keys, unavailable } }: { command: Command }) {
  return (
    <>
      <span className="palette-icon">{icon}</span>
      <span className="palette-words">
        {label}
        {unavailable && <small className="muted">{unavailable}</small>}
      </span>
      {keys && (
        <span className="palette-keys">
          {keys.split(' then ').map((key, place) => (
            <Fragment key={key}>
              {place > 0 && ' then '}
              <kbd>{key}</kbd>
            </Fragment>
          ))}
        </span>
      )}
    </>
  );
}

function ClientLine({ client, why }: { client: PaletteClientFragment; why?: string }) {
  const email = client.loginEmail ?? client.defaultEmail?.address;
  return (
    <>
      <span className="palette-icon">
        <UserRound size={16} aria-hidden="true" />
      </span>
      <span className="palette-words">
        <ClientName name={client.displayName} />
        <small className="muted">
          {numberWords(client.number)} {email && <bdi>· {email}</bdi>}
        </small>
      </span>
      <span className="palette-standing">
        <StatusBadge status={client.status} />
        {why && <small className="muted">matches {why}</small>}
      </span>
    </>
  );
}
