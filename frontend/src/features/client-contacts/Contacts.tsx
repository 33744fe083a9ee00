import type { ReactNode } from 'react';
import { ContactList } from '@/features/client-contacts/ContactList';
import { ADDRESS, type Client, COMPANY, EMAIL, type Entry, type Kind, PHONE } from '@/features/client-contacts/kinds';
import { ChangeLogin, WaitingLogin } from '@/features/client-contacts/LoginEmail';
import { isLogin } from '@/features/client-contacts/listActs';
import { ClientContactsDocument, type EmailEntryFragment } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { linesOf, numbersOf } from '@/lib/contacts';
import { countryName } from '@/lib/formats';
import { Badge } from '@/ui/Badge';
import { CopyButton } from '@/ui/CopyButton';
import type { Asked } from '@/ui/Panel';
import { Time } from '@/ui/Time';
import '@/features/client-contacts/contacts.css';

/** Every way to reach a client, each list with its default first, and what may be done with each entry. */
export function Contacts({ clientId }: { clientId: string }) {
  const answer = useAnswer(ClientContactsDocument, { id: clientId });
  const asked: Asked<Client> = { ...answer, data: answer.data?.client ?? undefined };
  const list = <E extends Entry>(kind: Kind<E>, more: Omit<Parameters<typeof ContactList<E>>[0], 'kind' | 'asked'>) => (
    <ContactList kind={kind} asked={asked} {...more} />
  );
  return (
    <div className="contact-lists">
      {list(EMAIL, {
        head: (client) => <WaitingLogin client={client} />,
        foot: (client) => <ChangeLogin client={client} />,
        facts: emailFacts,
        children: ({ address }) => (
          <>
            <bdi>{address}</bdi> <CopyButton text={address} what="e-mail address" />
          </>
        ),
      })}
      {list(PHONE, {
        facts: ({ country }) => country && countryName(country),
        children: ({ number, formatted }) => <a href={`tel:${number}`}>{formatted}</a>,
      })}
      {list(ADDRESS, { children: (address) => <Lines lines={linesOf(address)} /> })}
      {list(COMPANY, { facts: numbersOf, children: ({ name }) => <bdi>{name}</bdi> })}
    </div>
  );
}

function emailFacts(email: EmailEntryFragment, client: Client): ReactNode {
  return (
    <>
      {isLogin(client, email) && <Badge tone="neutral">Login</Badge>}
      {email.verifiedAt ? (
        <span>
          Verified <Time at={email.verifiedAt} />
        </span>
      ) : (
        <Badge tone="warn">Unverified</Badge>
      )}
    </>
  );
}

function Lines({ lines }: { lines: string[] }) {
  return (
    <address>
      {lines.map((line) => (
        <span key={line} dir="auto">
          {line}
        </span>
      ))}
    </address>
  );
}
