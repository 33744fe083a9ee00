import { hearTabs, tellTabs } from '@/lib/tabsChannel';
import { type Acting, leave, over } from '@/store/acting/acting';

const PATIENCE_MS = 400;

/**
 * The account is left. A parent is back in its own; for staff, this tab closes where the client's page is still open in another one, which is where one came
 * from; otherwise, or where the browser does not let it close, it says so and links there.
 */
export async function goBack({ clientId, kind }: Acting): Promise<void> {
  if (kind === 'PARENT') {
    leave();
    window.location.replace('/store/account');
    return;
  }
  const isOpen = isClientPageOpen(clientId);
  leave();
  if (await isOpen) window.close();
  over.set('left');
}

function isClientPageOpen(clientId: string): Promise<boolean> {
  return new Promise((answer) => {
    const stop = hearTabs((message) => {
      if (message.kind === 'client-open' && message.id === clientId) done(true);
    });
    const patience = setTimeout(() => done(false), PATIENCE_MS);
    const done = (isOpen: boolean) => {
      clearTimeout(patience);
      stop();
      answer(isOpen);
    };
    tellTabs({ kind: 'account-left', id: clientId });
  });
}
