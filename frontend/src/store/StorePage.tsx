import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useObservable } from '@/lib/observable';
import { part } from '@/lib/parts';
import { acting, over } from '@/store/acting/acting';
import type { StoreRoute } from '@/store/routes';
import { StoreHeader } from '@/store/StoreHeader';
import '@/store/store.css';

const ActingBar = lazy(() => part(() => import('@/store/acting/ActingBar')));
const OverPage = lazy(() => part(() => import('@/store/acting/OverPage')));

interface Props {
  look: StoreRoute['look'];
  children: ReactNode;
}

/** The store's frame: where one can go on top, the page in one calm column. What must be seen on every page goes first. */
export function StorePage({ look, children }: Props) {
  const [entered] = useState(acting);
  const why = useObservable(over);
  const isActing = entered && !why;
  const page = entered && why ? <OverPage entered={entered} why={why} /> : children;
  return (
    <div className={isActing ? 'store store-acting' : 'store'}>
      {isActing && (
        <Suspense fallback={<div className="store-first" />}>
          <ActingBar entered={entered} />
        </Suspense>
      )}
      <button className="store-skip" type="button" onClick={skip}>
        Skip to content
      </button>
      <StoreHeader />
      <main id="content" className="store-main" tabIndex={-1}>
        <Suspense fallback={<p className="visually-hidden">Loading</p>}>
          {look === 'card' || why ? <section className="store-card">{page}</section> : page}
        </Suspense>
      </main>
    </div>
  );
}

/** No link: pages of the store read secrets from the fragment, and are loaded anew when it changes. */
const skip = () => document.getElementById('content')?.focus();
