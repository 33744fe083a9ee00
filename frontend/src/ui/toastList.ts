import { observable } from '@/lib/observable';

export interface ToastAct {
  label: string;
  onChoose: () => void;
}

export interface Toast {
  id: number;
  /** Milliseconds since the epoch. */
  at: number;
  text: string;
  acts: ToastAct[];
}

/** What is on the screen now, oldest first. */
export const toasts = observable<Toast[]>([]);

/** What was said in this tab, newest first: for those who looked away. */
export const said = observable<Toast[]>([]);

const REMEMBERED = 50;
let next = 1;

/** Says what has just been done, with what can be done about it. */
export function say(text: string, acts: ToastAct[] = []): void {
  const toast = { id: next++, at: Date.now(), text, acts };
  toasts.set([...toasts.get(), toast]);
  said.set([toast, ...said.get()].slice(0, REMEMBERED));
}

export function dismiss(id: number): void {
  toasts.set(toasts.get().filter((toast) => toast.id !== id));
}
