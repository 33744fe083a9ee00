import { type Meaning, withChosen } from '@/pages/settings-imports/known';
import { SelectField, TextField } from '@/ui/Field';

interface Props {
  word: string;
  /** What it can mean; undefined where any text may stand. */
  known: Meaning[] | undefined;
  /** What it means; undefined as long as nobody said. */
  meaning: string | undefined;
  /** "" takes back what was said. */
  onMean: (meaning: string) => void;
}

/** What one word of a column means: one of those things that the field knows, or a text. */
export function MeaningField({ word, known, meaning, onMean }: Props) {
  const given = {
    label: `“${word}” means`,
    onChange: (event: { target: { value: string } }) => onMean(event.target.value),
  };
  if (!known)
    return (
      <TextField
        {...given}
        placeholder={meaning === undefined ? 'as it stands' : 'nothing'}
        autoComplete="off"
        value={meaning ?? ''}
      />
    );
  return (
    <SelectField {...given} value={meaning ?? ''}>
      <option value="">{meaning === '' ? 'Nothing: it is left out' : 'As it stands'}</option>
      {withChosen(known, meaning).map(({ value, words }) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </SelectField>
  );
}
