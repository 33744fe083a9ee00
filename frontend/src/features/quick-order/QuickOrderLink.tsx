import { Link } from '@tanstack/react-router';
import { slugOf } from '@/features/client-acts/acts';
import { quickOrderAct } from '@/features/quick-order/quickOrderAct';
import { useViewer } from '@/features/session/session';
import type { ClientStatus } from '@/generated/graphql';
import { buttonClass } from '@/ui/Button';

interface Props {
  client: { status: ClientStatus };
}

const ENDED: readonly ClientStatus[] = ['DELETED', 'MERGED'];

/** What staff do most with a client, beside its name. */
export function QuickOrderLink({ client }: Props) {
  const { permissions } = useViewer();
  if (!quickOrderAct.isPermitted((name) => permissions.includes(name)) || ENDED.includes(client.status)) return null;
  return (
    <Link
      to="."
      search={(now) => ({ ...now, act: slugOf(quickOrderAct) })}
      resetScroll={false}
      className={buttonClass('secondary')}
      aria-haspopup="dialog"
    >
      Quick order
    </Link>
  );
}
