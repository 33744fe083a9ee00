import { UserRoundCog } from 'lucide-react';
import { AccessItem } from '@/features/impersonation/AccessItem';
import { type AccessFragment, AccessLogDocument } from '@/generated/graphql';
import { usePages } from '@/lib/asking';
import { Empty } from '@/ui/Empty';
import { PageHeader } from '@/ui/PageHeader';
import { Faces, Panel } from '@/ui/Panel';
import { ReadOn } from '@/ui/ReadOn';

const REFRESH_MS = 10_000;

/** Who of staff is in clients' accounts now, and who was. */
export function AccessPage() {
  return (
    <>
      <PageHeader title="Impersonations" windowTitle="Impersonations - Settings" crumbs="Settings" />
      <div className="stack">
        <Accesses title="Now" isLive empty="Nobody is in a client’s account" />
        <Accesses title="Before" isLive={false} empty="Nobody has been in a client’s account yet" />
      </div>
    </>
  );
}

interface Props {
  title: string;
  isLive: boolean;
  empty: string;
}

function Accesses({ title, isLive, empty }: Props) {
  const refresh = isLive ? { refetchInterval: REFRESH_MS } : {};
  const list = usePages(AccessLogDocument, { isLive }, (answer) => answer.impersonations, refresh);
  return (
    <Panel title={title}>
      <Faces
        asked={{ ...list, data: list.nodes }}
        rows={3}
        empty={{
          when: (found: AccessFragment[]) => found.length === 0,
          face: <Empty title={empty} icon={<UserRoundCog size={24} />} />,
        }}
      >
        {(found) => (
          <>
            <ul className="accesses">
              {found.map((access) => (
                <AccessItem key={access.id} access={access} withClient />
              ))}
            </ul>
            <ReadOn paged={list} label="Show older ones" />
          </>
        )}
      </Faces>
    </Panel>
  );
}
