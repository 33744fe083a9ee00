import type { ActDialogProps } from '@/features/client-acts/acts';
import { LinkDialog } from '@/features/client-family/LinkDialog';

/** Chooses who shall stand under the client. */
export default function AttachChildDialog(given: ActDialogProps) {
  return <LinkDialog {...given} wanted="child" />;
}
