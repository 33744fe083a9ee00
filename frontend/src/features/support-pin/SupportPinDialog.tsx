import type { ActDialogProps } from '@/features/client-acts/acts';
import { numberWords } from '@/features/clients/words';
import { RevealPart } from '@/features/support-pin/RevealPart';
import { VerifyPart } from '@/features/support-pin/VerifyPart';
import { formatClock } from '@/lib/formats';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';

/** Whether the caller is this client; and, for those who may, what the PIN is. */
export default function SupportPinDialog({ client, onClose }: ActDialogProps) {
  return (
    <Dialog title="Client support PIN" size="small" onClose={onClose}>
      <DialogBody>
        <p>
          <strong>
            <bdi>{client.displayName || 'No name'}</bdi>
          </strong>{' '}
          <span className="muted">{numberWords(client.number)}</span>
        </p>
        {client.viewerCan.verifyPin && (
          <VerifyPart clientId={client.id}>
            {({ client: { pinVerified }, until }) => (
              <>
                <Badge tone="good">Verified {formatClock(pinVerified?.at ?? until)}</Badge> The caller knows the PIN.
                That is shown to you until {formatClock(until)}.
              </>
            )}
          </VerifyPart>
        )}
        {client.viewerCan.revealPin && <RevealPart clientId={client.id} />}
      </DialogBody>
      <DialogFoot>
        <Button onClick={onClose}>Close</Button>
      </DialogFoot>
    </Dialog>
  );
}
