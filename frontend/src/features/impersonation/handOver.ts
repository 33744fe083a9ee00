import { ServerError } from '@/lib/errors';
import { askForProof } from '@/lib/proof';
import { type Refusal, refusal, refusalOf } from '@/lib/refusals';

type Answer =
  | { __typename: 'ImpersonationTicket'; code: string }
  | {
      __typename: 'NotFound' | 'Blocked' | 'InvalidInput';
      message: string;
      fields?: { path: string[]; message: string }[];
    };

const BLOCKED = 'Your browser did not let the new tab open. Allow pop-ups for this page, then press again.';
const UNPROVED = 'Nothing was opened. Press again, and prove that it is you.';

/**
 * Opens a client's account at the store in a tab of its own. Called inside the click, for only then browsers let a tab
 * open; it closes again while a proof is asked for here, and when the answer is a refusal.
 * @param start asks for the code; it must not ask for a proof by itself.
 * @returns why the account does not open; undefined when it does.
 */
export async function handOver(start: () => Promise<Answer>): Promise<Refusal | undefined> {
  let tab = openTab();
  try {
    let answer = tab && (await unlessUnproved(start));
    if (tab && !answer) {
      tab.close();
      if (!(await askForProof())) return refusal(UNPROVED);
      tab = openTab();
      answer = tab && (await start());
    }
    if (!tab || !answer) return refusal(BLOCKED);
    if (answer.__typename === 'ImpersonationTicket') {
      tab.location.replace(`/store/impersonate#code=${encodeURIComponent(answer.code)}`);
      return undefined;
    }
    tab.close();
    return refusalOf(answer);
  } catch (error) {
    tab?.close();
    throw error;
  }
}

/** An empty tab that knows nothing of this one. */
function openTab(): Window | null {
  const tab = window.open('', '_blank');
  if (!tab) return null;
  tab.opener = null;
  tab.document.title = 'Opening…';
  tab.document.body.textContent = 'Opening…';
  return tab;
}

async function unlessUnproved(start: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await start();
  } catch (error) {
    if (error instanceof ServerError && error.code === 'STEP_UP_REQUIRED') return undefined;
    throw error;
  }
}
