import { type Faults, faultsOf, NO_FAULTS } from '@/lib/faults';
import { formatClock } from '@/lib/formats';

/** Why an act was not done: the sentence above the form, and what is wrong with which field. */
export interface Refusal {
  sentence: string;
  faults: Faults;
}

export const refusal = (sentence: string, faults: Faults = NO_FAULTS): Refusal => ({ sentence, faults });

/** What the refusing members of the answers' unions have in common. */
interface Refusing {
  message: string;
  fields?: readonly { path: string[]; message: string }[];
  retryAt?: string;
}

/** A refusal of the server in a form's own terms. */
export function refusalOf({ message, fields, retryAt }: Refusing): Refusal {
  if (fields) return refusal('Nothing was saved yet. Please correct what is marked.', faultsOf(fields));
  return refusal(retryAt ? `Too many attempts. Try again at ${formatClock(retryAt)}.` : message);
}
