import { explain } from '@/lib/errors';
import { say, type ToastAct } from '@/ui/toastList';

/**
 * The act of a toast that takes back what has just been done.
 * @param undo does the opposite, unless someone else has changed the same meanwhile; answers the words to say.
 */
export function undoAct(undo: () => Promise<string>): ToastAct {
  const run = async () => {
    try {
      say(await undo());
    } catch (error) {
      const { title, advice } = explain(error);
      say(`Not undone. ${title}. ${advice}`);
    }
  };
  return { label: 'Undo', onChoose: () => void run() };
}

/** What is said when there is nothing left to take back. */
export const CHANGED_MEANWHILE = 'Not undone: someone changed this client in between.';
