import { useEffect, useState } from 'react';
import { AccountDocument, type AccountQuery, ClientSignOutDocument } from '@/generated/graphql';
import { explain } from '@/lib/errors';
import { formatDate } from '@/lib/formats';
import { ask } from '@/lib/graphql';
import { useAct } from '@/lib/useAct';
import { DOOR } from '@/store/door';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/Notice';

type Client = NonNullable<AccountQuery['viewer']['client']>;

const toSignIn = () => window.location.replace('/store/login');

/** The client's own page; whoever is not signed in is led to where one does. */
export function AccountPage() {
  const [client, setClient] = useState<Client>();
  const [trouble, setTrouble] = useState<string>();
  useEffect(() => {
    ask(AccountDocument, {}, DOOR)
      .then(({ viewer }) => (viewer.client ? setClient(viewer.client) : toSignIn()))
      .catch((error) => {
        const { title, advice } = explain(error);
        setTrouble(`${title}. ${advice}`);
      });
  }, []);
  return (
    <>
      <h1>My account</h1>
      {trouble && (
        <Notice tone="bad" live>
          {trouble}
        </Notice>
      )}
      {!client && !trouble && (
        <p className="muted" role="status">
          One moment…
        </p>
      )}
      {client && <Account client={client} />}
    </>
  );
}

function Account({ client }: { client: Client }) {
  const { run, waiting, refused } = useAct(async () => {
    await ask(ClientSignOutDocument, {}, DOOR);
    toSignIn();
    return undefined;
  });
  return (
    <>
      <dl className="store-facts">
        <div>
          <dt>Name</dt>
          <dd>
            <bdi>{client.displayName}</bdi>
          </dd>
        </div>
        <div>
          <dt>Email</dt>
          <dd>
            <bdi>{client.loginEmail}</bdi>
          </dd>
        </div>
        <div>
          <dt>Client number</dt>
          <dd>{client.number}</dd>
        </div>
        <div>
          <dt>Client since</dt>
          <dd>{formatDate(client.createdAt)}</dd>
        </div>
      </dl>
      {refused && (
        <Notice tone="bad" live>
          {refused.sentence}
        </Notice>
      )}
      <div className="row">
        <Button waiting={waiting} onClick={() => run()}>
          Sign out
        </Button>
        <a href="/store/reset">Change password</a>
      </div>
    </>
  );
}
