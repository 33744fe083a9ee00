import { lazy, type ReactNode } from 'react';
import { takeToken } from '@/lib/mailedLink';
import { part } from '@/lib/parts';
import { acting } from '@/store/acting/acting';
import { takeOver } from '@/store/acting/handOver';
import { takeVerifyLink } from '@/store/verifyLink';

const SignInPage = lazy(() => part(() => import('@/store/SignInPage')));
const ResetPage = lazy(() => part(() => import('@/store/ResetPage')));
const VerifyPage = lazy(() => part(() => import('@/store/VerifyPage')));
const RegisterPage = lazy(() => part(() => import('@/store/register/RegisterPage')));
const CataloguePage = lazy(() => part(() => import('@/store/catalogue/CataloguePage')));
const OrderPage = lazy(() => part(() => import('@/store/ordering/OrderPage')));
const WaitingOrderPage = lazy(() => part(() => import('@/store/waiting/WaitingOrderPage')));
const AccountPage = lazy(() => part(() => import('@/store/account/AccountPage')));
const TicketsPage = lazy(() => part(() => import('@/store/tickets/TicketsPage')));
const NewTicketPage = lazy(() => part(() => import('@/store/tickets/NewTicketPage')));
const TicketPage = lazy(() => part(() => import('@/store/tickets/TicketPage')));
const HandOverPage = lazy(() => part(() => import('@/store/acting/HandOverPage')));
const OnlyOrderingPage = lazy(() => part(() => import('@/store/acting/OnlyOrderingPage')));
const UnknownPage = lazy(() => part(() => import('@/store/UnknownPage')));

/** One address of the store. */
export interface StoreRoute {
  title: string;
  /** A form alone stands in a narrow card; whatever has parts brings its own. */
  look: 'card' | 'column';
  /** Called once, before anything is drawn: a secret in the address is taken out of it here. */
  open: () => ReactNode;
}

const CATALOGUE: StoreRoute = { title: 'Catalogue', look: 'column', open: () => <CataloguePage /> };

/** Every page is a part of its own, loaded when one goes there. */
const ROUTES: Record<string, StoreRoute> = {
  '/store/login': { title: 'Sign in', look: 'card', open: () => <SignInPage /> },
  '/store': CATALOGUE,
  '/store/register': { title: 'Register', look: 'column', open: () => <RegisterPage /> },
  '/store/catalogue': CATALOGUE,
  '/store/order': { title: 'Basket', look: 'column', open: () => <OrderPage /> },
  '/store/waiting-order': {
    title: 'Is this order yours?',
    look: 'card',
    open: () => <WaitingOrderPage token={takeToken()} />,
  },
  '/store/account': { title: 'My account', look: 'column', open: () => <AccountPage /> },
  '/store/tickets': { title: 'Tickets', look: 'column', open: () => <TicketsPage /> },
  '/store/tickets/new': { title: 'New ticket', look: 'card', open: () => <NewTicketPage /> },
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
  '/store/impersonate': {
    title: 'Opening the account',
    look: 'card',
    open: () => <HandOverPage opened={takeOver()} />,
  },
};

const UNKNOWN: StoreRoute = { title: 'There is no such page', look: 'card', open: () => <UnknownPage /> };

/** What somebody who only orders in the account does not see of it. */
const OF_THE_ACCOUNT = /^\/store\/(account|tickets)\b/;
const ONLY_ORDERING: StoreRoute = { title: 'You are here to order', look: 'card', open: () => <OnlyOrderingPage /> };

/** @param path of the address bar; a slash at its end does not matter. */
export function routeAt(path: string): StoreRoute {
  const plain = path.replace(/\/+$/, '');
  if (OF_THE_ACCOUNT.test(plain) && acting()?.mode === 'ORDER') return ONLY_ORDERING;
  const ticket = /^\/store\/tickets\/([\w-]+)$/.exec(plain)?.[1];
  return ROUTES[plain] ?? (ticket ? ticketAt(ticket) : UNKNOWN);
}

const ticketAt = (id: string): StoreRoute => ({ title: 'Ticket', look: 'column', open: () => <TicketPage id={id} /> });
