import { observable } from '@/lib/observable';

/** Whether the last request was answered at all; the shell's banner watches it. */
export const reachable = observable(true);

export function reportReachable(answered: boolean): void {
  reachable.set(answered);
}
