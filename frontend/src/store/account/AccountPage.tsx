import { AccountDocument, ClientSignOutDocument } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { useAct } from '@/lib/useAct';
import { useOwnAccount } from '@/store/account/ownAccount';
import { PANELS } from '@/store/account/panels';
import { whyNot } from '@/store/acting/acting';
import { DOOR } from '@/store/door';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/Notice';
import { Faces } from '@/ui/Panel';

const toSignIn = () => window.location.replace('/store/login');

/** The client's own page, one panel a concern; whoever is not signed in is led to where one does. */
export default function AccountPage() {
  const asked = useOwnAccount(AccountDocument);
  if (asked.data && !asked.data.viewer.client) toSignIn();
  return (
    <div className="store-column">
      <header className="store-title">
        <h1>My account</h1>
        {asked.data?.viewer.client && <SignOut />}
      </header>
      <Faces asked={asked}>
        {({ viewer: { client } }) =>
          client && (
            <div className="store-panels">
              {PANELS.map(({ name, Panel }) => (
                <Panel key={name} client={client} />
              ))}
            </div>
          )
        }
      </Faces>
    </div>
  );
}

function SignOut() {
  const { run, waiting, refused } = useAct(async () => {
    await ask(ClientSignOutDocument, {}, DOOR);
    toSignIn();
    return undefined;
  });
  const unavailable = whyNot('person');
  return (
    <>
      <Button waiting={waiting} unavailable={unavailable} onClick={() => run()}>
        Sign out
      </Button>
      {refused && (
        <Notice tone="bad" live>
          {refused.sentence}
        </Notice>
      )}
    </>
  );
}
