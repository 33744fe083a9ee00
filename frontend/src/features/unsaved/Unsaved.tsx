import { LeaveGuard } from '@/features/unsaved/LeaveGuard';
import { SaveBar } from '@/ui/SaveBar';

interface Props {
  /** What is not saved: "2 changes not saved"; null when nothing is. */
  words: string | null;
  waiting: boolean;
  onSave: () => void;
  onDiscard: () => void;
}

/** While something is not saved: a bar to save it with, and a question before leaving without it. */
export function Unsaved({ words, waiting, onSave, onDiscard }: Props) {
  const isDirty = words !== null;
  return (
    <>
      {isDirty && <SaveBar words={words} waiting={waiting} onSave={onSave} onDiscard={onDiscard} />}
      <LeaveGuard when={isDirty} />
    </>
  );
}
