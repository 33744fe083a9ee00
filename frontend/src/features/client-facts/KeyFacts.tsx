import { Pencil } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { EditFacts } from '@/features/client-facts/EditFacts';
import { ClientFactsDocument, type FactsFragment } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { useCommands } from '@/lib/commands';
import { countryName, currencyName, languageName } from '@/lib/formats';
import { part } from '@/lib/parts';
import { useShortcuts } from '@/lib/shortcuts';
import { Button } from '@/ui/Button';
import { Faces, Panel } from '@/ui/Panel';
import { Time } from '@/ui/Time';
import '@/features/client-facts/facts.css';

const ClientTags = lazy(() => part(() => import('@/features/tags/ClientTags')));

/** What staff look up most, and change where it stands. */
export function KeyFacts({ clientId }: { clientId: string }) {
  const asked = useAnswer(ClientFactsDocument, { id: clientId });
  const [isEditing, edit] = useState(false);
  const [wasEdited, setEdited] = useState(false);
  const done = () => {
    edit(false);
    setEdited(true);
  };
  const facts = asked.data?.client;
  const mayEdit = facts?.viewerCan.update === true;
  useShortcuts(mayEdit ? { e: () => edit(true) } : {});
  const editing = {
    label: 'Edit key facts',
    keys: 'e',
    icon: <Pencil size={16} aria-hidden="true" />,
    run: () => edit(true),
  };
  useCommands(facts?.displayName || 'This client', mayEdit ? [editing] : []);
  return (
    <Panel
      title="Key facts"
      className="key-facts"
      aside={
        mayEdit &&
        !isEditing && (
          <Button look="quiet" aria-keyshortcuts="e" autoFocus={wasEdited} onClick={() => edit(true)}>
            Edit
          </Button>
        )
      }
    >
      <Faces asked={{ ...asked, data: facts ?? undefined }} rows={8}>
        {(client) => (isEditing ? <EditFacts facts={client} onDone={done} /> : <FactList facts={client} />)}
      </Faces>
    </Panel>
  );
}

function FactList({ facts }: { facts: FactsFragment }) {
  const { defaultEmail, defaultPhone, defaultAddress, defaultCompany } = facts;
  const address = defaultAddress && [
    defaultAddress.line1,
    defaultAddress.line2,
    [defaultAddress.postcode, defaultAddress.city].filter(Boolean).join(' '),
    defaultAddress.region,
    countryName(defaultAddress.country),
  ];
  const company = defaultCompany && [defaultCompany.name, defaultCompany.taxId && `Tax id ${defaultCompany.taxId}`];
  return (
    <dl className="facts">
      <Fact name="Name">{[facts.firstName, facts.lastName].filter(Boolean).join(' ')}</Fact>
      <Fact name="Company">{company?.filter(Boolean).join(', ')}</Fact>
      <Fact name="E-mail">{defaultEmail?.address}</Fact>
      <Fact name="Phone">{defaultPhone && <a href={`tel:${defaultPhone.number}`}>{defaultPhone.formatted}</a>}</Fact>
      <Fact name="Address">{address?.filter(Boolean).join(', ')}</Fact>
      <Fact name="Language">{languageName(facts.language)}</Fact>
      <Fact name="Currency">{`${facts.currency} – ${currencyName(facts.currency)}`}</Fact>
      <Fact name="External id">{facts.externalId}</Fact>
      <Fact name="Tags">
        <Suspense fallback={facts.tags.join(', ')}>
          <ClientTags clientId={facts.id} tags={facts.tags} mayEdit={facts.viewerCan.update} />
        </Suspense>
      </Fact>
      <Fact name="Last change">
        <Time at={facts.updatedAt} relative />
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="auto">{children || <span className="muted">–</span>}</dd>
    </div>
  );
}
