import '@/styles/tokens.css';
import '@fontsource-variable/inter/wght.css';
import '@/styles/base.css';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { takeToken } from '@/lib/mailedLink';
import { AccountPage } from '@/store/AccountPage';
import { ResetPage } from '@/store/ResetPage';
import { SignInPage } from '@/store/SignInPage';
import { StorePage } from '@/store/StorePage';
import { UnknownPage } from '@/store/UnknownPage';
import { VerifyPage } from '@/store/VerifyPage';
import { takeVerifyLink } from '@/store/verifyLink';

interface StoreRoute {
  title: string;
  page: () => ReactNode;
}

const ROUTES: Record<string, StoreRoute> = {
  '/store/login': { title: 'Sign in', page: () => <SignInPage /> },
  '/store/account': { title: 'My account', page: () => <AccountPage /> },
  '/store/reset': { title: 'Choose a new password', page: () => <ResetPage token={takeToken()} /> },
  '/store/verify': {
    title: 'Confirm your email address',
    page: () => <VerifyPage link={takeVerifyLink()} />,
  },
};
const UNKNOWN: StoreRoute = { title: 'There is no such page', page: () => <UnknownPage /> };

const { title, page } = ROUTES[window.location.pathname.replace(/\/+$/, '')] ?? UNKNOWN;
document.title = title;
// A newer link opened in this tab changes only the fragment, for which no browser loads a page anew.
window.addEventListener('hashchange', () => window.location.reload());
const place = document.getElementById('root');
if (place) {
  createRoot(place).render(
    <StrictMode>
      <StorePage>{page()}</StorePage>
    </StrictMode>,
  );
}
