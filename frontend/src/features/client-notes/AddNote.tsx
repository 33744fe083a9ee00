import { useRef, useState } from 'react';
import { NoteText } from '@/features/client-notes/NoteText';
import { LeaveGuard } from '@/features/unsaved/LeaveGuard';
import { AddNoteDocument } from '@/generated/graphql';
import { clientChanged } from '@/lib/changed';
import { ask } from '@/lib/graphql';
import { refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/Choice';
import { Form } from '@/ui/Form';
import { say } from '@/ui/toastList';

/** Writes a note. What was typed stays until it is kept. */
export function AddNote({ clientId }: { clientId: string }) {
  const key = useRef(crypto.randomUUID());
  const [text, setText] = useState('');
  const [pinned, setPinned] = useState(false);
  const { run, forgive, waiting, refused } = useAct(async () => {
    const input = { clientId, text, pinned };
    const { addNote: answer } = await ask(AddNoteDocument, { input, idempotencyKey: key.current });
    key.current = crypto.randomUUID();
    if (answer.__typename !== 'Note') return refusalOf(answer);
    setText('');
    setPinned(false);
    say('Note added');
    await clientChanged(clientId);
    return undefined;
  });
  return (
    <Form className="note-form" onSubmit={run} refused={refused} onForgive={forgive}>
      <NoteText label="New note" value={text} error={refused?.faults.get('text')} onChange={setText} />
      <div className="row">
        <Button type="submit" look="primary" waiting={waiting}>
          Add note
        </Button>
        <Choice checked={pinned} onChange={(event) => setPinned(event.target.checked)}>
          Pin to the top
        </Choice>
      </div>
      <LeaveGuard when={text.trim() !== ''} title="Leave without adding the note?" />
    </Form>
  );
}
