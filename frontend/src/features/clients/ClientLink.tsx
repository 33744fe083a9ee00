import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface Props {
  id: string;
  children: ReactNode;
  className?: string;
  onClick?: () => void;
}

/** Leads to a client's overview. */
export function ClientLink({ id, children, className, onClick }: Props) {
  return (
    <Link
      to="/clients/$clientId/$tab"
      params={{ clientId: id, tab: 'overview' }}
      className={className}
      onClick={onClick}
    >
      {children}
    </Link>
  );
}
