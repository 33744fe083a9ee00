import { useNavigate } from '@tanstack/react-router';
import {
  Copy,
  Ellipsis,
  History,
  IdCard,
  KeyRound,
  LayoutDashboard,
  type LucideIcon,
  Mail,
  MailPlus,
} from 'lucide-react';
import { useEffect, useState } from 'react';
import { LoginDialog } from '@/features/client-login/LoginDialog';
import { useResend } from '@/features/client-login/useResend';
import { useSendReset } from '@/features/client-login/useSendReset';
import { rememberClient } from '@/features/clients/recent';
import { usePermission } from '@/features/session/session';
import { ClientLoginDocument, type LoginFragment } from '@/generated/graphql';
import { useAnswer } from '@/lib/asking';
import { type Command, useCommands } from '@/lib/commands';
import { Menu } from '@/ui/Menu';
import { say } from '@/ui/toastList';

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

function Acts({ client }: { client: LoginFragment }) {
  const [isSwitching, askToSwitch] = useState(false);
  const { resend } = useResend(client.id);
  const { send } = useSendReset(client.id);
  const sides = useSides(client.id);
  const { viewerCan, verifiedAt, allowLogin } = client;
  const acts = [
    viewerCan.setAllowLogin && command(`Switch login ${allowLogin ? 'off' : 'on'}`, KeyRound, () => askToSwitch(true)),
    viewerCan.resendVerification && !verifiedAt && command('Resend verification', MailPlus, resend),
    viewerCan.sendPasswordReset && command('Send password reset', MailPlus, send),
  ].filter((each) => each !== false);
  useCommands(client.displayName || 'This client', [...acts, ...sides, ...copies(client)]);
  const items = acts.map(({ label, icon, unavailable, run }) => ({ label, icon, unavailable, onChoose: run }));
  return (
    <>
      {items.length > 0 && (
        <Menu label="Manage client" button={<Ellipsis size={18} />} className="button-icon" shortcut="m" acts={items} />
      )}
      {isSwitching && <LoginDialog client={client} onClose={() => askToSwitch(false)} />}
    </>
  );
}

/** The client's other sides. */
function useSides(clientId: string): Command[] {
  const navigate = useNavigate();
  const seesEvents = usePermission('event.read');
  const to = (tab: string) => () => void navigate({ to: '/clients/$clientId/$tab', params: { clientId, tab } });
  return [
    command('Overview', LayoutDashboard, to('overview')),
    command('Contact', IdCard, to('contacts')),
    command('E-mail history', Mail, to('emails')),
    ...(seesEvents ? [command('Activity', History, to('activity'))] : []),
  ];
}

function copies({ loginEmail, defaultEmail }: LoginFragment): Command[] {
  const email = loginEmail ?? defaultEmail?.address;
  const copy = (text: string) => void navigator.clipboard.writeText(text).then(() => say(`Copied ${text}`));
  return email ? [command('Copy e-mail address', Copy, () => copy(email))] : [];
}
