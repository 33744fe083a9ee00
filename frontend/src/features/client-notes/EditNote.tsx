import { type KeyboardEvent, useState } from 'react';
import { NoteText } from '@/features/client-notes/NoteText';
import { LeaveGuard } from '@/features/unsaved/LeaveGuard';
import { type NoteFactsFragment, UpdateNoteDocument } from '@/generated/graphql';
import { clientChanged } from '@/lib/changed';
import { ask } from '@/lib/graphql';
import { refusal, refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { Form } from '@/ui/Form';
import { say } from '@/ui/toastList';
import { undoAct } from '@/ui/undo';

interface Props {
  note: NoteFactsFragment;
  clientId: string;
  onDone: () => void;
}

/** Says something else in a note. Who is later than another editor sees what that one wrote, and keeps the own words. */
export function EditNote({ note, clientId, onDone }: Props) {
  const [base, setBase] = useState({ text: note.text, version: note.version });
  const [text, setText] = useState(note.text);
  const [theirs, setTheirs] = useState<string>();
  const { run, forgive, waiting, refused } = useAct(async () => {
    const version = theirs === undefined ? base.version : note.version;
    const { updateNote: answer } = await ask(UpdateNoteDocument, { input: { id: note.id, version, text } });
    if (answer.__typename === 'StaleVersion') {
      await clientChanged(clientId);
      setTheirs(note.text);
      return refusal('Someone else has changed this note meanwhile. Compare, then save again to keep yours.');
    }
    if (answer.__typename !== 'Note') return refusalOf(answer);
    setBase({ text: answer.text, version: answer.version });
    await clientChanged(clientId);
    const undo = { id: note.id, version: answer.version, text: base.text };
    say('Note changed', [undoAct(() => takeBack(clientId, undo))]);
    onDone();
    return undefined;
  });
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && text === base.text) onDone();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves what nobody has changed
    <div onKeyDown={press}>
      <Form className="note-form" onSubmit={run} refused={refused} onForgive={forgive}>
        {theirs !== undefined && (
          <blockquote className="note-theirs" dir="auto">
            {note.text}
          </blockquote>
        )}
        <NoteText label="Note" value={text} error={refused?.faults.get('text')} autoFocus onChange={setText} />
        <div className="row">
          <Button type="submit" look="primary" waiting={waiting}>
            Save note
          </Button>
          {theirs !== undefined && <Button onClick={onDone}>Keep theirs</Button>}
          {theirs === undefined && <Button onClick={onDone}>Cancel</Button>}
        </div>
      </Form>
      <LeaveGuard when={text !== base.text} title="Leave without saving the note?" />
    </div>
  );
}

async function takeBack(clientId: string, input: { id: string; version: number; text: string }): Promise<string> {
  const { updateNote: answer } = await ask(UpdateNoteDocument, { input });
  await clientChanged(clientId);
  if (answer.__typename === 'StaleVersion') return 'Not undone: someone changed this note in between.';
  return answer.__typename === 'Note' ? 'Undone: the note is as it was.' : `Not undone. ${answer.message}`;
}
