import { Link } from '@tanstack/react-router';
import { usePermission } from '@/features/session/session';
import { buttonClass } from '@/ui/Button';

/** Opens the Add client dialog over the page one is on; absent for those who may not. */
export function AddClientLink() {
  if (!usePermission('client.create')) return null;
  return (
    <Link
      to="."
      search={(now) => ({ ...now, add: true as const })}
      resetScroll={false}
      className={buttonClass('primary')}
      aria-keyshortcuts="n"
    >
      Add client
    </Link>
  );
}
