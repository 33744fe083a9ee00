import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ManagedClient } from '@/features/client-acts/acts';
import { ClientPicker, type Picked } from '@/features/client-family/ClientPicker';
import { link, NO_TERMS, type Terms } from '@/features/client-family/familyActs';
import { Path, useLinkPreview } from '@/features/client-family/Path';
import { TermsFields } from '@/features/client-family/TermsFields';
import { nameOf } from '@/features/client-family/words';
import { StandsUnderDocument } from '@/generated/graphql';
import { asking } from '@/lib/asking';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';
import { Form } from '@/ui/Form';
import { Notice } from '@/ui/Notice';

interface Props {
  client: ManagedClient;
  /** Which of the two is looked for: a child of the client, or its parent. */
  wanted: 'child' | 'parent';
  onClose: () => void;
}

/** One account under another: the same act, from either side. */
export function LinkDialog({ client, wanted, onClose }: Props) {
  const [other, pick] = useState<Picked | null>(null);
  const [chosen, choose] = useState<Terms>();
  const [child, parent] = wanted === 'child' ? [other, client] : [client, other];
  const asked = useLinkPreview(child?.id, parent?.id);
  const under = useQuery({ ...asking(StandsUnderDocument, { id: child?.id ?? '' }), enabled: child !== null });
  const former = child ? under.data?.client?.familyLink : undefined;
  const isSame = former?.parent && former.parent.id === parent?.id;
  const terms = chosen ?? (isSame && former ? former : NO_TERMS);
  const { run, waiting, refused } = useAct(async () => {
    if (!child || !parent) return undefined;
    const refusal = await link(child, parent, terms, former);
    if (!refusal) onClose();
    return refusal;
  });
  const isReady = asked.isPossible && under.isSuccess;
  return (
    <Dialog title={wanted === 'child' ? 'Attach child account' : 'Link to a parent'} onClose={onClose}>
      <Form className="" onSubmit={run} refused={refused}>
        <DialogBody>
          <div className="stack">
            <p>
              {wanted === 'child' ? 'An account under ' : 'The account above '}
              <bdi>{nameOf(client)}</bdi>.
            </p>
            <ClientPicker
              label={wanted === 'child' ? 'Child account' : 'Parent account'}
              picked={other}
              without={client.id}
              onPick={pick}
            />
            <Path asked={asked} />
            {child && former?.parent && !isSame && (
              <Notice tone="warn">
                <bdi>{nameOf(child)}</bdi> stands under <bdi>{nameOf(former.parent)}</bdi> now, and moves away from
                there.
              </Notice>
            )}
            {isSame && <Notice>This link is there already: what it allows can be changed here.</Notice>}
            {asked.isPossible && <TermsFields terms={terms} onChange={choose} />}
          </div>
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary"
            type="submit"
            waiting={waiting}
            unavailable={isReady ? undefined : 'Choose an account that can be linked first.'}
          >
            {wanted === 'child' ? 'Attach child account' : 'Link to a parent'}
          </Button>
        </DialogFoot>
      </Form>
    </Dialog>
  );
}
