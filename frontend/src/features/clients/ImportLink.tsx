import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { usePermission } from '@/features/session/session';
import { type ButtonLook, buttonClass } from '@/ui/Button';

interface Props {
  look?: ButtonLook;
  children?: ReactNode;
}

/** Leads to where a file of clients is chosen; absent for those who may not import. */
export function ImportLink({ look = 'secondary', children = 'Import' }: Props) {
  if (!usePermission('client.import')) return null;
  return (
    <Link to="/settings/imports/new" className={buttonClass(look)}>
      {children}
    </Link>
  );
}
