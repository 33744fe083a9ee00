import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ClientAct, type ManagedClient, slugOf } from '@/features/client-acts/acts';
import { CLIENT_ACTS } from '@/features/client-acts/order';
import { useViewer } from '@/features/session/session';

/** What the viewer may do to the client, and what of it is open. The address holds what is open. */
export function useClientActs(client: ManagedClient) {
  const { permissions } = useViewer();
  const navigate = useNavigate();
  const { act: named } = useSearch({ from: '/staff/clients/$clientId/$tab' });
  const permitted = CLIENT_ACTS.filter((act) => act.isPermitted((name) => permissions.includes(name)));
  const show = (act: string | undefined) =>
    void navigate({ to: '.', search: (now) => ({ ...now, act }), replace: !act, resetScroll: false });
  const open = permitted.find((act) => slugOf(act) === named && act.whyNot(client) === undefined);
  return {
    acts: permitted,
    choose: (act: ClientAct) => ('run' in act ? act.run(client, navigate) : show(slugOf(act))),
    Dialog: open && 'Dialog' in open ? open.Dialog : undefined,
    close: () => show(undefined),
  };
}
