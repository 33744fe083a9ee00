import { Link, useNavigate } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { neighboursOf, placeIn, readTrail } from '@/features/clients/trail';
import { formatNumber } from '@/lib/formats';
import { useShortcuts } from '@/lib/shortcuts';
import { buttonClass } from '@/ui/Button';

interface Props {
  clientId: string;
  tab: string;
}

/** The way back to the list one came from, at the same place, and on to its neighbours. */
export function TrailBar({ clientId, tab }: Props) {
  const trail = readTrail();
  const { before, after } = neighboursOf(trail, clientId);
  const counted = placeIn(trail, clientId);
  const navigate = useNavigate();
  const go = (id: string | undefined) =>
    id && navigate({ to: '/clients/$clientId/$tab', params: { clientId: id, tab } });
  useShortcuts({ '[': () => go(before), ']': () => go(after) });
  return (
    <nav className="trail" aria-label="Clients list">
      <Link to="/clients/list" search={trail?.search ?? {}}>
        Clients list
      </Link>
      {counted && (
        <span className="muted">
          {formatNumber(counted.place)} of {formatNumber(counted.total)}
        </span>
      )}
      {before && <Step to={before} tab={tab} label="Previous client" icon={<ChevronLeft size={16} />} />}
      {after && <Step to={after} tab={tab} label="Next client" icon={<ChevronRight size={16} />} />}
    </nav>
  );
}

interface StepProps {
  to: string;
  tab: string;
  label: string;
  icon: ReactNode;
}

function Step({ to, tab, label, icon }: StepProps) {
  return (
    <Link
      to="/clients/$clientId/$tab"
      params={{ clientId: to, tab }}
      className={`${buttonClass('quiet')} button-icon`}
      aria-label={label}
      title={label}
    >
      {icon}
    </Link>
  );
}
