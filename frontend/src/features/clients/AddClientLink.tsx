import { Link } from '@tanstack/react-router';
import { usePermission } from '@/features/session/session';
import { type ButtonLook, buttonClass } from '@/ui/Button';

/** Opens the Add client dialog over the page one is on; absent for those who may not. */
export function AddClientLink({ look = 'primary' }: { look?: ButtonLook }) {
  if (!usePermission('client.create')) return null;
  return (
    <Link
      to="."
      search={(now) => ({ ...now, add: true as const })}
      resetScroll={false}
      className={buttonClass(look)}
      aria-keyshortcuts="n"
    >
      Add client
    </Link>
  );
}
