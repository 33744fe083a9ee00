import { type Refusal, refusal, refusalOf } from '@/lib/refusals';

/** What the refusing members of the acts on orders have in common. */
interface Refusing {
  message: string;
  fields?: readonly { path: string[]; message: string }[];
  blockers?: readonly { message: string }[];
}

/** Why an act on an order was refused; what stands in its way is said instead of that something does. */
export function refusedBy({ message, fields, blockers }: Refusing): Refusal {
  if (blockers && blockers.length > 0) return refusal(blockers.map((each) => each.message).join(' '));
  return refusalOf({ message, fields });
}
