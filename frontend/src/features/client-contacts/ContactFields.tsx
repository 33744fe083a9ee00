import { useMemo } from 'react';
import type { Client, Entry, KindName } from '@/features/client-contacts/kinds';
import { isLogin } from '@/features/client-contacts/listActs';
import { countries } from '@/lib/codes';
import type { Faults } from '@/lib/faults';
import { Choice } from '@/ui/Choice';
import { SelectField, TextField } from '@/ui/Field';

interface Props {
  kind: KindName;
  client: Client;
  entry?: Entry;
  faults?: Faults;
}

/** The fields of each kind. Their names are the input's own paths, so that a fault finds its field. */
export function ContactFields({ kind, client, entry, faults }: Props) {
  const known = new Map(Object.entries(entry ?? {}));
  const given = (name: string, label: string) => ({
    label,
    name,
    autoComplete: 'off',
    defaultValue: String(known.get(name.split('.').at(-1) ?? '') ?? ''),
    error: faults?.get(name),
  });
  const called = (name = 'label') => (
    <TextField {...given(name, 'Label')} optional hint="What it is for, as in “work” or “invoices”." />
  );
  if (kind === 'email') {
    return (
      <>
        <TextField {...given('address', 'Address')} type="email" data-autofocus hint={loginHint(client, entry)} />
        {called()}
        {!entry && client.viewerCan.changeLoginEmail && (
          <Choice name="sendVerification" defaultChecked>
            Send a verification link
          </Choice>
        )}
      </>
    );
  }
  if (kind === 'phone') {
    return (
      <>
        <TextField
          {...given('number', 'Number')}
          type="tel"
          data-autofocus
          hint="With the country's code, as +44 20 7946 0018."
        />
        <Country
          {...given('country', 'Country')}
          none="As the number says"
          hint="Only for a number without its code."
        />
        {called()}
      </>
    );
  }
  if (kind === 'company') {
    return (
      <>
        <TextField {...given('company.name', 'Name')} data-autofocus />
        <div className="contact-pair">
          <TextField {...given('company.taxId', 'Tax id')} optional />
          <TextField {...given('company.registrationNumber', 'Registration number')} optional />
        </div>
      </>
    );
  }
  return (
    <>
      <Country {...given('address.country', 'Country')} none="Choose a country" autoFocus />
      <TextField {...given('address.line1', 'Street and number')} />
      <TextField {...given('address.line2', 'Further line')} optional />
      <div className="contact-pair">
        <TextField {...given('address.postcode', 'Postcode')} />
        <TextField {...given('address.city', 'City')} />
      </div>
      <TextField {...given('address.region', 'Region')} optional hint="Needed in Australia, Canada and the USA." />
      {called('address.label')}
    </>
  );
}

function loginHint(client: Client, entry?: Entry): string | undefined {
  if (!entry || !isLogin(client, entry)) return undefined;
  return client.verifiedAt
    ? 'The client logs in with this address. A new one must be confirmed first; until then this one stays the login, and is told.'
    : 'The client logs in with this address. A new one gets a verification link at once.';
}

interface CountryProps {
  label: string;
  name: string;
  defaultValue: string;
  error?: string;
  hint?: string;
  none: string;
  autoFocus?: boolean;
}

function Country({ none, autoFocus, ...given }: CountryProps) {
  const choices = useMemo(countries, []);
  return (
    <SelectField {...given} data-autofocus={autoFocus}>
      <option value="">{none}</option>
      {choices.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}
