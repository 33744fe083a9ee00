import { useState } from 'react';
import { link, type Terms } from '@/features/client-family/familyActs';
import { TermsFields } from '@/features/client-family/TermsFields';
import { nameOf } from '@/features/client-family/words';
import type { FamilyTermsFragment } from '@/generated/graphql';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';
import { Form } from '@/ui/Form';

interface Props {
  child: { id: string; displayName: string };
  before: FamilyTermsFragment & { parent: { id: string; displayName: string } };
  onClose: () => void;
}

/** Changes what a link allows. */
export function TermsDialog({ child, before, onClose }: Props) {
  const [terms, choose] = useState<Terms>(before);
  const { run, waiting, refused } = useAct(async () => {
    const refusal = await link(child, before.parent, terms, before);
    if (!refusal) onClose();
    return refusal;
  });
  return (
    <Dialog title="Access and billing" onClose={onClose}>
      <Form className="" onSubmit={run} refused={refused}>
        <DialogBody>
          <div className="stack">
            <p>
              <bdi>{nameOf(child)}</bdi> under <bdi>{nameOf(before.parent)}</bdi>
            </p>
            <TermsFields terms={terms} onChange={choose} />
          </div>
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" waiting={waiting}>
            Save
          </Button>
        </DialogFoot>
      </Form>
    </Dialog>
  );
}
