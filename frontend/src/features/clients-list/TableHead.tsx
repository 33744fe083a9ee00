import { ArrowDown, ArrowUp } from 'lucide-react';
import type { Sort } from '@/features/clients/listSearch';
import { COLUMNS, type Column, nextSort } from '@/features/clients-list/columns';

interface Props {
  sort: Sort;
  onSort: (sort: Sort) => void;
}

/** The columns' names; those that order the list are buttons. */
export function TableHead({ sort, onSort }: Props) {
  return (
    <thead>
      <tr>
        {COLUMNS.map((column) => (
          <th key={column.key} scope="col" data-column={column.key} aria-sort={ariaSort(column, sort)}>
            {column.sort ? (
              <button type="button" className="clients-sort" onClick={() => onSort(nextSort(column, sort))}>
                {column.label}
                {sort === column.sort && <ArrowUp size={14} aria-hidden="true" />}
                {sort === `-${column.sort}` && <ArrowDown size={14} aria-hidden="true" />}
              </button>
            ) : (
              column.label
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function ariaSort(column: Column, sort: Sort): 'ascending' | 'descending' | undefined {
  if (!column.sort) return undefined;
  if (sort === column.sort) return 'ascending';
  return sort === `-${column.sort}` ? 'descending' : undefined;
}
