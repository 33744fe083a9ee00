import { AddNote } from '@/features/client-notes/AddNote';
import { NoteItem } from '@/features/client-notes/NoteItem';
import { ClientNotesDocument } from '@/generated/graphql';
import { usePages } from '@/lib/asking';
import { Empty } from '@/ui/Empty';
import { Faces, Panel } from '@/ui/Panel';
import { ReadOn } from '@/ui/ReadOn';
import '@/features/client-notes/notes.css';

const PAGE = 25;

/** What staff keep in mind about a client: pinned notes first, then the newest. */
export default function Notes({ clientId }: { clientId: string }) {
  const asked = usePages(ClientNotesDocument, { id: clientId, first: PAGE }, ({ client }) => client?.notes);
  const mayWrite = asked.data?.pages[0]?.client?.viewerCan.writeNotes === true;
  return (
    <Panel title="Notes" className="notes">
      {mayWrite && <AddNote clientId={clientId} />}
      <Faces
        asked={{ ...asked, data: asked.nodes }}
        rows={6}
        empty={{
          when: (notes) => notes.length === 0,
          face: (
            <Empty title="No notes yet">
              {mayWrite
                ? 'Write down what the next person who talks to this client should know. The client never sees it.'
                : 'What staff write down about this client appears here.'}
            </Empty>
          ),
        }}
      >
        {(notes) => (
          <>
            <ul className="note-list" aria-label="Notes">
              {notes.map((note) => (
                <NoteItem key={note.id} note={note} clientId={clientId} mayWrite={mayWrite} />
              ))}
            </ul>
            <ReadOn paged={asked} label="Show older" />
          </>
        )}
      </Faces>
    </Panel>
  );
}
