import { useState } from 'react';
import { AccountContactsDocument } from '@/generated/graphql';
import { refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { ContactFields } from '@/store/account/ContactFields';
import {
  ADDRESSES,
  type Answered,
  COMPANIES,
  type ContactKind,
  EMAILS,
  type Entry,
  PHONES,
} from '@/store/account/contactKinds';
import { whyNot } from '@/store/acting/acting';
import { useAsked } from '@/store/useAsked';
import { Button } from '@/ui/Button';
import { Form } from '@/ui/Form';
import { Notice } from '@/ui/Notice';
import { Faces, Panel } from '@/ui/Panel';
import '@/store/account/account.css';

const KINDS = [EMAILS, PHONES, ADDRESSES, COMPANIES];

/** How the client is reached: four lists, each with its default. */
export function ContactsPanel() {
  const asked = useAsked(AccountContactsDocument, {});
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
              onChanged={asked.refetch}
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
  onChanged: () => unknown;
}

const whyRefused = (answer: Answered) =>
  answer.message ? refusalOf({ ...answer, message: answer.message }) : undefined;

function List({ kind, clientId, entries, unavailable, onChanged }: ListProps) {
  const [isAdding, setAdding] = useState(false);
  const add = useAct(async (typed: FormData) => {
    const answer = await kind.add(clientId, (name) => String(typed.get(name) ?? '').trim());
    const refused = whyRefused(answer);
    if (!refused) {
      setAdding(false);
      onChanged();
    }
    return refused;
  });
  const act = useAct(async (doIt: () => Promise<Answered>) => {
    const refused = whyRefused(await doIt());
    if (!refused) onChanged();
    return refused;
  });
  return (
    <section className="account-part" aria-label={kind.title}>
      <div className="account-line">
        <h3>{kind.title}</h3>
        {!isAdding && (
          <span className="account-acts">
            <Button look="quiet" unavailable={unavailable} onClick={() => setAdding(true)}>
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
          <Line key={entry.id} kind={kind} entry={entry} unavailable={unavailable} onAct={act.run} />
        ))}
      </ul>
      {isAdding && (
        <Form className="store-form" onSubmit={add.run} refused={add.refused} onForgive={add.forgive}>
          <ContactFields kind={kind} faults={add.refused?.faults} />
          <div className="row">
            <Button type="submit" look="primary" waiting={add.waiting}>
              Save
            </Button>
            <Button onClick={() => setAdding(false)}>Cancel</Button>
          </div>
        </Form>
      )}
    </section>
  );
}

interface LineProps {
  kind: ContactKind;
  entry: Entry;
  unavailable?: string;
  onAct: (doIt: () => Promise<Answered>) => unknown;
}

function Line({ kind, entry: { id, text, isDefault, isLogin, note }, unavailable, onAct }: LineProps) {
  const notes = [isDefault && 'default', isLogin && 'you sign in with it', note].filter(Boolean).join(', ');
  return (
    <li className="account-line">
      <span>
        <bdi>{text}</bdi> {notes && <span className="muted">({notes})</span>}
      </span>
      <span className="account-acts">
        {!isDefault && (
          <Button
            look="quiet"
            unavailable={unavailable}
            aria-label={`Make default: ${text}`}
            onClick={() => onAct(() => kind.prefer(id))}
          >
            Make default
          </Button>
        )}
        {!isLogin && (
          <Button
            look="quiet"
            unavailable={unavailable}
            aria-label={`Remove ${text}`}
            onClick={() => onAct(() => kind.remove(id))}
          >
            Remove
          </Button>
        )}
      </span>
    </li>
  );
}
