import type { ActDialogProps } from '@/features/client-acts/acts';
import { LinkDialog } from '@/features/client-family/LinkDialog';

/** Chooses under whom the client shall stand. */
export default function LinkParentDialog(given: ActDialogProps) {
  return <LinkDialog {...given} wanted="parent" />;
}
