import { StrictMode } from 'react';
import type { Root } from 'react-dom/client';
import { takeToken } from '@/lib/mailedLink';
import { tellTabs } from '@/lib/tabsChannel';
import { InvitationPage } from '@/pages/invitation';

/** The page behind an invitation; whoever accepts it goes on to the dashboard in place. */
export function show(root: Root): void {
  const token = takeToken();
  const signedIn = async () => {
    tellTabs({ kind: 'signed-in' });
    const dashboard = await import('@/app/dashboard');
    window.history.replaceState(null, '', '/clients');
    dashboard.show(root);
  };
  root.render(
    <StrictMode>
      <InvitationPage token={token} onSignedIn={signedIn} />
    </StrictMode>,
  );
}
