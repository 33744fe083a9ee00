import { useBlocker } from '@tanstack/react-router';
import { LeaveDialog } from '@/ui/LeaveDialog';
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
  const leaving = useBlocker({
    // A dialog over the same page leaves nothing behind.
    shouldBlockFn: ({ current, next }) => isDirty && current.pathname !== next.pathname,
    enableBeforeUnload: isDirty,
    withResolver: true,
  });
  return (
    <>
      {isDirty && <SaveBar words={words} waiting={waiting} onSave={onSave} onDiscard={onDiscard} />}
      {leaving.status === 'blocked' && (
        <LeaveDialog title="Leave without saving?" onKeep={leaving.reset} onDiscard={leaving.proceed} />
      )}
    </>
  );
}
