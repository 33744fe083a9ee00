import { RedeemImpersonationDocument } from '@/generated/graphql';
import { explain } from '@/lib/errors';
import { ask } from '@/lib/graphql';
import { enter, leave } from '@/store/acting/acting';

/** Why the account did not open: undefined while it does. */
export type Opened = Promise<string | undefined>;

/** Where the tab goes with the account open, by what may be done there. */
const FIRST_PAGE = { VIEW: '/store/account', FULL: '/store/account', ORDER: '/store/catalogue' } as const;

/**
 * Takes the code out of the address bar and the history before anything else runs, and the account with it. Whatever
 * account this tab was in before is left behind; nobody else's cookie counts in the exchange.
 */
export function takeOver(): Opened {
  const code = new URLSearchParams(window.location.hash.replace(/^#/, '')).get('code');
  window.history.replaceState(null, '', window.location.pathname);
  leave();
  return code ? redeem(code) : Promise.resolve('There is nothing to open here. Start again from the client’s page.');
}

async function redeem(code: string): Opened {
  try {
    const { redeemImpersonation: answer } = await ask(
      RedeemImpersonationDocument,
      { code },
      { door: '/store/graphql' },
    );
    if (answer.__typename !== 'RedeemedImpersonation') return answer.message;
    const { impersonation, viewer } = answer;
    if (!viewer.client) return 'This account is not open any more.';
    enter({ ...impersonation, clientId: viewer.client.id, clientName: viewer.client.displayName });
    window.location.replace(FIRST_PAGE[impersonation.mode]);
    return undefined;
  } catch (error) {
    const { title, advice } = explain(error);
    return `${title}. ${advice}`;
  }
}
