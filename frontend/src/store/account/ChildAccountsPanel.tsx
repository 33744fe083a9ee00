import { ChildAccountsDocument, type ChildAccountsQuery, EnterChildAccountDocument } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { refusal } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { enter, whyNot } from '@/store/acting/acting';
import { DOOR } from '@/store/door';
import { useAsked } from '@/store/useAsked';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/Notice';
import { Faces, Panel } from '@/ui/Panel';
import '@/store/account/account.css';

type Child = ChildAccountsQuery['childAccounts'][number];

const MAY = {
  NONE: '',
  VIEW: 'You may look.',
  ORDER: 'You may look and order.',
  FULL: 'You may do all but what is theirs alone.',
};

/** The accounts under this one that it may enter; not there for who has none. */
export function ChildAccountsPanel() {
  const asked = useAsked(ChildAccountsDocument, {});
  if (!asked.error && !asked.data?.childAccounts.length) return null;
  return (
    <Panel title="Accounts I may enter">
      <Faces asked={asked} rows={2}>
        {({ childAccounts }) => (
          <ul className="account-list">
            {childAccounts.map((child) => (
              <ChildAccount key={child.id} child={child} />
            ))}
          </ul>
        )}
      </Faces>
    </Panel>
  );
}

function ChildAccount({ child: { id, publicName, parentAccess } }: { child: Child }) {
  const { run, waiting, refused } = useAct(async () => {
    const { enterChildAccount: answer } = await ask(EnterChildAccountDocument, { id }, DOOR);
    if (answer.__typename !== 'RedeemedImpersonation') return refusal(answer.message);
    const { impersonation, viewer } = answer;
    if (!viewer.client) return refusal('This account is not open any more.');
    enter({ ...impersonation, clientId: viewer.client.id, clientName: viewer.client.displayName });
    window.location.assign('/store/account');
    return undefined;
  });
  return (
    <li>
      <div className="account-line">
        <strong>
          <bdi>{publicName}</bdi>
        </strong>
        <span className="muted">{MAY[parentAccess]}</span>
        <span className="account-acts">
          <Button
            aria-label={`Enter the account of ${publicName}`}
            waiting={waiting}
            unavailable={whyNot('person')}
            onClick={() => run()}
          >
            Enter
          </Button>
        </span>
      </div>
      {refused && (
        <Notice tone="bad" live>
          {refused.sentence}
        </Notice>
      )}
    </li>
  );
}
