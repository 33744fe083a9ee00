import { Link } from '@tanstack/react-router';
import '@/features/client-head/clientHead.css';

export const TABS = [
  { tab: 'overview', label: 'Overview' },
  { tab: 'contacts', label: 'Contact' },
  { tab: 'emails', label: 'E-mail history' },
  { tab: 'activity', label: 'Activity' },
] as const;

export type Tab = (typeof TABS)[number]['tab'];

/** The sides of a client, each with an address of its own. */
export function Tabs({ clientId, current }: { clientId: string; current: Tab }) {
  return (
    <nav className="tabs" aria-label="Client">
      {TABS.map(({ tab, label }) => (
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
