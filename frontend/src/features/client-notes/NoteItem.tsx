import { Pencil, Pin, PinOff, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { actorWords } from '@/features/activity/words';
import { EditNote } from '@/features/client-notes/EditNote';
import { useNoteActs } from '@/features/client-notes/useNoteActs';
import type { NoteFactsFragment } from '@/generated/graphql';
import { Badge } from '@/ui/Badge';
import { IconButton } from '@/ui/Button';
import { Time } from '@/ui/Time';

interface Props {
  note: NoteFactsFragment;
  clientId: string;
  mayWrite: boolean;
}

/** One note: what it says, by whom and when, and what can be done with it. */
export function NoteItem({ note, clientId, mayWrite }: Props) {
  const [isEditing, edit] = useState(false);
  const [wasEdited, setEdited] = useState(false);
  const { pin, remove } = useNoteActs(clientId);
  const done = () => {
    edit(false);
    setEdited(true);
  };
  const author = actorWords({ actor: { ...note.author, id: null }, onBehalfOf: null });
  return (
    <li className={note.pinned ? 'note note-pinned' : 'note'}>
      {isEditing ? (
        <EditNote note={note} clientId={clientId} onDone={done} />
      ) : (
        <p className="note-said" dir="auto">
          {note.text}
        </p>
      )}
      <div className="note-foot">
        <p className="muted">
          {note.pinned && <Badge>Pinned</Badge>} <bdi>{author}</bdi> · <Time at={note.createdAt} relative />
          {note.editedAt && (
            <>
              {' · edited '}
              <Time at={note.editedAt} relative />
            </>
          )}
        </p>
        {mayWrite && !isEditing && (
          <div className="note-acts">
            <IconButton label={note.pinned ? 'Unpin note' : 'Pin note'} onClick={() => pin(note)}>
              {note.pinned ? <PinOff size={16} /> : <Pin size={16} />}
            </IconButton>
            <IconButton label="Edit note" autoFocus={wasEdited} onClick={() => edit(true)}>
              <Pencil size={16} />
            </IconButton>
            <IconButton label="Remove note" onClick={() => remove(note)}>
              <Trash2 size={16} />
            </IconButton>
          </div>
        )}
      </div>
    </li>
  );
}
