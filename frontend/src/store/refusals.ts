/** Why a link did nothing, and what to do now, in words for someone who has never heard of tokens. */
export interface Words {
  title: string;
  advice: string;
}

const REFUSALS: Record<string, Words> = {
  USED: {
    title: 'This link has already been used',
    advice: 'If that was you, your address is confirmed and there is nothing left to do.',
  },
  EXPIRED: {
    title: 'This link has expired',
    advice: 'Links work for seven days. Please ask us for a new one and use it within that time.',
  },
  SUPERSEDED: {
    title: 'There is a newer link',
    advice: 'We have sent you another mail since. Please open the link in the newest one.',
  },
  UNKNOWN: {
    title: 'This link does not work',
    advice: 'It may have been cut off. Please copy the whole address from the mail, or ask us for a new one.',
  },
};

export const CUT_OFF: Words = {
  title: 'Something is missing from this link',
  advice: 'Please open it from the mail again, or copy the whole address into your browser.',
};

/** @param code of the server's refusal; one not known here is treated as a link that does not work. */
export function wordsFor(code: string): Words {
  return REFUSALS[code] ?? (REFUSALS.UNKNOWN as Words);
}

const RESET: Record<string, Words> = {
  USED: {
    title: 'This link has already been used',
    advice: 'If that was you, sign in with your new password. Otherwise ask for a new link.',
  },
  EXPIRED: {
    title: 'This link has expired',
    advice: 'Links for a new password work for thirty minutes. Ask for a new one and use it within that time.',
  },
  SUPERSEDED: {
    title: 'This link no longer works',
    advice: 'If there is a newer mail from us, use the link in that one. Otherwise ask for a new link.',
  },
};

/** The same for a link with which a new password is chosen. */
export function resetWordsFor(code: string): Words {
  return RESET[code] ?? (REFUSALS.UNKNOWN as Words);
}

const WAITING: Record<string, Words> = {
  USED: {
    title: 'This link has already been used',
    advice: 'The order was added to your account, or left aside. There is nothing left to do.',
  },
  EXPIRED: {
    title: 'This order is gone',
    advice: 'Orders wait for seven days. If you still want it, please order again.',
  },
  SUPERSEDED: {
    title: 'This link no longer works',
    advice: 'If you still want the order, please order again or write to us.',
  },
};

/** The same for a link with which an order is taken or left aside. */
export function waitingWordsFor(code: string): Words {
  return WAITING[code] ?? (REFUSALS.UNKNOWN as Words);
}
