import { observable } from '@/lib/observable';

export interface ToastAct {
  label: string;
  onChoose: () => void;
}

export interface Toast {
  id: number;
  text: string;
  acts: ToastAct[];
}

/** What is on the screen now, oldest first. */
export const toasts = observable<Toast[]>([]);

let next = 1;

/** Says what has just been done, with what can be done about it. */
export function say(text: string, acts: ToastAct[] = []): void {
  toasts.set([...toasts.get(), { id: next++, text, acts }]);
}

export function dismiss(id: number): void {
  toasts.set(toasts.get().filter((toast) => toast.id !== id));
}
