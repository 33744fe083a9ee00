import { useNavigate } from '@tanstack/react-router';
import {
  Copy,
  Download,
  Ellipsis,
  History,
  IdCard,
  KeyRound,
  LayoutDashboard,
  type LucideIcon,
  Mail,
  MailPlus,
  MessagesSquare,
  Network,
  ReceiptText,
} from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useClientActs } from '@/features/client-acts/useClientActs';
import { LoginDialog } from '@/features/client-login/LoginDialog';
import { useResend } from '@/features/client-login/useResend';
import { useSendReset } from '@/features/client-login/useSendReset';
import { rememberClient } from '@/features/clients/recent';
import { usePermission } from '@/features/session/session';
import { ClientLoginDocument, type ClientLoginQuery } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { type Command, useCommands } from '@/lib/commands';
import { part } from '@/lib/parts';
import { Menu } from '@/ui/Menu';
import { say } from '@/ui/toastList';

const ExportDataDialog = lazy(() => part(() => import('@/features/client-removal/ExportDataDialog')));

type Client = NonNullable<ClientLoginQuery['client']>;

/** What can be done with the client on the screen: in the menu Manage client, and in the palette with the ways about. */
export function ClientActs({ clientId }: { clientId: string }) {
  const client = useAnswer(ClientLoginDocument, { id: clientId }).data?.client;
  const known = client?.id;
  useEffect(() => {
    if (known) rememberClient(known);
  }, [known]);
  return client ? <Acts client={client} /> : null;
}

const command = (label: string, Icon: LucideIcon, run: () => void, keys?: string): Command => ({
  label,
  icon: <Icon size={16} aria-hidden="true" />,
  run,
  keys,
});

function Acts({ client }: { client: Client }) {
  const [isSwitching, askToSwitch] = useState(false);
  const [isExporting, askToExport] = useState(false);
  const { acts, choose, Dialog, close } = useClientActs(client);
  const chosen = acts.map((act) => ({
    ...command(act.label, act.Icon, () => choose(act)),
    unavailable: act.whyNot(client),
  }));
  const login = [
    ...useLoginActs(client, () => askToSwitch(true)),
    ...(client.viewerCan.exportData ? [command('Export client data', Download, () => askToExport(true))] : []),
  ];
  useCommands(client.displayName || 'This client', [...chosen, ...login, ...useSides(client.id), ...copies(client)]);
  const items = [...chosen, ...login].map(({ label, icon, unavailable, run }, place) => ({
    label,
    icon,
    unavailable,
    onChoose: run,
    isApart: place > 0 && place === chosen.length,
  }));
  return (
    <>
      {items.length > 0 && (
        <Menu label="Manage client" button={<Ellipsis size={18} />} className="button-icon" shortcut="m" acts={items} />
      )}
      {isSwitching && <LoginDialog client={client} onClose={() => askToSwitch(false)} />}
      {isExporting && (
        <Suspense fallback={null}>
          <ExportDataDialog client={client} onClose={() => askToExport(false)} />
        </Suspense>
      )}
      {Dialog && (
        <Suspense fallback={null}>
          <Dialog client={client} onClose={close} />
        </Suspense>
      )}
    </>
  );
}

/** Letting the client in, and helping it in. */
function useLoginActs(client: Client, onSwitch: () => void): Command[] {
  const { resend } = useResend(client.id);
  const { send } = useSendReset(client.id);
  const { viewerCan, verifiedAt, allowLogin } = client;
  return [
    viewerCan.setAllowLogin && command(`Switch login ${allowLogin ? 'off' : 'on'}`, KeyRound, onSwitch),
    viewerCan.resendVerification && !verifiedAt && command('Resend verification', MailPlus, resend),
    viewerCan.sendPasswordReset && command('Send password reset', MailPlus, send),
  ].filter((each) => each !== false);
}

/** The client's other sides. */
function useSides(clientId: string): Command[] {
  const navigate = useNavigate();
  const seesEvents = usePermission('event.read');
  const seesOrders = usePermission('order.read');
  const seesTickets = usePermission('ticket.read');
  const to = (tab: string) => () => void navigate({ to: '/clients/$clientId/$tab', params: { clientId, tab } });
  return [
    command('Overview', LayoutDashboard, to('overview')),
    command('Contact', IdCard, to('contacts')),
    ...(seesOrders ? [command('Orders & services', ReceiptText, to('orders'))] : []),
    ...(seesTickets ? [command('Tickets', MessagesSquare, to('tickets'))] : []),
    command('E-mail history', Mail, to('emails')),
    command('Family', Network, to('family')),
    ...(seesEvents ? [command('Activity', History, to('activity'))] : []),
  ];
}

function copies({ loginEmail, defaultEmail }: Client): Command[] {
  const email = loginEmail ?? defaultEmail?.address;
  const copy = (text: string) => void navigator.clipboard.writeText(text).then(() => say(`Copied ${text}`));
  return email ? [command('Copy e-mail address', Copy, () => copy(email))] : [];
}
