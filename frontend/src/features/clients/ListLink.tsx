import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ListSearch } from '@/features/clients/listSearch';

interface Props {
  search: ListSearch;
  children: ReactNode;
  className?: string;
}

/** Leads to the Clients list as filtered: whoever follows it finds as many clients as the number said. */
export function ListLink({ search, children, className }: Props) {
  return (
    <Link to="/clients/list" search={search} className={className}>
      {children}
    </Link>
  );
}
