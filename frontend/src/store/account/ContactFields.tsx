import { useMemo } from 'react';
import { countries } from '@/lib/codes';
import type { Faults } from '@/lib/faults';
import type { ContactKind, Entry } from '@/store/account/contactKinds';
import { ADDRESSES, COMPANIES, EMAILS } from '@/store/account/contactKinds';
import { SelectField, TextField } from '@/ui/Field';

interface Props {
  kind: ContactKind;
  /** The entry that is changed; without it, the fields are a new one's, whose country is not guessed. */
  entry?: Entry;
  faults?: Faults;
}

type Own = (name: string) => { name: string; defaultValue: string; error?: string };

/** The fields of one entry. Their names are the input's own paths, so that a fault finds its field. */
export function ContactFields({ kind, entry, faults }: Props) {
  const known = new Map(Object.entries(entry?.values ?? {}));
  const own = (name: string) => ({
    name,
    defaultValue: String(known.get(name.split('.').at(-1) ?? '') ?? ''),
    error: faults?.get(name),
  });
  if (kind === COMPANIES) {
    return (
      <>
        <TextField label="Company name" {...own('company.name')} autoComplete="organization" />
        <div className="store-pair">
          <TextField label="Tax id" {...own('company.taxId')} optional />
          <TextField label="Registration number" {...own('company.registrationNumber')} optional />
        </div>
      </>
    );
  }
  if (kind === ADDRESSES) return <AddressFields own={own} />;
  if (kind === EMAILS) {
    return (
      <>
        {!entry && <TextField label="New email" {...own('address')} type="email" autoComplete="email" />}
        <Label {...own('label')} />
      </>
    );
  }
  return (
    <>
      <TextField
        label={entry ? 'Phone number' : 'New phone number'}
        {...own('number')}
        type="tel"
        autoComplete="tel"
        hint="With the country code, like +44 20 7946 0123."
      />
      <Label {...own('label')} />
    </>
  );
}

function Label(own: ReturnType<Own>) {
  return <TextField label="Label" {...own} optional hint="What it is for, as in “work” or “invoices”." />;
}

function AddressFields({ own }: { own: Own }) {
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
      <Label {...own('address.label')} />
    </>
  );
}
