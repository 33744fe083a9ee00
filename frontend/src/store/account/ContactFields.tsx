import { useMemo } from 'react';
import { countries } from '@/lib/codes';
import type { Faults } from '@/lib/faults';
import type { ContactKind } from '@/store/account/contactKinds';
import { ADDRESSES, COMPANIES, EMAILS } from '@/store/account/contactKinds';
import { SelectField, TextField } from '@/ui/Field';

/** The fields of one new entry; the country is not guessed. */
export function ContactFields({ kind, faults }: { kind: ContactKind; faults?: Faults }) {
  const own = (name: string) => ({ name, error: faults?.get(name) });
  if (kind === EMAILS) return <TextField label="New email" {...own('address')} type="email" autoComplete="email" />;
  if (kind === COMPANIES) {
    return (
      <>
        <TextField label="Company name" {...own('company.name')} autoComplete="organization" />
        <TextField label="Tax id" {...own('company.taxId')} optional />
      </>
    );
  }
  if (kind === ADDRESSES) return <AddressFields own={own} />;
  return (
    <TextField
      label="New phone number"
      {...own('number')}
      type="tel"
      autoComplete="tel"
      hint="With the country code, like +44 20 7946 0123."
    />
  );
}

function AddressFields({ own }: { own: (name: string) => { name: string; error?: string } }) {
  const choices = useMemo(countries, []);
  return (
    <>
      <TextField label="Street and number" {...own('address.line1')} autoComplete="address-line1" />
      <TextField label="Second line" {...own('address.line2')} optional autoComplete="address-line2" />
      <div className="store-pair">
        <TextField label="Postcode" {...own('address.postcode')} autoComplete="postal-code" />
        <TextField label="City" {...own('address.city')} autoComplete="address-level2" />
      </div>
      <TextField label="Region" {...own('address.region')} optional autoComplete="address-level1" />
      <SelectField label="Country" {...own('address.country')} autoComplete="country">
        <option value="">Choose…</option>
        {choices.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </SelectField>
    </>
  );
}
