import type { ReactNode } from 'react';
import { EmailItem } from '@/features/client-contacts/EmailItem';
import { Item } from '@/features/client-contacts/Item';
import { ClientContactsDocument, type ClientContactsQuery } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { countryName, formatNumber } from '@/lib/formats';
import { Empty } from '@/ui/Empty';
import { type Asked, Faces, Panel } from '@/ui/Panel';
import '@/features/client-contacts/contacts.css';

export type Client = NonNullable<ClientContactsQuery['client']>;

/** Every way to reach a client, each list with its default first. */
export function Contacts({ clientId }: { clientId: string }) {
  const answer = useAnswer(ClientContactsDocument, { id: clientId });
  const asked = { ...answer, data: answer.data?.client ?? undefined };
  return (
    <div className="contact-lists">
      <List title="E-mail addresses" asked={asked} items={(client) => client.emails} none="No e-mail address">
        {(email, client) => (
          <EmailItem
            key={email.id}
            email={email}
            clientId={client.id}
            mayResend={client.viewerCan.resendVerification}
          />
        )}
      </List>
      <List title="Phone numbers" asked={asked} items={(client) => client.phones} none="No phone number">
        {(phone) => (
          <Item key={phone.id} label={phone.label} isDefault={phone.isDefault} more={countryName(phone.country)}>
            <a href={`tel:${phone.number}`}>{phone.number}</a>
          </Item>
        )}
      </List>
      <List title="Addresses" asked={asked} items={(client) => client.addresses} none="No address">
        {(address) => (
          <Item key={address.id} label={address.label} isDefault={address.isDefault}>
            <address>
              {linesOf(address).map((line) => (
                <span key={line} dir="auto">
                  {line}
                </span>
              ))}
            </address>
          </Item>
        )}
      </List>
      <List title="Companies" asked={asked} items={(client) => client.companies} none="No company">
        {(company) => (
          <Item key={company.id} label="" isDefault={company.isDefault} more={numbersOf(company)}>
            <bdi>{company.name}</bdi>
          </Item>
        )}
      </List>
    </div>
  );
}

interface ListProps<Entry> {
  title: string;
  asked: Asked<Client>;
  items: (client: Client) => Entry[];
  none: string;
  children: (entry: Entry, client: Client) => ReactNode;
}

function List<Entry>({ title, asked, items, none, children }: ListProps<Entry>) {
  const count = asked.data && items(asked.data).length;
  return (
    <Panel title={title} aside={count ? <span className="muted">{formatNumber(count)}</span> : undefined}>
      <Faces
        asked={asked}
        rows={3}
        empty={{ when: (client) => items(client).length === 0, face: <Empty title={none} /> }}
      >
        {(client) => <ul className="contact-list">{items(client).map((entry) => children(entry, client))}</ul>}
      </Faces>
    </Panel>
  );
}

function linesOf(address: Client['addresses'][number]): string[] {
  const town = [address.postcode, address.city].filter(Boolean).join(' ');
  return [address.line1, address.line2, town, address.region, countryName(address.country)].filter(Boolean);
}

function numbersOf({ taxId, registrationNumber }: Client['companies'][number]): string {
  return [taxId && `Tax id ${taxId}`, registrationNumber && `Registration ${registrationNumber}`]
    .filter(Boolean)
    .join(' · ');
}
