import { useState } from 'react';
import { LeaveGuard } from '@/features/unsaved/LeaveGuard';
import { LeaveDialog } from '@/ui/LeaveDialog';

/**
 * Closing a dialog that stands at no address of its own: asks first while something in it is not saved.
 * @returns what closes it, and the question, which has its place in the dialog.
 */
export function useClosing(isTyped: boolean, title: string, onClose: () => void) {
  const [isAsked, ask] = useState(false);
  const question = (
    <>
      {isAsked && <LeaveDialog title={title} onKeep={() => ask(false)} onDiscard={onClose} />}
      <LeaveGuard when={isTyped} title={title} />
    </>
  );
  return { close: () => (isTyped ? ask(true) : onClose()), question };
}
