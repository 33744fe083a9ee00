import type { ImportChoicesQuery, KeptMappingFragment } from '@/generated/graphql';
import { type Draft, withKept } from '@/pages/settings-imports/mapping';
import { SelectField } from '@/ui/Field';

interface Props {
  /** The program that the file is taken to come from, "" for none. */
  preset: string;
  presets: ImportChoicesQuery['importChoices']['presets'];
  kept: KeptMappingFragment[];
  onKept: (apply: (draft: Draft) => Draft) => void;
  onPreset: (name: string) => void;
}

/** Mappings to begin with: of the programs that are known, and those that were saved. */
export function KeptMappings({ preset, presets, kept, onKept, onPreset }: Props) {
  const title = presets.find(({ name }) => name === preset)?.title;
  const choose = (value: string) => {
    const [kind, name = ''] = value.split(':');
    const found = kept.find(({ id }) => id === name);
    if (kind === 'preset') onPreset(name);
    else if (found) onKept((draft) => withKept(draft, found));
  };
  return (
    <div className="imports-begin">
      <SelectField
        label="Take over a mapping"
        value=""
        hint={
          title
            ? `This looks like an export of ${title}: its columns are known.`
            : 'Columns were guessed by their headings. Correct what is wrong.'
        }
        onChange={(event) => choose(event.target.value)}
      >
        <option value="">Choose…</option>
        {kept.length > 0 && (
          <optgroup label="Saved">
            {kept.map(({ id, name }) => (
              <option key={id} value={`kept:${id}`}>
                {name}
              </option>
            ))}
          </optgroup>
        )}
        <optgroup label="Programs">
          {presets.map(({ name, title: words }) => (
            <option key={name} value={`preset:${name}`}>
              {words}
            </option>
          ))}
        </optgroup>
      </SelectField>
    </div>
  );
}
