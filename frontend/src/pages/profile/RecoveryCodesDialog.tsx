import { Button } from '@/ui/Button';
import { CopyButton } from '@/ui/CopyButton';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';

interface Props {
  title: string;
  codes: string[];
  onClose: () => void;
}

/** The one time that recovery codes can be read. Only its button closes it: what is gone here is gone. */
export function RecoveryCodesDialog({ title, codes, onClose }: Props) {
  return (
    <Dialog title={title} size="small" onClose={onClose} required>
      <DialogBody>
        <Notice tone="warn" live>
          Keep these codes where your phone is not. Each lets you in once when you have no app. They are shown this
          once.
        </Notice>
        <div className="recovery-codes">
          <ul>
            {codes.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ul>
          <CopyButton text={codes.join('\n')} what="all codes" />
        </div>
      </DialogBody>
      <DialogFoot>
        <Button look="primary" onClick={onClose}>
          I have kept them
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
