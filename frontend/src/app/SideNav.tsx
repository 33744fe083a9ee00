import { Link, type LinkProps } from '@tanstack/react-router';
import { ChartNoAxesColumn, Mail, Users } from 'lucide-react';
import { useViewer } from '@/features/session/session';

interface Place {
  to: LinkProps['to'];
  label: string;
  Icon: typeof Users;
  /** The permission without which the page would be refused. */
  needs: string;
}

const SECTIONS: { title: string; places: Place[] }[] = [
  {
    title: 'Clients',
    places: [
      { to: '/clients', label: 'Dashboard', Icon: ChartNoAxesColumn, needs: 'dashboard.read' },
      { to: '/clients/list', label: 'Clients list', Icon: Users, needs: 'client.read' },
    ],
  },
  {
    title: 'Settings',
    places: [{ to: '/settings/mailbox', label: 'Mailbox', Icon: Mail, needs: 'mail.read' }],
  },
];

/** The rooms of the house that this person may enter. */
export function SideNav({ onFollow }: { onFollow?: () => void }) {
  const { permissions } = useViewer();
  return (
    <nav className="side-nav" aria-label="Main">
      {SECTIONS.map(({ title, places }) => {
        const open = places.filter(({ needs }) => permissions.includes(needs));
        if (open.length === 0) return null;
        return (
          <div key={title}>
            <p className="side-nav-title">{title}</p>
            <ul>
              {open.map(({ to, label, Icon }) => (
                <li key={label}>
                  <Link
                    to={to}
                    className="side-nav-link"
                    activeOptions={{ exact: true, includeSearch: false }}
                    activeProps={{ 'aria-current': 'page' }}
                    onClick={onFollow}
                  >
                    <Icon size={17} aria-hidden="true" />
                    {label}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </nav>
  );
}
