import { StrictMode } from 'react';
import type { Root } from 'react-dom/client';
import { followTokens } from '@/lib/mailedLink';
import { tellTabs } from '@/lib/tabsChannel';
import { InvitationPage } from '@/pages/invitation';

/** The page behind an invitation; whoever accepts it goes on to the dashboard. */
export function show(root: Root): void {
  const signedIn = async () => {
    tellTabs({ kind: 'signed-in' });
    window.location.replace('/clients');
    await new Promise(() => undefined);
  };
  followTokens((token) =>
    root.render(
      <StrictMode>
        <InvitationPage key={token} token={token} onSignedIn={signedIn} />
      </StrictMode>,
    ),
  );
}
