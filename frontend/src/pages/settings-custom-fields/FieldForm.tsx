import {
  canBeSearched,
  hasOptions,
  TYPE_WORDS,
  TYPES,
  VISIBILITIES,
  VISIBILITY_WORDS,
} from '@/features/custom-fields/words';
import type { CustomFieldListedFragment, CustomFieldType, CustomFieldVisibility } from '@/generated/graphql';
import type { Faults } from '@/lib/faults';
import { counted } from '@/lib/formats';
import { type Draft, keyIn, optionsLost } from '@/pages/settings-custom-fields/draft';
import { Field, SelectField, TextField } from '@/ui/Field';
import { Notice } from '@/ui/Notice';
import { Switch } from '@/ui/Switch';

interface Props {
  field?: CustomFieldListedFragment;
  draft: Draft;
  faults?: Faults;
  onChange: (draft: Draft) => void;
}

/** What a custom field is, with what a change of it would lose. */
export function FieldForm({ field, draft, faults, onChange }: Props) {
  const change = (part: Partial<Draft>) => onChange({ ...draft, ...part });
  const lost = optionsLost(field, draft);
  const used = field?.clientCount ?? 0;
  return (
    <div className="custom-form">
      <TextField
        label="Label"
        name="label"
        autoComplete="off"
        value={draft.label}
        hint="What people read beside it."
        error={faults?.get('label')}
        onChange={(event) => change({ label: event.target.value })}
        data-autofocus
      />
      <TextField
        label="Key"
        name="key"
        autoComplete="off"
        spellCheck={false}
        value={keyIn(draft)}
        readOnly={field !== undefined}
        hint={
          field
            ? 'For programs; it never changes.'
            : 'For programs, in imports and the API. It cannot be changed later.'
        }
        error={faults?.get('key')}
        onChange={(event) => change({ key: event.target.value })}
      />
      {used > 0 ? (
        <TextField
          label="Type"
          readOnly
          value={TYPE_WORDS[draft.type]}
          hint={`The type stays: ${counted(used, 'client')} would lose a value. To change it, remove the field first.`}
        />
      ) : (
        <SelectField
          label="Type"
          name="type"
          value={draft.type}
          error={faults?.get('type')}
          onChange={(event) => change({ type: event.target.value as CustomFieldType })}
        >
          {TYPES.map((type) => (
            <option key={type} value={type}>
              {TYPE_WORDS[type]}
            </option>
          ))}
        </SelectField>
      )}
      {hasOptions(draft.type) && (
        <Field label="Options" hint="One a line, in the order in which they are shown." error={faults?.get('options')}>
          {(given) => (
            <textarea
              className="input"
              name="options"
              rows={5}
              dir="auto"
              value={draft.options}
              onChange={(event) => change({ options: event.target.value })}
              {...given}
            />
          )}
        </Field>
      )}
      <div role="status">
        {lost && (
          <Notice tone="warn">No longer offered: {lost}. They keep it until someone chooses another for them.</Notice>
        )}
      </div>
      <SelectField
        label="Where shown"
        name="visibility"
        value={draft.visibility}
        error={faults?.get('visibility')}
        onChange={(event) => change({ visibility: event.target.value as CustomFieldVisibility })}
      >
        {VISIBILITIES.map((each) => (
          <option key={each} value={each}>
            {VISIBILITY_WORDS[each]}
          </option>
        ))}
      </SelectField>
      <Switch
        label="Required"
        checked={draft.required}
        hint="Of new clients, and where it is edited. Clients without a value stay as they are."
        onChange={(event) => change({ required: event.target.checked })}
      />
      {canBeSearched(draft.type) && (
        <Switch
          label="Found by the search"
          checked={draft.searchable}
          hint="The search for clients looks into it."
          onChange={(event) => change({ searchable: event.target.checked })}
        />
      )}
    </div>
  );
}
