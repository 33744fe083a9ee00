import { Link } from '@tanstack/react-router';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import type { Tab } from '@/features/client-head/tabNames';
import { useViewer } from '@/features/session/session';
import '@/features/client-head/clientHead.css';

interface TabKind {
  tab: Tab;
  label: string;
  /** Without it the server would refuse what the tab shows. */
  needs: string;
}

const TABS: TabKind[] = [
  { tab: 'overview', label: 'Overview', needs: 'client.read' },
  { tab: 'contacts', label: 'Contact', needs: 'client.read' },
  { tab: 'fields', label: 'Custom fields', needs: 'client.read' },
  { tab: 'orders', label: 'Orders & services', needs: 'order.read' },
  { tab: 'tickets', label: 'Tickets', needs: 'ticket.read' },
  { tab: 'emails', label: 'E-mail history', needs: 'client.read' },
  { tab: 'notes', label: 'Notes', needs: 'note.read' },
  { tab: 'family', label: 'Family', needs: 'client.read' },
  { tab: 'activity', label: 'Activity', needs: 'event.read' },
];

interface Props {
  clientId: string;
  current: Tab;
  /** What stands beside a tab's label, as how many there are. */
  counts?: Partial<Record<Tab, ReactNode>>;
}

/** The sides of a client, each with an address of its own. */
export function Tabs({ clientId, current, counts }: Props) {
  const { permissions } = useViewer();
  const strip = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab may lie out of sight
  useLayoutEffect(() => bringIntoSight(strip.current), [current]);
  return (
    <nav className="tabs" aria-label="Client" ref={strip}>
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
          {counts?.[tab]}
        </Link>
      ))}
    </nav>
  );
}

/** Where the tabs do not fit side by side, the strip shows the current one; the page itself does not move. */
function bringIntoSight(strip: HTMLElement | null): void {
  const current = strip?.querySelector('[aria-current]')?.getBoundingClientRect();
  if (!strip || !current) return;
  const seen = strip.getBoundingClientRect();
  strip.scrollLeft += current.left + current.width / 2 - (seen.left + seen.width / 2);
}
