import { formatDate } from '@/lib/formats';
import type { AccountClient } from '@/store/account/panels';
import { whyNot } from '@/store/acting/acting';
import { Button } from '@/ui/Button';
import { Panel } from '@/ui/Panel';

/** Who the account belongs to. */
export function ProfilePanel({ client }: { client: AccountClient }) {
  return (
    <Panel title="Profile" aside={<ChangePassword />}>
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
    </Panel>
  );
}

/** Who acts for the client is told why it is not theirs. */
function ChangePassword() {
  const unavailable = whyNot('person');
  if (unavailable === undefined) return <a href="/store/reset">Change password</a>;
  return (
    <span className="store-barred">
      <Button look="quiet" unavailable={unavailable}>
        Change password
      </Button>
      <span className="muted">{unavailable}</span>
    </span>
  );
}
