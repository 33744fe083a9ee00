import { useRef } from 'react';
import { type NoteFactsFragment, PinNoteDocument, RemoveNoteDocument, RestoreNoteDocument } from '@/generated/graphql';
import { clientChanged } from '@/lib/changed';
import { explain } from '@/lib/errors';
import { ask } from '@/lib/graphql';
import { say } from '@/ui/toastList';
import { undoAct } from '@/ui/undo';

/** Pins notes and takes them away; either can be taken back. */
export function useNoteActs(clientId: string) {
  const busy = useRef(false);
  async function once(act: () => Promise<void>) {
    if (busy.current) return;
    busy.current = true;
    try {
      await act();
    } catch (error) {
      const { title, advice } = explain(error);
      say(`${title}. ${advice}`);
    } finally {
      busy.current = false;
    }
  }
  return {
    pin: (note: NoteFactsFragment) =>
      void once(async () => {
        const { pinNote: answer } = await ask(PinNoteDocument, { input: { id: note.id, pinned: !note.pinned } });
        await clientChanged(clientId);
        if (answer.__typename !== 'Note') say(answer.message);
      }),
    remove: (note: NoteFactsFragment) =>
      void once(async () => {
        const { removeNote: answer } = await ask(RemoveNoteDocument, { input: { id: note.id } });
        await clientChanged(clientId);
        if (answer.__typename !== 'RemovedNote') return say(answer.message);
        say('Note removed', [undoAct(() => restore(clientId, note.id))]);
      }),
  };
}

async function restore(clientId: string, id: string): Promise<string> {
  const { restoreNote: answer } = await ask(RestoreNoteDocument, { input: { id } });
  await clientChanged(clientId);
  return answer.__typename === 'Note' ? 'Undone: the note is back.' : `Not undone. ${answer.message}`;
}
