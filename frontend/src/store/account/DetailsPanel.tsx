import { useMemo, useState } from 'react';
import { OwnDetailsDocument, type OwnDetailsQuery, UpdateOwnDetailsDocument } from '@/generated/graphql';
import { languages } from '@/lib/codes';
import { ask } from '@/lib/graphql';
import { refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { accountChanged, useOwnAccount } from '@/store/account/ownAccount';
import { whyNot } from '@/store/acting/acting';
import { DOOR } from '@/store/door';
import { Button } from '@/ui/Button';
import { SelectField, TextField } from '@/ui/Field';
import { Form } from '@/ui/Form';
import { Faces, Panel } from '@/ui/Panel';

type Client = NonNullable<OwnDetailsQuery['viewer']['client']>;

/** The client's own names and language. */
export function DetailsPanel() {
  const asked = useOwnAccount(OwnDetailsDocument);
  return (
    <Panel title="Name and language">
      <Faces asked={asked}>
        {({ viewer: { client } }) => client && <Details key={namesOf(client)} client={client} />}
      </Faces>
    </Panel>
  );
}

/** The form begins anew only where these are others, so that nothing typed is lost when another part changes something. */
const namesOf = ({ firstName, lastName, language }: Client) => [firstName, lastName, language].join('\n');

function Details({ client }: { client: Client }) {
  const [isTyped, setTyped] = useState(false);
  const choices = useMemo(languages, []);
  const unavailable = whyNot('change');
  const { run, forgive, waiting, refused } = useAct(async (typed: FormData) => {
    const text = (name: string) => String(typed.get(name) ?? '').trim();
    const names = { firstName: text('firstName'), lastName: text('lastName'), language: text('language') };
    const input = { id: client.id, version: client.version, ...names };
    const { updateClient: answer } = await ask(UpdateOwnDetailsDocument, { input }, DOOR);
    if (answer.__typename !== 'Client') return refusalOf(answer);
    setTyped(false);
    await accountChanged();
    return undefined;
  });
  const own = (name: string) => ({ name, error: refused?.faults.get(name) });
  return (
    <Form className="store-form" onSubmit={run} refused={refused} onForgive={forgive} onTyped={setTyped}>
      {unavailable && <p className="muted">{unavailable}</p>}
      <div className="store-pair">
        <TextField
          label="First name"
          {...own('firstName')}
          optional
          defaultValue={client.firstName}
          autoComplete="given-name"
        />
        <TextField
          label="Last name"
          {...own('lastName')}
          optional
          defaultValue={client.lastName}
          autoComplete="family-name"
        />
      </div>
      <SelectField label="Language" {...own('language')} defaultValue={client.language}>
        {!choices.some(({ code }) => code === client.language) && <option>{client.language}</option>}
        {choices.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </SelectField>
      <Button
        type="submit"
        waiting={waiting}
        unavailable={unavailable ?? (isTyped ? undefined : 'Nothing is changed.')}
      >
        Save changes
      </Button>
    </Form>
  );
}
