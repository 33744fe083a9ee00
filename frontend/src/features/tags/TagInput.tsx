import type { InputHTMLAttributes, KeyboardEvent } from 'react';
import { TagChoices } from '@/features/tags/TagChoices';
import { useTagChoices } from '@/features/tags/useTagChoices';
import '@/features/tags/tags.css';

interface Props extends Pick<InputHTMLAttributes<HTMLInputElement>, 'aria-label' | 'aria-invalid' | 'autoFocus'> {
  value: string;
  onChange: (text: string) => void;
  /** A tag of the list was taken; without it, it is put into the input. */
  onPick?: (tag: string) => void;
  taken?: readonly string[];
  onKey?: (event: KeyboardEvent<HTMLInputElement>) => void;
}

/** One tag, or a part of one, with those in use offered. */
export function TagInput({ value, onChange, onPick = onChange, taken = [], onKey, ...given }: Props) {
  const combobox = useTagChoices({ text: value, taken, onPick, onKey });
  return (
    <div className="tag-one">
      <input
        {...given}
        {...combobox.input}
        className="input"
        dir="auto"
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
          combobox.typed();
        }}
      />
      <TagChoices {...combobox.list} />
    </div>
  );
}
