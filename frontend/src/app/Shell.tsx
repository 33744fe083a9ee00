import { Outlet, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { ConnectionBanner } from '@/app/ConnectionBanner';
import { KeysDialog } from '@/app/KeysDialog';
import { SideNav } from '@/app/SideNav';
import { TopBar } from '@/app/TopBar';
import { useFocusOnArrival } from '@/app/useFocusOnArrival';
import { SignInAgain } from '@/features/session/SignInAgain';
import { usePermission } from '@/features/session/session';
import { signedOut } from '@/lib/connection';
import { queryClient } from '@/lib/queryClient';
import { useShortcuts } from '@/lib/shortcuts';
import { hearTabs } from '@/lib/tabsChannel';
import { Toasts } from '@/ui/Toasts';
import '@/app/shell.css';

const AddClientDialog = lazy(() => import('@/features/add-client/AddClientDialog'));

/** The frame around every staff page: top bar, navigation, content, and what lies over them. */
export function Shell() {
  const { add } = useSearch({ from: '/staff' });
  const navigate = useNavigate();
  const mayAdd = usePermission('client.create');
  const [keysShown, showKeys] = useState(false);
  useFocusOnArrival();
  useOtherTabs();
  const setAdd = (open: true | undefined) =>
    navigate({ to: '.', search: (now) => ({ ...now, add: open }), replace: !open, resetScroll: false });
  useShortcuts({
    '?': () => showKeys(true),
    'g d': () => navigate({ to: '/clients' }),
    'g l': () => navigate({ to: '/clients/list' }),
    'g s': () => navigate({ to: '/settings/mailbox' }),
    ...(mayAdd && { n: () => setAdd(true) }),
  });
  return (
    <div className="shell">
      <a className="skip-link" href="#content">
        Skip to content
      </a>
      <TopBar onKeys={() => showKeys(true)} />
      <div className="side">
        <SideNav />
      </div>
      <main id="content" className="content" tabIndex={-1}>
        <ConnectionBanner />
        <Outlet />
      </main>
      <Toasts />
      {keysShown && <KeysDialog onClose={() => showKeys(false)} />}
      {add && mayAdd && (
        <Suspense fallback={null}>
          <AddClientDialog onClose={() => setAdd(undefined)} />
        </Suspense>
      )}
      <SignInAgain />
    </div>
  );
}

/** Signing out in one tab signs out all; a client changed in one is asked anew in the others. */
function useOtherTabs() {
  useEffect(
    () =>
      hearTabs((message) => {
        if (message.kind === 'signed-out') signedOut.set(true);
        else if (message.kind === 'signed-in') signedOut.set(false);
        if (message.kind !== 'signed-out') void queryClient.invalidateQueries();
      }),
    [],
  );
}
