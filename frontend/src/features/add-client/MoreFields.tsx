import { useMemo, useState } from 'react';
import { labelOf } from '@/features/add-client/labels';
import { TagField } from '@/features/tags/TagField';
import { type Choice, countries, currencies, languages } from '@/lib/codes';
import type { Faults } from '@/lib/faults';
import { SelectField, TextField } from '@/ui/Field';

/** What can be known from the start but need not be. Field names are the input's paths. */
export function MoreFields({ faults }: { faults: Faults }) {
  const [tags, setTags] = useState<string[]>([]);
  const text = (name: string, hint?: string) => (
    <TextField label={labelOf(name)} name={name} autoComplete="off" hint={hint} error={faults.get(name)} />
  );
  return (
    <div className="add-client-more">
      <TextField
        label={labelOf('phone')}
        name="phone"
        type="tel"
        autoComplete="off"
        hint="With the country's code, as +44 20 7946 0000; without it, the country below decides."
        error={faults.get('phone')}
      />
      <fieldset className="add-client-group">
        <legend>Address</legend>
        {text('address.line1')}
        {text('address.line2')}
        <div className="add-client-pair">
          {text('address.postcode')}
          {text('address.city')}
        </div>
        <div className="add-client-pair">
          {text('address.region')}
          <Codes name="address.country" list={countries} faults={faults} none="Choose a country" />
        </div>
      </fieldset>
      <fieldset className="add-client-group">
        <legend>Company details</legend>
        <div className="add-client-pair">
          {text('company.taxId')}
          {text('company.registrationNumber')}
        </div>
      </fieldset>
      <fieldset className="add-client-group">
        <legend>Account</legend>
        <div className="add-client-pair">
          <Codes name="language" list={languages} faults={faults} none="The store's" />
          <Codes name="currency" list={currencies} faults={faults} none="The store's" />
        </div>
        <div className="add-client-pair">
          {text('externalId', 'Its number in another system.')}
          <TagField label={labelOf('tags')} name="tags" values={tags} onChange={setTags} error={faults.get('tags')} />
        </div>
      </fieldset>
    </div>
  );
}

interface CodesProps {
  name: string;
  list: () => Choice[];
  faults: Faults;
  none: string;
}

function Codes({ name, list, faults, none }: CodesProps) {
  const choices = useMemo(list, [list]);
  return (
    <SelectField label={labelOf(name)} name={name} defaultValue="" error={faults.get(name)}>
      <option value="">{none}</option>
      {choices.map((choice) => (
        <option key={choice.code} value={choice.code}>
          {choice.name}
        </option>
      ))}
    </SelectField>
  );
}
