import type { Client } from '@/features/client-contacts/Contacts';
import { Item } from '@/features/client-contacts/Item';
import { useResend } from '@/features/client-login/useResend';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { CopyButton } from '@/ui/CopyButton';
import { Time } from '@/ui/Time';

interface Props {
  email: Client['emails'][number];
  clientId: string;
  mayResend: boolean;
}

/** An address, whether its owner has proved it, and the way to ask again. */
export function EmailItem({ email, clientId, mayResend }: Props) {
  const { resend, waiting } = useResend(clientId, email.id);
  const verified = email.verifiedAt ? (
    <>
      Verified <Time at={email.verifiedAt} />
    </>
  ) : (
    <Badge tone="warn">Unverified</Badge>
  );
  const act = !email.verifiedAt && mayResend && (
    <Button look="quiet" waiting={waiting} onClick={resend}>
      Resend verification
    </Button>
  );
  return (
    <Item label={email.label} isDefault={email.isDefault} more={verified} acts={act}>
      <bdi>{email.address}</bdi> <CopyButton text={email.address} what="e-mail address" />
    </Item>
  );
}
