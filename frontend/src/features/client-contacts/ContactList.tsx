import { Plus } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { ContactRow } from '@/features/client-contacts/ContactRow';
import type { Client, Entry, Kind } from '@/features/client-contacts/kinds';
import { formatNumber } from '@/lib/formats';
import { part } from '@/lib/parts';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { type Asked, Faces, Panel } from '@/ui/Panel';

const ContactDialog = lazy(() => part(() => import('@/features/client-contacts/ContactDialog')));
const RemoveDialog = lazy(() => part(() => import('@/features/client-contacts/RemoveDialog')));

interface Props<E extends Entry> {
  kind: Kind<E>;
  asked: Asked<Client>;
  /** Beside the marks of an entry: what is known of it. */
  facts?: (entry: E, client: Client) => ReactNode;
  /** Above the list, and beneath it. */
  head?: (client: Client) => ReactNode;
  foot?: (client: Client) => ReactNode;
  children: (entry: E) => ReactNode;
}

/** One list in a panel of its own; a dialog adds to it and changes what is in it. */
export function ContactList<E extends Entry>({ kind, asked, facts, head, foot, children }: Props<E>) {
  const [open, setOpen] = useState<{ what: 'add' | 'edit' | 'remove'; entry?: E }>();
  const close = () => setOpen(undefined);
  const client = asked.data;
  const count = client && kind.entries(client).length;
  return (
    <Panel
      title={kind.title}
      aside={
        <div className="row">
          {count ? <span className="muted">{formatNumber(count)}</span> : undefined}
          {client?.viewerCan.update && (
            <Button look="quiet" aria-label={`Add ${kind.noun}`} onClick={() => setOpen({ what: 'add' })}>
              <Plus size={16} aria-hidden="true" /> Add
            </Button>
          )}
        </div>
      }
    >
      {client && head?.(client)}
      <Faces
        asked={asked}
        rows={3}
        empty={{ when: (found) => kind.entries(found).length === 0, face: <Empty title={kind.none} /> }}
      >
        {(found) => (
          <ul className="contact-list" aria-label={kind.title}>
            {kind.entries(found).map((entry) => (
              <ContactRow
                key={entry.id}
                kind={kind}
                client={found}
                entry={entry}
                facts={facts?.(entry, found)}
                onOpen={(what) => setOpen({ what, entry })}
              >
                {children(entry)}
              </ContactRow>
            ))}
          </ul>
        )}
      </Faces>
      {client && foot?.(client)}
      <Suspense>
        {client && open?.what === 'remove' && open.entry && (
          <RemoveDialog kind={kind} client={client} entry={open.entry} onClose={close} />
        )}
        {client && (open?.what === 'add' || open?.what === 'edit') && (
          <ContactDialog kind={kind} client={client} entry={open.entry} onClose={close} />
        )}
      </Suspense>
    </Panel>
  );
}
