import type { ReactNode } from 'react';
import '@/store/store.css';

/** The store's frame: one calm column. */
export function StorePage({ children }: { children: ReactNode }) {
  return (
    <main className="store">
      <section className="store-card">{children}</section>
    </main>
  );
}
