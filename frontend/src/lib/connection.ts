import { observable } from '@/lib/observable';

/** Whether the last request was answered at all; the shell's banner watches it. */
export const reachable = observable(true);

export function reportReachable(answered: boolean): void {
  reachable.set(answered);
}

/** True from the moment the server says "not signed in" until someone has signed in again. */
export const signedOut = observable(false);
