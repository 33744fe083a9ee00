import { Link, type LinkProps } from '@tanstack/react-router';
import {
  ChartNoAxesColumn,
  Coins,
  CopyCheck,
  MessagesSquare,
  Package,
  Settings,
  ShoppingCart,
  SquareTerminal,
  Users,
} from 'lucide-react';
import { type ComponentType, lazy, Suspense } from 'react';
import { useViewer } from '@/features/session/session';
import { entrancesFor } from '@/features/settings/entrances';
import { part } from '@/lib/parts';

const GroupCount = lazy(() => part(() => import('@/features/duplicate-groups/GroupCount')));
const OpenCount = lazy(() => part(() => import('@/features/tickets/OpenCount')));

export interface Place {
  to: LinkProps['to'];
  label: string;
  Icon: typeof Users;
  /** The permission without which the page would be refused; none where being signed in is enough. */
  needs?: string;
  /** How many wait there, loaded when wanted. */
  Count?: ComponentType;
}

export interface Group {
  title: string;
  places: Place[];
}

/** The settings are not among them: they lie behind one link, for their page lists them. */
export const ROOMS: Group[] = [
  {
    title: 'Clients',
    places: [
      { to: '/clients', label: 'Dashboard', Icon: ChartNoAxesColumn, needs: 'dashboard.read' },
      { to: '/clients/list', label: 'Clients list', Icon: Users, needs: 'client.read' },
      { to: '/duplicates', label: 'Duplicates', Icon: CopyCheck, needs: 'client.read', Count: GroupCount },
    ],
  },
  {
    title: 'Sales',
    places: [
      { to: '/orders', label: 'Orders', Icon: ShoppingCart, needs: 'order.read' },
      { to: '/sales', label: 'Sales report', Icon: Coins, needs: 'sales.read' },
      { to: '/products', label: 'Catalogue', Icon: Package },
    ],
  },
  {
    title: 'Support',
    places: [{ to: '/tickets', label: 'Tickets', Icon: MessagesSquare, needs: 'ticket.read', Count: OpenCount }],
  },
  {
    title: 'Developers',
    places: [{ to: '/graphiql', label: 'GraphiQL', Icon: SquareTerminal }],
  },
];

/** Whether these permissions open the place. */
export const isOpen = ({ needs }: Place, permissions: readonly string[]) =>
  needs === undefined || permissions.includes(needs);

/** The rooms of the house that this person may enter. */
export function SideNav({ onFollow }: { onFollow?: () => void }) {
  const { permissions } = useViewer();
  return (
    <nav className="side-nav" aria-label="Main">
      {ROOMS.map(({ title, places }) => {
        const open = places.filter((place) => isOpen(place, permissions));
        if (open.length === 0) return null;
        return (
          <div key={title}>
            <p className="side-nav-title">{title}</p>
            <ul>
              {open.map((place) => (
                <li key={place.label}>
                  <PlaceLink {...place} onFollow={onFollow} />
                </li>
              ))}
            </ul>
          </div>
        );
      })}
      {entrancesFor(permissions).length > 0 && (
        <PlaceLink to="/settings" label="Settings" Icon={Settings} isWhole onFollow={onFollow} />
      )}
    </nav>
  );
}

interface PlaceLinkProps extends Omit<Place, 'needs'> {
  /** What lies beneath it belongs to it. */
  isWhole?: boolean;
  onFollow?: () => void;
}

function PlaceLink({ to, label, Icon, isWhole, Count, onFollow }: PlaceLinkProps) {
  return (
    <Link
      to={to}
      className="side-nav-link"
      activeOptions={{ exact: !isWhole, includeSearch: false }}
      activeProps={{ 'aria-current': isWhole ? 'true' : 'page' }}
      onClick={onFollow}
    >
      <Icon size={17} aria-hidden="true" />
      {label}
      {Count && (
        <Suspense fallback={null}>
          <Count />
        </Suspense>
      )}
    </Link>
  );
}
