import { X } from 'lucide-react';
import { type ChangeEvent, type KeyboardEvent, useRef, useState } from 'react';
import { TagChoices } from '@/features/tags/TagChoices';
import { tagsIn, withoutTag, withTags } from '@/features/tags/tagTexts';
import { useTagChoices } from '@/features/tags/useTagChoices';
import { IconButton } from '@/ui/Button';
import '@/features/tags/tags.css';

interface Props {
  /** All tags, what is still being typed included. */
  values: readonly string[];
  onChange: (tags: string[]) => void;
  /** In a form: what is being typed goes by this name, the tags before it by `name.chosen`, a line each. */
  name?: string;
  id?: string;
  'aria-label'?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
}

/** Several tags in one box: Enter or a comma puts one on, Backspace takes the last one off. */
export function TagBox({ values, onChange, name, ...given }: Props) {
  const [chosen, setChosen] = useState<string[]>([...values]);
  const [text, setText] = useState('');
  const told = useRef(values.join('\n'));
  const input = useRef<HTMLInputElement>(null);
  if (told.current !== values.join('\n')) {
    told.current = values.join('\n');
    setChosen([...values]);
    setText('');
  }
  const tell = (tags: string[], typed: string) => {
    const all = withTags(tags, tagsIn(typed));
    told.current = all.join('\n');
    setChosen(tags);
    setText(typed);
    onChange(all);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Backspace' && text === '' && chosen.length > 0) tell(chosen.slice(0, -1), '');
    else if (event.key === 'Enter' && text.trim() !== '' && !event.ctrlKey && !event.metaKey) {
      tell(withTags(chosen, tagsIn(text)), '');
      event.preventDefault();
    }
  };
  const combobox = useTagChoices({
    text,
    taken: chosen,
    onPick: (tag) => tell(withTags(chosen, [tag]), ''),
    onKey: press,
  });
  const type = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const parts = target.value.split(',');
    tell(withTags(chosen, parts.slice(0, -1)), (parts.at(-1) ?? '').trimStart());
    combobox.typed();
  };
  return (
    <div className="tag-box">
      {chosen.length > 0 && (
        <ul className="tags">
          {chosen.map((tag) => (
            <li key={tag}>
              <bdi>{tag}</bdi>
              <IconButton
                label={`Take off ${tag}`}
                onClick={() => {
                  tell(withoutTag(chosen, tag), text);
                  input.current?.focus();
                }}
              >
                <X size={14} />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      {name && <input type="hidden" name={`${name}.chosen`} value={chosen.join('\n')} />}
      <input
        {...given}
        {...combobox.input}
        ref={input}
        className="tag-input"
        name={name}
        dir="auto"
        value={text}
        onChange={type}
      />
      <TagChoices {...combobox.list} />
    </div>
  );
}
