import { Ellipsis } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Client, Entry, Kind } from '@/features/client-contacts/kinds';
import { isLogin, mustAsk, prefer, remove } from '@/features/client-contacts/listActs';
import { useResend } from '@/features/client-login/useResend';
import { useAct } from '@/lib/useAct';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { Menu } from '@/ui/Menu';
import { say } from '@/ui/toastList';

interface Props<E extends Entry> {
  kind: Kind<E>;
  client: Client;
  entry: E;
  facts: ReactNode;
  onOpen: (what: 'edit' | 'remove') => void;
  children: ReactNode;
}

/** One entry: its value, what it is called, whether it is the one used, and a menu of what may be done with it. */
export function ContactRow<E extends Entry>({ kind, client, entry, facts, onOpen, children }: Props<E>) {
  const { run } = useAct(async (act: () => Promise<unknown>) => {
    await act();
    return undefined;
  });
  const label = 'label' in entry ? entry.label : '';
  const acts = [
    { label: 'Edit', onChoose: () => onOpen('edit') },
    ...(entry.isDefault
      ? []
      : [{ label: 'Make default', onChoose: () => void run(() => prefer(kind, client, entry)) }]),
    {
      label: 'Remove',
      onChoose: () => {
        if (mustAsk(kind, client, entry)) return onOpen('remove');
        void run(async () => {
          const refused = await remove(kind, client, entry);
          if (refused) say(refused.sentence);
        });
      },
    },
  ];
  return (
    <li className="contact">
      <div className="contact-value">{children}</div>
      <div className="contact-facts muted">
        {entry.isDefault && <Badge tone="good">Default</Badge>}
        {label && <span dir="auto">{label}</span>}
        {facts}
        {client.viewerCan.changeLoginEmail && 'verifiedAt' in entry && !entry.verifiedAt && (
          <Resend client={client} emailId={isLogin(client, entry) ? undefined : entry.id} />
        )}
      </div>
      {client.viewerCan.update && (
        <Menu
          label={`What to do with ${kind.text(entry)}`}
          button={<Ellipsis size={18} aria-hidden="true" />}
          className="button-icon contact-menu"
          acts={acts}
        />
      )}
    </li>
  );
}

function Resend({ client, emailId }: { client: Client; emailId?: string }) {
  const { resend, waiting } = useResend(client.id, emailId);
  return (
    <Button look="quiet" waiting={waiting} onClick={resend}>
      Resend verification
    </Button>
  );
}
