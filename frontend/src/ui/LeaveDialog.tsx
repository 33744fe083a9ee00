import { Button } from '@/ui/Button';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';

interface Props {
  title: string;
  onKeep: () => void;
  onDiscard: () => void;
}

/** Asked before typed words are lost. */
export function LeaveDialog({ title, onKeep, onDiscard }: Props) {
  return (
    <Dialog title={title} size="small" onClose={onKeep}>
      <DialogBody>
        <p>What you typed has not been saved.</p>
      </DialogBody>
      <DialogFoot>
        <Button onClick={onKeep} data-autofocus>
          Keep editing
        </Button>
        <Button look="danger" onClick={onDiscard}>
          Discard what I typed
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
