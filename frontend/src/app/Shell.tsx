import { Outlet, useNavigate, useRouterState, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { ConnectionBanner } from '@/app/ConnectionBanner';
import { NewBuildNotice } from '@/app/NewBuildNotice';
import { SideNav } from '@/app/SideNav';
import { TopBar } from '@/app/TopBar';
import { useFocusOnArrival } from '@/app/useFocusOnArrival';
import { useKeptChoices } from '@/features/preferences/useKeptChoices';
import { SignInAgain } from '@/features/session/SignInAgain';
import { StepUp } from '@/features/session/StepUp';
import { usePermission } from '@/features/session/session';
import { signedOut } from '@/lib/connection';
import { part } from '@/lib/parts';
import { queryClient } from '@/lib/queryClient';
import { useHeldShortcut, useShortcuts } from '@/lib/shortcuts';
import { hearTabs } from '@/lib/tabsChannel';
import { Toasts } from '@/ui/Toasts';
import '@/app/shell.css';

const loadPalette = () => part(() => import('@/app/AppPalette'));
const AppPalette = lazy(loadPalette);
const KeysDialog = lazy(() => part(() => import('@/app/KeysDialog')));
const AddClientDialog = lazy(() => part(() => import('@/features/add-client/AddClientDialog')));

const EARLY_MS = 1500;

/** The frame around every staff page: top bar, navigation, content, and what lies over them. */
export function Shell() {
  const { add } = useSearch({ from: '/staff' });
  const navigate = useNavigate();
  const mayAdd = usePermission('client.create');
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const [keysShown, showKeys] = useState(false);
  const [paletteShown, showPalette] = useState(false);
  useFocusOnArrival();
  useKeptChoices();
  useOtherTabs();
  const setAdd = (open: true | undefined) =>
    navigate({ to: '.', search: (now) => ({ ...now, add: open }), replace: !open, resetScroll: false });
  useFetchedEarly();
  useHeldShortcut('k', () => showPalette(true));
  useShortcuts({
    '?': () => showKeys(true),
    'g d': () => navigate({ to: '/clients' }),
    'g l': () => navigate({ to: '/clients/list' }),
    'g t': () => navigate({ to: '/tickets' }),
    'g s': () => navigate({ to: '/settings' }),
    // The Clients list has a search of its own.
    ...(path !== '/clients/list' && { '/': () => showPalette(true) }),
    ...(mayAdd && { n: () => setAdd(true) }),
  });
  return (
    <div className="shell">
      <a className="skip-link" href="#content">
        Skip to content
      </a>
      <TopBar onKeys={() => showKeys(true)} onSearch={() => showPalette(true)} />
      <div className="side">
        <SideNav />
      </div>
      <main id="content" className="content" tabIndex={-1}>
        <ConnectionBanner />
        <NewBuildNotice />
        <Outlet />
      </main>
      <Toasts />
      {keysShown && (
        <Suspense fallback={null}>
          <KeysDialog onClose={() => showKeys(false)} />
        </Suspense>
      )}
      {paletteShown && (
        <Suspense fallback={null}>
          <AppPalette
            onClose={() => showPalette(false)}
            onKeys={() => showKeys(true)}
            onAdd={mayAdd ? () => setAdd(true) : undefined}
          />
        </Suspense>
      )}
      {add && mayAdd && (
        <Suspense fallback={null}>
          <AddClientDialog onClose={() => setAdd(undefined)} />
        </Suspense>
      )}
      <StepUp />
      <SignInAgain />
    </div>
  );
}

/** The palette is fetched while nobody waits, so that the first letter after Ctrl K is already its own. */
function useFetchedEarly() {
  useEffect(() => {
    const timer = setTimeout(() => void loadPalette(), EARLY_MS);
    return () => clearTimeout(timer);
  }, []);
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
