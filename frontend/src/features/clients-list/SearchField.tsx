import type { RefObject } from 'react';
import { SearchField as Field } from '@/ui/SearchField';

interface Props {
  value: string;
  onSearch: (text: string) => void;
  field: RefObject<HTMLInputElement | null>;
}

/** The list's search: whatever one may know of a client finds them. */
export function SearchField(props: Props) {
  return (
    <Field what="Clients" placeholder="Search name, email, phone, company, tax id, number" shortcut="/" {...props} />
  );
}
