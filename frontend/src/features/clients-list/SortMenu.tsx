import { ArrowUpDown } from 'lucide-react';
import { SORTS, type Sort } from '@/features/clients/listSearch';
import { Menu } from '@/ui/Menu';
import '@/features/clients-list/filters.css';

const WORDS: Record<Sort, string> = {
  '-created': 'Newest first',
  created: 'Oldest first',
  name: 'Name, A to Z',
  '-name': 'Name, Z to A',
  '-number': 'Number, highest first',
  number: 'Number, lowest first',
  '-seen': 'Last login, latest first',
  seen: 'Last login, earliest first',
};

/** Every order the list can take, also where there is no room for the columns' heads. */
export function SortMenu({ sort, onSort }: { sort: Sort; onSort: (sort: Sort) => void }) {
  const acts = SORTS.map((each) => ({ label: WORDS[each], checked: each === sort, onChoose: () => onSort(each) }));
  const button = (
    <>
      <ArrowUpDown size={16} aria-hidden="true" />
      <span className="sort-words">{WORDS[sort]}</span>
    </>
  );
  return <Menu label={`Order: ${WORDS[sort]}`} look="secondary" button={button} acts={acts} />;
}
