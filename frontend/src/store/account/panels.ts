import type { ComponentType } from 'react';
import type { AccountQuery } from '@/generated/graphql';
import { AccessPanel } from '@/store/account/AccessPanel';
import { ChildAccountsPanel } from '@/store/account/ChildAccountsPanel';
import { ContactsPanel } from '@/store/account/ContactsPanel';
import { CustomPanel } from '@/store/account/CustomPanel';
import { DetailsPanel } from '@/store/account/DetailsPanel';
import { GuestOrdersPanel } from '@/store/account/GuestOrdersPanel';
import { OrdersPanel } from '@/store/account/OrdersPanel';
import { ParentAccountPanel } from '@/store/account/ParentAccountPanel';
import { ProfilePanel } from '@/store/account/ProfilePanel';
import { ServicesPanel } from '@/store/account/ServicesPanel';
import { SigningInPanel } from '@/store/account/SigningInPanel';
import { SupportPinPanel } from '@/store/account/SupportPinPanel';

export type AccountClient = NonNullable<AccountQuery['viewer']['client']>;

/** A part of the account page: it asks for what it shows by itself, so that it loads and fails alone. */
interface AccountPanel {
  name: string;
  Panel: ComponentType<{ client: AccountClient }>;
}

/** In the order in which they stand on the page. */
export const PANELS: AccountPanel[] = [
  { name: 'guest orders', Panel: GuestOrdersPanel },
  { name: 'profile', Panel: ProfilePanel },
  { name: 'details', Panel: DetailsPanel },
  { name: 'custom-fields', Panel: CustomPanel },
  { name: 'contacts', Panel: ContactsPanel },
  { name: 'signing-in', Panel: SigningInPanel },
  { name: 'support-pin', Panel: SupportPinPanel },
  { name: 'orders', Panel: OrdersPanel },
  { name: 'services', Panel: ServicesPanel },
  { name: 'child accounts', Panel: ChildAccountsPanel },
  { name: 'parent account', Panel: ParentAccountPanel },
  { name: 'access', Panel: AccessPanel },
];
