import { formatDate } from '@/lib/formats';
import type { AccountClient } from '@/store/account/panels';
import { Panel } from '@/ui/Panel';

/** Who the account belongs to. */
export function ProfilePanel({ client }: { client: AccountClient }) {
  return (
    <Panel title="Profile">
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
