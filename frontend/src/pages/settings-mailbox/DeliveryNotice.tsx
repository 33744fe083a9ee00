import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { MailDeliveryDocument } from '@/generated/graphql';
import { asking } from '@/lib/asking';
import { counted } from '@/lib/formats';
import { Notice } from '@/ui/Notice';

/** How mail leaves the house: not at all without a server, later while it is away. Always one line, so nothing jumps. */
export function DeliveryNotice({ refreshMs }: { refreshMs: number }) {
  const { data } = useQuery({ ...asking(MailDeliveryDocument, {}), refetchInterval: refreshMs });
  const delivery = data?.mailDelivery;
  if (!delivery) return <div className="delivery-pending" />;
  if (!delivery.configured) {
    return (
      <Notice>
        No mail server is set, so mails are captured here and nobody receives them. Set <code>ATRIUM_SMTP_URL</code> to
        deliver them.
      </Notice>
    );
  }
  if (delivery.pausedReason) {
    return (
      <Notice tone="warn">
        The mail server is unreachable: {delivery.pausedReason} {counted(delivery.waiting, 'mail')} waiting; delivery is
        retried by itself.
      </Notice>
    );
  }
  if (delivery.failed === 0) {
    return <Notice>A mail server is set. {counted(delivery.waiting, 'mail')} waiting to be delivered.</Notice>;
  }
  return (
    <Notice tone="warn">
      <Link to="." search={{ state: ['FAILED'] }}>
        {counted(delivery.failed, 'mail')}
      </Link>{' '}
      could not be delivered and will not be tried again.
    </Notice>
  );
}
