import { Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import '@/ui/notice.css';

interface Props {
  tone?: 'info' | 'warn' | 'bad';
  children: ReactNode;
  /** Read out when it appears: for what follows an act. */
  live?: boolean;
}

/** A sentence that matters more than its surroundings. */
export function Notice({ tone = 'info', children, live }: Props) {
  const Icon = tone === 'info' ? Info : TriangleAlert;
  return (
    <div className={`notice notice-${tone}`} role={live ? 'alert' : undefined}>
      <Icon size={18} aria-hidden="true" />
      <div>{children}</div>
    </div>
  );
}
