import { ORDER_STATUS_WORDS } from '@/features/orders/words';
import type { OrderStatus } from '@/generated/graphql';
import { Badge, type Tone } from '@/ui/Badge';

const TONES: Record<OrderStatus, Tone> = { UNPAID: 'warn', PAID: 'good', CANCELLED: 'neutral' };

/** Whether an order is paid, as a dot and a word. */
export function OrderStatusBadge({ status }: { status: OrderStatus }) {
  return <Badge tone={TONES[status]}>{ORDER_STATUS_WORDS[status]}</Badge>;
}
