import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type ListSearch, NO_VIEW } from '@/features/clients/listSearch';

interface Props {
  search: ListSearch;
  children: ReactNode;
  className?: string;
}

/** Leads to the Clients list as filtered: whoever follows it finds as many clients as the number said, in no view. */
export function ListLink({ search, children, className }: Props) {
  return (
    <Link to="/clients/list" search={Object.keys(search).length > 0 ? search : { view: NO_VIEW }} className={className}>
      {children}
    </Link>
  );
}
