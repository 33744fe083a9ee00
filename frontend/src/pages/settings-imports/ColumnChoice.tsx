import type { CustomFieldLineFragment, ImportColumnLineFragment } from '@/generated/graphql';
import { meaningsFor } from '@/pages/settings-imports/known';
import { Meanings } from '@/pages/settings-imports/Meanings';
import { type Choice, type Offer, takesMeanings } from '@/pages/settings-imports/mapping';
import { SelectField } from '@/ui/Field';

interface Props {
  column: ImportColumnLineFragment;
  choice: Choice;
  offers: Offer[];
  custom: readonly CustomFieldLineFragment[];
  error: string | undefined;
  onChoose: (choice: Choice) => void;
}

const SAMPLES = 3;

/** A column of the file, some of what is in it, and the field that it is. */
export function ColumnChoice({ column, choice, offers, custom, error, onChoose }: Props) {
  const { name, guess, certainty } = column;
  const samples = [...new Set((column.samples as string[]).filter(Boolean))];
  const isGuessed = guess !== '' && choice.field === guess;
  return (
    <li className={choice.field ? 'imports-column' : 'imports-column imports-column-out'}>
      <div className="imports-column-head">
        <bdi className="imports-name">{name}</bdi>
        <ul className="muted" aria-label={`Values of ${name}`}>
          {samples.slice(0, SAMPLES).map((sample) => (
            <li key={sample} className="ellipsis" title={sample}>
              <bdi>{sample}</bdi>
            </li>
          ))}
          {samples.length === 0 && <li>No values at the beginning</li>}
        </ul>
      </div>
      <SelectField
        label={`Field of ${name}`}
        name={`field:${name}`}
        value={choice.field}
        error={error}
        hint={isGuessed ? `Guessed, ${certainty}% sure` : undefined}
        onChange={(event) => onChoose({ ...choice, field: event.target.value })}
      >
        <option value="">Leave out</option>
        {offers.map(({ field, words }) => (
          <option key={field} value={field}>
            {words}
          </option>
        ))}
        {custom.length > 0 && (
          <optgroup label="Custom fields">
            {custom.map(({ key, label }) => (
              <option key={key} value={`customFields.${key}`}>
                {label}
              </option>
            ))}
          </optgroup>
        )}
      </SelectField>
      {takesMeanings(choice.field) && (
        <Meanings
          column={name}
          samples={samples}
          known={meaningsFor(choice.field, custom)}
          values={choice.values}
          onChange={(values) => onChoose({ ...choice, values })}
        />
      )}
    </li>
  );
}
