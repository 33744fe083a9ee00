import { useRef, useState } from 'react';
import { ContactFields } from '@/features/client-contacts/ContactFields';
import type { Client, Entry, Kept, Kind } from '@/features/client-contacts/kinds';
import { unlessChanged } from '@/features/client-contacts/meanwhile';
import { useClosing } from '@/features/unsaved/useClosing';
import { clientChanged } from '@/lib/changed';
import { type Refusal, refusal, refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/Choice';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { say } from '@/ui/toastList';

interface Props<E extends Entry> {
  kind: Kind<E>;
  client: Client;
  /** What is changed; without it one is added. */
  entry?: E;
  onClose: () => void;
}

/** Adds an entry to a list or changes one. What was typed survives every refusal, and leaving it asks first. */
export default function ContactDialog<E extends Entry>({ kind, client, entry, onClose }: Props<E>) {
  const key = useRef(crypto.randomUUID());
  const [isTyped, setTyped] = useState(false);
  const { close, question } = useClosing(
    isTyped,
    `Leave without ${entry ? 'saving' : 'adding'} the ${kind.noun}?`,
    onClose,
  );
  const known = useRef(entry && { version: client.version, entry });
  const { run, forgive, waiting, refused } = useAct(async (typed: FormData): Promise<Refusal | undefined> => {
    const answer = await send(typed);
    if ('sentence' in answer) return answer;
    key.current = crypto.randomUUID();
    if (answer.message) return refusalOfKept(answer);
    await clientChanged(client.id);
    say(entry ? wordsOfChange(kind, client, entry, answer) : `${capital(kind.noun)} added`);
    onClose();
    return undefined;
  });

  const send = async (typed: FormData): Promise<Kept | Refusal> => {
    const makeDefault = typed.has('makeDefault');
    const base = known.current;
    if (!base) return kind.add(client.id, typed, { makeDefault }, key.current);
    const outcome = await unlessChanged(kind, client.id, base, (version) =>
      kind.update(base.entry.id, typed, { version, makeDefault }),
    );
    if ('answer' in outcome) return outcome.answer;
    if (!outcome.known) return refusal(outcome.sentence);
    known.current = outcome.known;
    return refusal(`${outcome.sentence} Save again to put yours in its place, or cancel to keep theirs.`);
  };

  return (
    <Dialog title={`${entry ? 'Edit' : 'Add'} ${kind.noun}`} onClose={close}>
      <Form className="" onSubmit={run} refused={refused} onForgive={forgive} onTyped={setTyped}>
        <DialogBody>
          <ContactFields kind={kind.name} client={client} entry={entry} faults={refused?.faults} />
          {!entry?.isDefault && kind.entries(client).length > 0 && (
            <Choice name="makeDefault">Make it the default</Choice>
          )}
        </DialogBody>
        <DialogFoot>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" look="primary" waiting={waiting}>
            {entry ? 'Save' : `Add ${kind.noun}`}
          </Button>
        </DialogFoot>
      </Form>
      {question}
    </Dialog>
  );
}

function refusalOfKept(answer: Kept): Refusal {
  if (answer.__typename === 'EmailTaken') {
    return refusal('Nothing was saved yet.', new Map([['address', answer.message ?? '']]));
  }
  return refusalOf({ message: answer.message ?? '', fields: answer.fields, retryAt: answer.retryAt });
}

/** In place of a confirmed login the server answers another entry: that one waits to be confirmed. */
function wordsOfChange<E extends Entry>(kind: Kind<E>, client: Client, entry: E, answer: Kept): string {
  if (answer.id === entry.id) return `${capital(kind.noun)} changed`;
  return `A link was mailed to the new address. Until it is confirmed, ${client.loginEmail} stays the login.`;
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
