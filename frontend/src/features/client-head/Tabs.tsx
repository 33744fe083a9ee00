import { Link } from '@tanstack/react-router';
import { useViewer } from '@/features/session/session';
import '@/features/client-head/clientHead.css';

export type Tab = 'overview' | 'contacts' | 'custom' | 'emails' | 'notes' | 'activity';

interface TabKind {
  tab: Tab;
  label: string;
  /** Without it the server would refuse what the tab shows. */
  needs: string;
}

const TABS: TabKind[] = [
  { tab: 'overview', label: 'Overview', needs: 'client.read' },
  { tab: 'contacts', label: 'Contact', needs: 'client.read' },
  { tab: 'custom', label: 'Custom fields', needs: 'client.read' },
  { tab: 'emails', label: 'E-mail history', needs: 'client.read' },
  { tab: 'notes', label: 'Notes', needs: 'note.read' },
  { tab: 'activity', label: 'Activity', needs: 'event.read' },
];

export const tabNamed = (name: string): Tab => TABS.find(({ tab }) => tab === name)?.tab ?? 'overview';

/** The sides of a client, each with an address of its own. */
export function Tabs({ clientId, current }: { clientId: string; current: Tab }) {
  const { permissions } = useViewer();
  return (
    <nav className="tabs" aria-label="Client">
      {TABS.filter(({ needs }) => permissions.includes(needs)).map(({ tab, label }) => (
        <Link
          key={tab}
          to="/clients/$clientId/$tab"
          params={{ clientId, tab }}
          className="tab"
          aria-current={tab === current ? 'page' : undefined}
          resetScroll={false}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
