import type { Faults } from '@/lib/faults';
import type { Draft } from '@/pages/settings-imports/mapping';
import { SelectField, TextField } from '@/ui/Field';
import { Switch } from '@/ui/Switch';

interface Props {
  draft: Draft;
  faults: Faults | undefined;
  onChange: (part: Partial<Draft>) => void;
}

/** What holds for all rows. */
export function MapChoices({ draft, faults, onChange }: Props) {
  return (
    <div className="imports-choices">
      <SelectField
        label="If a client is here already"
        value={draft.whenFound}
        hint="Known by the external id, else by the e-mail address; by the client number where a column has it."
        onChange={(event) => onChange({ whenFound: event.target.value as Draft['whenFound'] })}
      >
        <option value="UPDATE">Update what the row says</option>
        <option value="SKIP">Skip the row</option>
        <option value="ASK">Ask me, row by row</option>
      </SelectField>
      <TextField
        label="Country where a row names none"
        name="defaultCountry"
        optional
        autoComplete="off"
        value={draft.defaultCountry}
        error={faults?.get('defaultCountry')}
        hint="Two letters, like DE. For addresses, and for phone numbers without a country code."
        onChange={(event) => onChange({ defaultCountry: event.target.value })}
      />
      <Switch
        label="Allow login"
        checked={draft.allowLogin}
        hint="For new clients with an e-mail address, where no column says it."
        onChange={(event) => onChange({ allowLogin: event.target.checked })}
      />
    </div>
  );
}
