import { Plus, X } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { TagInput } from '@/features/tags/TagInput';
import { useTagging } from '@/features/tags/useTagging';
import { IconButton } from '@/ui/Button';
import '@/features/tags/tags.css';

interface Props {
  clientId: string;
  tags: readonly string[];
  mayEdit: boolean;
}

/** A client's tags where they stand: each can be taken off, and further ones put on, at once and with an Undo. */
export default function ClientTags({ clientId, tags, mayEdit }: Props) {
  const { shown, putOn, takeOff } = useTagging(clientId, tags);
  const [text, setText] = useState<string | null>(null);
  const add = (tag: string) => {
    setText('');
    putOn(tag);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') setText(null);
    else if (event.key !== 'Enter' || !text?.trim()) return;
    else add(text);
    event.preventDefault();
  };
  return (
    <div className="client-tags">
      {shown.length > 0 && (
        <ul className="tags" aria-label="Tags">
          {shown.map((tag) => (
            <li key={tag}>
              <bdi>{tag}</bdi>
              {mayEdit && (
                <IconButton label={`Take off ${tag}`} onClick={() => takeOff(tag)}>
                  <X size={14} />
                </IconButton>
              )}
            </li>
          ))}
        </ul>
      )}
      {shown.length === 0 && !mayEdit && <span className="muted">–</span>}
      {mayEdit && text === null && (
        <IconButton label="Add a tag" onClick={() => setText('')}>
          <Plus size={16} />
        </IconButton>
      )}
      {text !== null && (
        <TagInput
          aria-label="New tag"
          autoFocus
          value={text}
          taken={shown}
          onChange={setText}
          onPick={add}
          onKey={press}
        />
      )}
    </div>
  );
}
