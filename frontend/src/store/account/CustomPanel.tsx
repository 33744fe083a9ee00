import { useState } from 'react';
import { OwnCustomFieldsDocument, type OwnCustomFieldsQuery, UpdateOwnDetailsDocument } from '@/generated/graphql';
import { nameOf, type TypedValue, valueWords } from '@/lib/customValues';
import { changedFields, changeOf, typedBy } from '@/lib/editedValues';
import { ask } from '@/lib/graphql';
import { refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { accountChanged, useOwnAccount } from '@/store/account/ownAccount';
import { whyNot } from '@/store/acting/acting';
import { DOOR } from '@/store/door';
import { Button } from '@/ui/Button';
import { CustomInput } from '@/ui/CustomInput';
import { Form } from '@/ui/Form';
import { Panel } from '@/ui/Panel';

type Client = NonNullable<OwnCustomFieldsQuery['viewer']['client']>;
type Field = OwnCustomFieldsQuery['customFields'][number];

/** What the store wants to know beside names and contacts: some is the client's to change, some only to see. */
export function CustomPanel() {
  const { data } = useOwnAccount(OwnCustomFieldsDocument);
  const client = data?.viewer.client;
  if (!client || data.customFields.length === 0) return null;
  const seen = data.customFields.filter(({ visibility }) => visibility === 'CLIENT_SEES');
  const own = data.customFields.filter(({ visibility }) => visibility !== 'CLIENT_SEES');
  return (
    <Panel title="About you">
      {seen.length > 0 && <Seen client={client} fields={seen} />}
      {own.length > 0 && <Own key={JSON.stringify(client.customFields)} client={client} fields={own} />}
    </Panel>
  );
}

function Seen({ client, fields }: { client: Client; fields: Field[] }) {
  const has = new Map(client.customFields.map(({ key, value }) => [key, value]));
  return (
    <dl className="store-facts account-seen">
      {fields.map(({ key, label, type }) => (
        <div key={key}>
          <dt dir="auto">{label}</dt>
          <dd dir="auto">{valueWords(type, has.get(key)) || '–'}</dd>
        </div>
      ))}
    </dl>
  );
}

function Own({ client, fields }: { client: Client; fields: Field[] }) {
  const before = typedBy(client, fields);
  const [typed, setTyped] = useState(before);
  const isChanged = changedFields(before, typed, fields).length > 0;
  const unavailable = whyNot('change');
  const { run, forgive, waiting, refused } = useAct(async () => {
    const input = { id: client.id, version: client.version, customFields: changeOf(before, typed, fields) };
    const { updateClient: answer } = await ask(UpdateOwnDetailsDocument, { input }, DOOR);
    if (answer.__typename !== 'Client') return refusalOf(answer);
    await accountChanged();
    return undefined;
  });
  const change = (key: string, value: TypedValue) => {
    forgive(nameOf(key));
    setTyped((now) => ({ ...now, [key]: value }));
  };
  return (
    <Form className="store-form" onSubmit={run} refused={refused}>
      {unavailable && <p className="muted">{unavailable}</p>}
      {fields.map((field) => (
        <CustomInput
          key={field.key}
          field={field}
          value={typed[field.key] ?? ''}
          error={refused?.faults.get(nameOf(field.key))}
          onChange={(value) => change(field.key, value)}
        />
      ))}
      <Button
        type="submit"
        waiting={waiting}
        unavailable={unavailable ?? (isChanged ? undefined : 'Nothing is changed.')}
      >
        Save changes
      </Button>
    </Form>
  );
}
