import { useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { LatestActivity } from '@/features/activity/LatestActivity';
import { Timeline } from '@/features/activity/Timeline';
import { ClientActs } from '@/features/client-acts/ClientActs';
import { Contacts } from '@/features/client-contacts/Contacts';
import { EmailHistory } from '@/features/client-emails/EmailHistory';
import { LatestMails } from '@/features/client-emails/LatestMails';
import { KeyFacts } from '@/features/client-facts/KeyFacts';
import { Head } from '@/features/client-head/Head';
import { Tabs } from '@/features/client-head/Tabs';
import { TrailBar } from '@/features/client-head/TrailBar';
import { type Tab, tabNamed } from '@/features/client-head/tabNames';
import { LoginPanel } from '@/features/client-login/LoginPanel';
import { OpenTicketLink } from '@/features/client-tickets/OpenTicketLink';
import { useAccountLeft } from '@/features/impersonation/useAccountLeft';
import { QuickOrderLink } from '@/features/quick-order/QuickOrderLink';
import { usePermission } from '@/features/session/session';
import { ClientHeadDocument, type ClientHeadFactsFragment } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { part } from '@/lib/parts';
import { Empty } from '@/ui/Empty';
import { Failed } from '@/ui/Failed';
import { Loading } from '@/ui/Loading';
import '@/pages/client/clientPage.css';

const InTheAccount = lazy(() => part(() => import('@/features/impersonation/InTheAccount')));
const Notes = lazy(() => part(() => import('@/features/client-notes/Notes')));
const PossibleDuplicates = lazy(() => part(() => import('@/features/client-duplicates/PossibleDuplicates')));
const MoneyPanels = lazy(() => part(() => import('@/features/client-money/MoneyPanels')));
const Orders = lazy(() => part(() => import('@/features/client-orders/Orders')));
const ClientTickets = lazy(() => part(() => import('@/features/client-tickets/ClientTickets')));
const OpenTickets = lazy(() => part(() => import('@/features/client-tickets/OpenTickets')));
const TicketCount = lazy(() => part(() => import('@/features/client-tickets/TicketCount')));
const Family = lazy(() => part(() => import('@/features/client-family/Family')));
const CustomValues = lazy(() => part(() => import('@/features/client-custom/CustomValues')));

/** One client: who it is above, one side of it beneath. */
export function ClientPage() {
  const { clientId, tab } = useParams({ from: '/staff/clients/$clientId/$tab' });
  const current = tabNamed(tab);
  return (
    <>
      <TrailBar clientId={clientId} tab={current} />
      <Found key={clientId} clientId={clientId} tab={current} />
    </>
  );
}

interface Props {
  clientId: string;
  tab: Tab;
}

function Found({ clientId, tab }: Props) {
  useAccountLeft(clientId);
  const asked = useAnswer(ClientHeadDocument, { id: clientId });
  const client = asked.data?.client;
  return (
    <>
      <Head client={client} acts={client && <HeadActs client={client} />} />
      {asked.error && <Failed error={asked.error} onRetry={asked.refetch} brief={client !== undefined} />}
      {asked.isPending && <Loading rows={10} />}
      {client === null && (
        <Empty title="There is no client at this address">It may have been erased, or the address was cut short.</Empty>
      )}
      {client && (
        <>
          <SideTabs clientId={clientId} tab={tab} />
          <Side clientId={clientId} tab={tab} />
        </>
      )}
    </>
  );
}

/** What can be done with the client: all of it in the menu, what is done most beside it. */
function HeadActs({ client }: { client: ClientHeadFactsFragment }) {
  return (
    <>
      <ClientActs clientId={client.id} />
      <OpenTicketLink client={client} />
      <QuickOrderLink client={client} />
    </>
  );
}

/** The sides, and how many tickets are not done. */
function SideTabs({ clientId, tab }: Props) {
  const tickets = usePermission('ticket.read') && (
    <Suspense fallback={null}>
      <TicketCount clientId={clientId} />
    </Suspense>
  );
  return <Tabs clientId={clientId} current={tab} counts={{ tickets }} />;
}

function Side({ clientId, tab }: Props) {
  const seesEvents = usePermission('event.read');
  const seesOrders = usePermission('order.read');
  const seesTickets = usePermission('ticket.read');
  const seesAccess = usePermission('client.impersonate');
  if (tab === 'contacts') return <Contacts clientId={clientId} />;
  if (tab === 'fields') {
    return (
      <Suspense fallback={<Loading rows={6} />}>
        <CustomValues clientId={clientId} />
      </Suspense>
    );
  }
  if (tab === 'orders') {
    return (
      <Suspense fallback={<Loading rows={8} />}>
        <Orders clientId={clientId} />
      </Suspense>
    );
  }
  if (tab === 'tickets') {
    return (
      <Suspense fallback={<Loading rows={6} />}>
        <ClientTickets clientId={clientId} />
      </Suspense>
    );
  }
  if (tab === 'emails') return <EmailHistory clientId={clientId} />;
  if (tab === 'notes') {
    return (
      <Suspense fallback={<Loading rows={8} />}>
        <Notes clientId={clientId} />
      </Suspense>
    );
  }
  if (tab === 'family') {
    return (
      <Suspense fallback={<Loading rows={8} />}>
        <Family clientId={clientId} />
      </Suspense>
    );
  }
  if (tab === 'activity') return <Timeline clientId={clientId} />;
  return (
    <div className="client-overview">
      {seesAccess && (
        <Suspense fallback={null}>
          <InTheAccount clientId={clientId} />
        </Suspense>
      )}
      <Suspense fallback={null}>
        <PossibleDuplicates clientId={clientId} />
      </Suspense>
      <KeyFacts clientId={clientId} />
      <LoginPanel clientId={clientId} />
      {seesOrders && (
        <Suspense fallback={null}>
          <MoneyPanels clientId={clientId} />
        </Suspense>
      )}
      {seesTickets && (
        <Suspense fallback={null}>
          <OpenTickets clientId={clientId} />
        </Suspense>
      )}
      {seesEvents && <LatestActivity clientId={clientId} />}
      <LatestMails clientId={clientId} />
    </div>
  );
}
