/** What a mailed link was for. */
export type LinkKind = 'invitation' | 'reset';

/** Why a link did nothing, and what to do now, in words for someone who has never heard of tokens. */
export interface LinkWords {
  title: string;
  advice: string;
}

const UNKNOWN = 'It may have been cut off. Copy the whole address from the mail into your browser.';

const WORDS: Record<LinkKind, Record<string, LinkWords>> = {
  invitation: {
    USED: {
      title: 'This invitation has been accepted',
      advice: 'Sign in with the password you chose. If you forgot it, you can have a new one there.',
    },
    EXPIRED: {
      title: 'This invitation has expired',
      advice: 'Invitations work for seven days. Ask whoever invited you to send a new one.',
    },
    SUPERSEDED: {
      title: 'There is a newer invitation',
      advice: 'Open the link in the newest mail. If there is none, the invitation was withdrawn: ask who invited you.',
    },
    UNKNOWN: { title: 'This link does not work', advice: UNKNOWN },
  },
  reset: {
    USED: {
      title: 'This link has already been used',
      advice: 'If that was you, sign in with your new password. Otherwise ask for a new link.',
    },
    EXPIRED: {
      title: 'This link has expired',
      advice: 'Links to choose a new password work for thirty minutes. Ask for a new one.',
    },
    SUPERSEDED: {
      title: 'There is a newer link',
      advice: 'Open the link in the newest mail, or ask for another one.',
    },
    UNKNOWN: { title: 'This link does not work', advice: UNKNOWN },
  },
};

/** @param code of the server's refusal; null where the address held no secret at all. */
export function linkWords(kind: LinkKind, code: string | null): LinkWords {
  if (code === null) return { title: 'Something is missing from this link', advice: UNKNOWN };
  return WORDS[kind][code] ?? (WORDS[kind].UNKNOWN as LinkWords);
}
