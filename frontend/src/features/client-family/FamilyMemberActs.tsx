import { useState } from 'react';
import { unlink } from '@/features/client-family/familyActs';
import { TermsDialog } from '@/features/client-family/TermsDialog';
import { nameOf } from '@/features/client-family/words';
import type { FamilyTermsFragment } from '@/generated/graphql';
import { Button } from '@/ui/Button';
import { ConfirmDialog } from '@/ui/ConfirmDialog';

interface Props {
  child: { id: string; displayName: string };
  link: FamilyTermsFragment;
}

/** What can be done with a link: change what it allows, or end it. */
export function FamilyMemberActs({ child, link }: Props) {
  const [open, setOpen] = useState<'terms' | 'unlink'>();
  const close = () => setOpen(undefined);
  const { parent } = link;
  if (!parent) return null;
  const name = nameOf(child);
  return (
    <span className="family-acts">
      <Button look="quiet" aria-label={`Change access and billing of ${name}`} onClick={() => setOpen('terms')}>
        Change
      </Button>
      <Button look="quiet" aria-label={`Unlink ${name}`} onClick={() => setOpen('unlink')}>
        Unlink
      </Button>
      {open === 'terms' && <TermsDialog child={child} before={{ ...link, parent }} onClose={close} />}
      {open === 'unlink' && (
        <ConfirmDialog
          title={`Unlink ${name}`}
          act={`Unlink ${name}`}
          onAct={async () => {
            const refused = await unlink(child, link);
            if (!refused) close();
            return refused;
          }}
          onClose={close}
        >
          <p>
            <bdi>{name}</bdi> no longer stands under <bdi>{nameOf(parent)}</bdi>
            {link.parentAccess === 'NONE' ? '.' : ', who can no longer enter the account from this moment on.'}
            {link.childBillsParent && ' What is unpaid counts in its own balance due again.'} The accounts under{' '}
            <bdi>{name}</bdi> stay there, and the history of the link stays, too.
          </p>
        </ConfirmDialog>
      )}
    </span>
  );
}
