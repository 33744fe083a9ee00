import { acting } from '@/store/acting/acting';
import { countOf, useBasket } from '@/store/basket';
import { useStoreViewer } from '@/store/viewer';
import { Brand } from '@/ui/Brand';

interface Place {
  label: string;
  to: string;
  /** For whom it is there; left out: for everybody. */
  who?: 'client' | 'visitor';
}

const BASKET = '/store/order';

/** In the order in which they stand. */
const PLACES: Place[] = [
  { label: 'Catalogue', to: '/store/catalogue' },
  { label: 'Basket', to: BASKET },
  { label: 'My account', to: '/store/account', who: 'client' },
  { label: 'Tickets', to: '/store/tickets', who: 'client' },
  { label: 'Sign in', to: '/store/login', who: 'visitor' },
  { label: 'Register', to: '/store/register', who: 'visitor' },
];

/** Where one can go in the store. What depends on who is here comes when that is known, and moves nothing. */
export function StoreHeader() {
  const viewer = useStoreViewer();
  const count = countOf(useBasket());
  const here = window.location.pathname.replace(/\/+$/, '');
  const who = viewer && (viewer.client ? 'client' : 'visitor');
  const entered = acting();
  // Staff who order for a client see nothing else of the account; a parent that may order may look.
  const isOrdering = entered?.mode === 'ORDER' && entered.kind !== 'PARENT';
  const shown = PLACES.filter((place) => place.who === undefined || (place.who === who && !isOrdering));
  return (
    <header className="store-head">
      <span className="store-brand">
        <Brand />
      </span>
      <nav className="store-nav" aria-label="Store">
        {shown.map(({ label, to }) => (
          <a key={to} href={to} aria-current={to === here ? 'page' : undefined}>
            {label}
            {to === BASKET && count > 0 && <span className="store-count">{count}</span>}
          </a>
        ))}
      </nav>
    </header>
  );
}
