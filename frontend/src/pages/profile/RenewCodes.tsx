import { useState } from 'react';
import { RenewRecoveryCodesDocument } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { refusalOf } from '@/lib/refusals';
import { RecoveryCodesDialog } from '@/pages/profile/RecoveryCodesDialog';
import { ConfirmDialog } from '@/ui/ConfirmDialog';

/** Ten new recovery codes for those that were used or lost. */
export function RenewCodes({ onClose }: { onClose: () => void }) {
  const [codes, setCodes] = useState<string[]>();
  const act = async () => {
    const { renewRecoveryCodes: answer } = await ask(RenewRecoveryCodesDocument, {});
    if (answer.__typename !== 'RecoveryCodes') return refusalOf(answer);
    setCodes(answer.codes);
    await queryClient.invalidateQueries();
    return undefined;
  };
  if (codes) return <RecoveryCodesDialog title="Your new recovery codes" codes={codes} onClose={onClose} />;
  return (
    <ConfirmDialog title="New recovery codes?" act="Make new codes" look="primary" onAct={act} onClose={onClose}>
      <p>You get ten new codes. The old ones stop working at once.</p>
    </ConfirmDialog>
  );
}
