import { Link } from '@tanstack/react-router';
import { slugOf } from '@/features/client-acts/acts';
import { FamilyTree } from '@/features/client-family/FamilyTree';
import { FormerParents } from '@/features/client-family/FormerParents';
import { attachChildAct, linkParentAct } from '@/features/client-family/familyEntries';
import { filterCode } from '@/features/clients/filterCode';
import { usePermission } from '@/features/session/session';
import { FamilyDocument } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { formatNumber } from '@/lib/formats';
import { buttonClass } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { Faces, Panel } from '@/ui/Panel';
import '@/features/client-family/family.css';

/** The accounts above and beneath a client, with what they come to, and those it stood under before. */
export default function Family({ clientId }: { clientId: string }) {
  const seesOrders = usePermission('order.read');
  const answer = useAnswer(FamilyDocument, { id: clientId, seesOrders });
  const asked = { ...answer, data: answer.data?.family ?? undefined };
  const members = asked.data?.members ?? [];
  const here = members.find(({ client }) => client?.id === clientId)?.client;
  const hasChildren = members.some(({ parentId }) => parentId === clientId);
  const inList = hasChildren && (
    <Link to="/clients/list" search={{ f: filterCode({ parentId: clientId }) }}>
      Children in the list
    </Link>
  );
  return (
    <div className="stack">
      <Panel title="Family" aside={inList}>
        <Faces
          asked={asked}
          rows={6}
          empty={{
            when: (family) => family.members.length < 2,
            face: (
              <Empty title="This account stands alone">
                <p>Accounts of a team or a company can stand under one another, up to five generations.</p>
                {here?.viewerCan.link && <Offers />}
              </Empty>
            ),
          }}
        >
          {(family) => (
            <>
              <FamilyTree members={family.members} clientId={clientId} />
              {family.total > family.members.length && (
                <p className="muted">
                  {formatNumber(family.members.length)} of {formatNumber(family.total)} accounts are shown. The figures
                  count all of them.
                </p>
              )}
            </>
          )}
        </Faces>
      </Panel>
      <FormerParents clientId={clientId} />
    </div>
  );
}

function Offers() {
  return (
    <p className="family-acts">
      {[attachChildAct, linkParentAct].map((act) => (
        <Link
          key={act.label}
          to="."
          search={(now) => ({ ...now, act: slugOf(act) })}
          resetScroll={false}
          className={buttonClass('secondary')}
          aria-haspopup="dialog"
        >
          {act.label}
        </Link>
      ))}
    </p>
  );
}
