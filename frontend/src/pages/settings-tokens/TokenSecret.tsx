import { curlLine } from '@/pages/settings-tokens/curl';
import { Button } from '@/ui/Button';
import { CopyButton } from '@/ui/CopyButton';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';

interface Props {
  name: string;
  secret: string;
  onClose: () => void;
}

/** The one time that the secret can be read. Only its button closes it: what is gone here is gone. */
export function TokenSecret({ name, secret, onClose }: Props) {
  return (
    <Dialog title={`${name} is ready`} onClose={onClose} required>
      <DialogBody>
        <Notice tone="warn" live>
          Copy the secret now. It is shown this once; Atrium keeps only its fingerprint.
        </Notice>
        <Copied label="Secret" text={secret} />
        <Copied label="Try it in a shell" text={curlLine(window.location.origin, secret)} />
      </DialogBody>
      <DialogFoot>
        <Button look="primary" onClick={onClose}>
          I have copied it
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

function Copied({ label, text }: { label: string; text: string }) {
  return (
    <div className="token-secret">
      <h3>{label}</h3>
      <div className="token-secret-line">
        <code>{text}</code>
        <CopyButton text={text} what={label.toLowerCase()} />
      </div>
    </div>
  );
}
