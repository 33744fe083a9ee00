import { useBlocker } from '@tanstack/react-router';
import { LeaveDialog } from '@/ui/LeaveDialog';

interface Props {
  /** Something was typed that is not saved. */
  when: boolean;
  title?: string;
}

/** Asks before another page, or the browser's leaving, takes away what was typed. */
export function LeaveGuard({ when, title = 'Leave without saving?' }: Props) {
  const leaving = useBlocker({
    // A dialog over the same page leaves nothing behind.
    shouldBlockFn: ({ current, next }) => when && current.pathname !== next.pathname,
    enableBeforeUnload: when,
    withResolver: true,
  });
  if (leaving.status !== 'blocked') return null;
  return <LeaveDialog title={title} onKeep={leaving.reset} onDiscard={leaving.proceed} />;
}
