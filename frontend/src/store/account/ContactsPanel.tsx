import { useState } from 'react';
import { AccountContactsDocument } from '@/generated/graphql';
import { useAct } from '@/lib/useAct';
import { ContactForm } from '@/store/account/ContactForm';
import {
  ADDRESSES,
  type Answered,
  COMPANIES,
  type ContactKind,
  EMAILS,
  type Entry,
  PHONES,
  whyRefused,
} from '@/store/account/contactKinds';
import { accountChanged, useOwnAccount } from '@/store/account/ownAccount';
import { whyNot } from '@/store/acting/acting';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/Notice';
import { Faces, Panel } from '@/ui/Panel';
import '@/store/account/account.css';

const KINDS = [EMAILS, PHONES, ADDRESSES, COMPANIES];

/** How the client is reached: four lists, each with its default. */
export function ContactsPanel() {
  const asked = useOwnAccount(AccountContactsDocument);
  const unavailable = whyNot('change');
  return (
    <Panel title="Contact">
      {unavailable && <p className="muted">{unavailable}</p>}
      <Faces asked={asked}>
        {({ viewer: { client } }) =>
          client &&
          KINDS.map((kind) => (
            <List
              key={kind.title}
              kind={kind}
              clientId={client.id}
              entries={kind.entries(client)}
              unavailable={unavailable}
            />
          ))
        }
      </Faces>
    </Panel>
  );
}

interface ListProps {
  kind: ContactKind;
  clientId: string;
  entries: Entry[];
  unavailable?: string;
}

function List({ kind, clientId, entries, unavailable }: ListProps) {
  /** The entry whose fields are open; `new` for those of one more. */
  const [open, setOpen] = useState<string>();
  const act = useAct(async (doIt: () => Promise<Answered>) => {
    const refused = whyRefused(await doIt());
    if (!refused) await accountChanged();
    return refused;
  });
  const close = () => setOpen(undefined);
  const kept = () => {
    close();
    void accountChanged();
  };
  return (
    <section className="account-part" aria-label={kind.title}>
      <div className="account-line">
        <h3>{kind.title}</h3>
        {open !== 'new' && (
          <span className="account-acts">
            <Button look="quiet" unavailable={unavailable} onClick={() => setOpen('new')}>
              Add {kind.noun}
            </Button>
          </span>
        )}
      </div>
      {act.refused && (
        <Notice tone="bad" live>
          {act.refused.sentence}
        </Notice>
      )}
      <ul className="account-list">
        {entries.map((entry) => (
          <li key={entry.id}>
            {open === entry.id ? (
              <ContactForm
                kind={kind}
                entry={entry}
                keep={(typed) => kind.change(entry.id, typed)}
                onKept={kept}
                onCancel={close}
              />
            ) : (
              <Line {...{ kind, entry, unavailable }} onEdit={() => setOpen(entry.id)} onAct={act.run} />
            )}
          </li>
        ))}
      </ul>
      {open === 'new' && (
        <ContactForm kind={kind} keep={(typed) => kind.add(clientId, typed)} onKept={kept} onCancel={close} />
      )}
    </section>
  );
}

interface LineProps {
  kind: ContactKind;
  entry: Entry;
  unavailable?: string;
  onEdit: () => void;
  onAct: (doIt: () => Promise<Answered>) => unknown;
}

function Line({ kind, entry: { id, text, isDefault, isLogin, notes }, unavailable, onEdit, onAct }: LineProps) {
  const shown = [isDefault && 'default', isLogin && 'you sign in with it', ...notes].filter(Boolean).join(', ');
  const act = (words: string, aim: string, onClick: () => unknown) => (
    <Button look="quiet" unavailable={unavailable} aria-label={`${aim} ${text}`} onClick={onClick}>
      {words}
    </Button>
  );
  return (
    <div className="account-line">
      <span>
        <bdi>{text}</bdi> {shown && <span className="muted">({shown})</span>}
      </span>
      <span className="account-acts">
        {act('Edit', 'Edit', onEdit)}
        {!isDefault && act('Make default', 'Make default:', () => onAct(() => kind.prefer(id)))}
        {!isLogin && act('Remove', 'Remove', () => onAct(() => kind.remove(id)))}
      </span>
    </div>
  );
}
