import { Field } from '@/ui/Field';

const LONGEST = 10_000;

interface Props {
  label: string;
  value: string;
  error?: string;
  autoFocus?: boolean;
  onChange: (text: string) => void;
}

/** Where a note is written; it grows with what is typed. */
export function NoteText({ label, value, error, autoFocus, onChange }: Props) {
  const left = LONGEST - value.length;
  return (
    <Field label={label} error={error} hint={left < 500 ? `${left} characters left` : undefined}>
      {(given) => (
        <textarea
          {...given}
          name="text"
          className="input note-text"
          dir="auto"
          rows={3}
          // biome-ignore lint/a11y/noAutofocus: it appears because somebody asked to edit
          autoFocus={autoFocus}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
