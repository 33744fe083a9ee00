import { type LoginFragment, SetAllowLoginDocument } from '@/generated/graphql';
import { clientChanged } from '@/lib/changed';
import { ask } from '@/lib/graphql';
import { CHANGED_MEANWHILE } from '@/ui/undo';

/**
 * Switches login back, unless the client was changed since.
 * @param after the client as the switch left it. @returns the words to say.
 */
export async function undoLogin(after: LoginFragment): Promise<string> {
  const allowLogin = !after.allowLogin;
  const { setAllowLogin } = await ask(SetAllowLoginDocument, {
    input: { clientId: after.id, allowLogin, reason: 'Undone', version: after.version },
  });
  if (setAllowLogin.__typename === 'StaleVersion') return CHANGED_MEANWHILE;
  if (setAllowLogin.__typename !== 'Client') return `Not undone. ${setAllowLogin.message}`;
  await clientChanged(after.id);
  return `Undone: login is ${allowLogin ? 'on' : 'off'} again for ${after.displayName || 'this client'}.`;
}
