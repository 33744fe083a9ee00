import { ArrowUpDown } from 'lucide-react';
import { isByOrders, SORTS, type Sort } from '@/features/clients/listSearch';
import { usePermission } from '@/features/session/session';
import { currencies } from '@/lib/codes';
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
  '-orders': 'Orders, most first',
  orders: 'Orders, fewest first',
  '-value': 'Value, highest first',
  value: 'Value, lowest first',
  '-balance': 'Balance due, highest first',
  balance: 'Balance due, lowest first',
};

/** Every order the list can take, also where there is no room for the columns' heads. */
export function SortMenu({ sort, onSort }: { sort: Sort; onSort: (sort: Sort) => void }) {
  const seesOrders = usePermission('order.read');
  const offered = SORTS.filter((each) => seesOrders || !isByOrders(each));
  const acts = offered.map((each) => ({ label: WORDS[each], checked: each === sort, onChoose: () => onSort(each) }));
  const button = (
    <>
      <ArrowUpDown size={16} aria-hidden="true" />
      <span className="sort-words">{WORDS[sort]}</span>
    </>
  );
  return <Menu label={`Order: ${WORDS[sort]}`} look="secondary" button={button} acts={acts} />;
}

interface CurrencyProps {
  /** None: the store's own. */
  currency: string | undefined;
  onChoose: (currency: string | undefined) => void;
}

/** In which currency the list is ordered by amounts: those of different currencies cannot be compared. */
export function SortCurrency({ currency, onChoose }: CurrencyProps) {
  return (
    <select
      className="input select sort-currency"
      aria-label="Currency of the order"
      value={currency ?? ''}
      onChange={(event) => onChoose(event.target.value || undefined)}
    >
      <option value="">In the store’s currency</option>
      {currencies().map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </select>
  );
}
