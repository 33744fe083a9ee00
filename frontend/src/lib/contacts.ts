import type { AddressEntryFragment, AddressInput, CompanyEntryFragment, CompanyInput } from '@/generated/graphql';
import { countryName } from '@/lib/formats';

/** An address as it is written on an envelope. */
export function linesOf(address: AddressEntryFragment): string[] {
  const town = [address.postcode, address.city].filter(Boolean).join(' ');
  return [address.line1, address.line2, town, address.region, countryName(address.country)].filter(Boolean);
}

export const oneLine = (address: AddressEntryFragment) => linesOf(address).join(', ');

export function numbersOf({ taxId, registrationNumber }: CompanyEntryFragment): string {
  return [taxId && `Tax id ${taxId}`, registrationNumber && `Registration ${registrationNumber}`]
    .filter(Boolean)
    .join(' · ');
}

const read = (typed: FormData, name: string) => String(typed.get(name) ?? '').trim();

export const typedEmail = (typed: FormData) => ({ address: read(typed, 'address'), label: read(typed, 'label') });

export const typedPhone = (typed: FormData) => ({
  number: read(typed, 'number'),
  country: read(typed, 'country') || null,
  label: read(typed, 'label'),
});

export const typedAddress = (typed: FormData): AddressInput => ({
  label: read(typed, 'address.label'),
  line1: read(typed, 'address.line1'),
  line2: read(typed, 'address.line2'),
  city: read(typed, 'address.city'),
  region: read(typed, 'address.region'),
  postcode: read(typed, 'address.postcode'),
  country: read(typed, 'address.country'),
});

export const typedCompany = (typed: FormData): CompanyInput => ({
  name: read(typed, 'company.name'),
  taxId: read(typed, 'company.taxId'),
  registrationNumber: read(typed, 'company.registrationNumber'),
});
