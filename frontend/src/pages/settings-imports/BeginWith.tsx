import type { ImportChoicesQuery, KeptMappingFragment } from '@/generated/graphql';
import type { ImportSearch } from '@/pages/settings-imports/search';
import { SelectField } from '@/ui/Field';

type Begun = Pick<ImportSearch, 'preset' | 'mapping'>;

interface Props {
  label: string;
  /** What it means that neither is chosen. */
  none: string;
  hint: string;
  begun: Begun;
  presets: ImportChoicesQuery['importChoices']['presets'];
  kept: readonly KeptMappingFragment[];
  onBegin: (begun: Begun) => void;
}

/** Mappings to begin with: those that were saved, and of the programs that are known. */
export function BeginWith({ label, none, hint, begun: { preset, mapping }, presets, kept, onBegin }: Props) {
  const value = mapping ? `mapping:${mapping}` : preset ? `preset:${preset}` : '';
  const begin = (chosen: string) => {
    const [kind = '', name] = chosen.split(':');
    onBegin({ preset: kind === 'preset' ? name : undefined, mapping: kind === 'mapping' ? name : undefined });
  };
  return (
    <SelectField label={label} value={value} hint={hint} onChange={(event) => begin(event.target.value)}>
      <option value="">{none}</option>
      {kept.length > 0 && (
        <optgroup label="Saved">
          {kept.map(({ id, name }) => (
            <option key={id} value={`mapping:${id}`}>
              {name}
            </option>
          ))}
        </optgroup>
      )}
      <optgroup label="Programs">
        {presets.map(({ name, title }) => (
          <option key={name} value={`preset:${name}`}>
            {title}
          </option>
        ))}
      </optgroup>
    </SelectField>
  );
}
