import { type Wish, whyNot } from '@/store/acting/acting';

/** Beneath what cannot be done by whoever is in this tab: the reason. Nothing for a client of their own. */
export function Why({ wish }: { wish: Wish }) {
  const reason = whyNot(wish);
  return reason === undefined ? null : <p className="muted">{reason}</p>;
}
