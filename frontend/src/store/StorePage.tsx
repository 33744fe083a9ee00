import { type ReactNode, Suspense } from 'react';
import type { StoreRoute } from '@/store/routes';
import { StoreHeader } from '@/store/StoreHeader';
import '@/store/store.css';

interface Props {
  look: StoreRoute['look'];
  children: ReactNode;
}

/** The store's frame: where one can go on top, the page in one calm column. What must be seen on every page goes first. */
export function StorePage({ look, children }: Props) {
  return (
    <div className="store">
      <button className="store-skip" type="button" onClick={skip}>
        Skip to content
      </button>
      <StoreHeader />
      <main id="content" className="store-main" tabIndex={-1}>
        <Suspense fallback={<p className="visually-hidden">Loading</p>}>
          {look === 'card' ? <section className="store-card">{children}</section> : children}
        </Suspense>
      </main>
    </div>
  );
}

/** No link: pages of the store read secrets from the fragment, and are loaded anew when it changes. */
const skip = () => document.getElementById('content')?.focus();
