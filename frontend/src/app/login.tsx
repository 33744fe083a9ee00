import { StrictMode } from 'react';
import type { Root } from 'react-dom/client';
import { ViewerDocument } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { part } from '@/lib/parts';
import { parseSearch } from '@/lib/search';
import { tellTabs } from '@/lib/tabsChannel';
import { isForgottenAddress, LoginPage } from '@/pages/login';

/** Another site's address is never followed: a sign-in must not lead away. */
export function readThen(search: string): string {
  const { then = '' } = parseSearch(search);
  return /^\/(?![/\\])/.test(then) ? then : '/clients';
}

/** The sign-in page; the dashboard is fetched while someone types and takes over in place. */
export function show(root: Root): void {
  const goOn = async () => {
    const dashboard = await part(() => import('@/app/dashboard'));
    window.history.replaceState(null, '', readThen(window.location.search));
    dashboard.show(root);
  };
  const signedIn = () => {
    tellTabs({ kind: 'signed-in' });
    return goOn();
  };
  root.render(
    <StrictMode>
      <LoginPage onSignedIn={signedIn} />
    </StrictMode>,
  );
  window.addEventListener('load', () => void part(() => import('@/app/dashboard')), { once: true });
  // Who is told by mail that the password was changed may be signed in here, and still wants another.
  if (!isForgottenAddress()) void skipWhenSignedIn(goOn);
}

async function skipWhenSignedIn(goOn: () => Promise<void>): Promise<void> {
  const answer = await ask(ViewerDocument, {}).catch(() => null);
  if (answer?.viewer.staff) await goOn();
}
