import { lazy, type ReactNode } from 'react';
import { takeToken } from '@/lib/mailedLink';
import { part } from '@/lib/parts';
import { takeVerifyLink } from '@/store/verifyLink';

const SignInPage = lazy(() => part(() => import('@/store/SignInPage')));
const ResetPage = lazy(() => part(() => import('@/store/ResetPage')));
const VerifyPage = lazy(() => part(() => import('@/store/VerifyPage')));
const AccountPage = lazy(() => part(() => import('@/store/account/AccountPage')));
const UnknownPage = lazy(() => part(() => import('@/store/UnknownPage')));

/** One address of the store. */
export interface StoreRoute {
  title: string;
  /** A form alone stands in a narrow card; whatever has parts brings its own. */
  look: 'card' | 'column';
  /** Called once, before anything is drawn: a secret in the address is taken out of it here. */
  open: () => ReactNode;
}

/** Every page is a part of its own, loaded when one goes there. */
const ROUTES: Record<string, StoreRoute> = {
  '/store/login': { title: 'Sign in', look: 'card', open: () => <SignInPage /> },
  '/store/account': { title: 'My account', look: 'column', open: () => <AccountPage /> },
  '/store/reset': {
    title: 'Choose a new password',
    look: 'card',
    open: () => <ResetPage token={takeToken()} />,
  },
  '/store/verify': {
    title: 'Confirm your email address',
    look: 'card',
    open: () => <VerifyPage link={takeVerifyLink()} />,
  },
};

const UNKNOWN: StoreRoute = { title: 'There is no such page', look: 'card', open: () => <UnknownPage /> };

/** @param path of the address bar; a slash at its end does not matter. */
export const routeAt = (path: string): StoreRoute => ROUTES[path.replace(/\/+$/, '')] ?? UNKNOWN;
