import { ArrowDown, ArrowUp } from 'lucide-react';
import type { Sort } from '@/features/clients/listSearch';
import { type Column, nextSort } from '@/features/clients-list/columns';
import { WidthHandle } from '@/features/clients-list/WidthHandle';

interface Props {
  columns: readonly Column[];
  sort: Sort;
  onSort: (sort: Sort) => void;
  /** How many of the rows loaded are selected. */
  selected: 'none' | 'some' | 'all';
  onSelectLoaded: () => void;
  /** Widths cannot be changed where rows are cards. */
  isNarrow: boolean;
}

/** The columns' names; those that order the list are buttons. */
export function TableHead({ columns, sort, onSort, selected, onSelectLoaded, isNarrow }: Props) {
  return (
    <thead>
      <tr>
        <th scope="col" data-column="select">
          <label className="clients-select">
            <input
              type="checkbox"
              aria-label="Select all rows loaded"
              checked={selected === 'all'}
              ref={(box) => {
                if (box) box.indeterminate = selected === 'some';
              }}
              onChange={onSelectLoaded}
            />
          </label>
        </th>
        {columns.map((column) => (
          <th key={column.key} scope="col" data-column={column.key} aria-sort={ariaSort(column, sort)}>
            {column.sort ? (
              <button type="button" className="clients-sort" onClick={() => onSort(nextSort(column, sort))}>
                {column.label}
                {sort === column.sort && <ArrowUp size={14} aria-hidden="true" />}
                {sort === `-${column.sort}` && <ArrowDown size={14} aria-hidden="true" />}
              </button>
            ) : (
              <span className="ellipsis">{column.label}</span>
            )}
            {!isNarrow && <WidthHandle column={column} />}
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
