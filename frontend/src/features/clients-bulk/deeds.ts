import type { BulkAct } from '@/generated/graphql';

/** What can be done with many clients, as staff say it. */
export interface Deed {
  act: BulkAct;
  label: string;
  needs: string;
  /** What it means, beneath the title. */
  about: string;
  /** The button names the deed and how many. */
  button: (clients: string) => string;
  asks: 'tags' | 'reason' | null;
  isGrave?: boolean;
  /** How many is typed before it begins. */
  isTyped?: boolean;
}

export const DEEDS: readonly Deed[] = [
  {
    act: 'TAG',
    label: 'Tag',
    needs: 'client.update',
    about: 'The tags are put on beside those that a client has.',
    button: (clients) => `Tag ${clients}`,
    asks: 'tags',
  },
  {
    act: 'UNTAG',
    label: 'Untag',
    needs: 'client.update',
    about: 'The tags are taken off; other tags stay.',
    button: (clients) => `Untag ${clients}`,
    asks: 'tags',
  },
  {
    act: 'ALLOW_LOGIN',
    label: 'Login on',
    needs: 'client.login',
    about: 'Who has verified the address is in; who never has gets a new verification mail.',
    button: (clients) => `Switch login on for ${clients}`,
    asks: 'reason',
  },
  {
    act: 'DENY_LOGIN',
    label: 'Login off',
    needs: 'client.login',
    about: 'They are logged out everywhere at once and cannot log in. No mail is sent.',
    button: (clients) => `Switch login off for ${clients}`,
    asks: 'reason',
    isGrave: true,
  },
  {
    act: 'RESEND_VERIFICATION',
    label: 'Resend verification',
    needs: 'client.login',
    about: 'Each gets a mail with a new link; older links stop working.',
    button: (clients) => `Send mails to ${clients}`,
    asks: null,
  },
  {
    act: 'DELETE',
    label: 'Delete',
    needs: 'client.delete',
    about: 'They leave all lists and figures and can no longer log in. Each can be restored, one by one.',
    button: (clients) => `Delete ${clients}`,
    asks: 'reason',
    isGrave: true,
    isTyped: true,
  },
];
