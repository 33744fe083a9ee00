import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Counts } from '@/features/client-removal/Counts';
import { Receipt } from '@/features/client-removal/Receipt';
import { isTyped } from '@/features/client-removal/words';
import { type DeletedClientFactsFragment, EraseClientDocument, type ErasureCountsFragment } from '@/generated/graphql';
import { clientChanged } from '@/lib/changed';
import { ask } from '@/lib/graphql';
import { refusal, refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';
import { TextField } from '@/ui/Field';
import { Form } from '@/ui/Form';
import { Notice } from '@/ui/Notice';
import { Faces } from '@/ui/Panel';
import '@/features/client-removal/removal.css';

interface Props {
  client: DeletedClientFactsFragment;
  onClose: () => void;
}

const WORD = 'erase';

/** First what it would do, then the word, then the receipt. */
export default function EraseDialog({ client, onClose }: Props) {
  const [receipt, setReceipt] = useState<ErasureCountsFragment>();
  const asked = useQuery({ queryKey: ['erase dry run', client.id], queryFn: () => foreseen(client.id), gcTime: 0 });
  const close = () => {
    onClose();
    if (receipt) void clientChanged(client.id);
  };
  return (
    <Dialog title={receipt ? 'Erased' : 'Erase personal data'} onClose={close}>
      {receipt ? (
        <Receipt number={client.number} erasure={receipt} onClose={close} />
      ) : (
        <Faces asked={asked} rows={8}>
          {(erasure) => <Sure client={client} erasure={erasure} onClose={onClose} onDone={setReceipt} />}
        </Faces>
      )}
    </Dialog>
  );
}

/** The dry run. */
async function foreseen(clientId: string): Promise<ErasureCountsFragment> {
  const { eraseClient } = await ask(EraseClientDocument, { input: { clientId, dryRun: true } });
  if (eraseClient.__typename !== 'Erasure') throw new Error(eraseClient.message);
  return eraseClient;
}

interface SureProps extends Props {
  erasure: ErasureCountsFragment;
  onDone: (receipt: ErasureCountsFragment) => void;
}

function Sure({ client, erasure, onClose, onDone }: SureProps) {
  const name = client.displayName || 'this client';
  const [typed, setTyped] = useState('');
  const { run, forgive, waiting, refused } = useAct(async () => {
    if (!isTyped(typed, WORD)) return refusal('Nothing was erased.', new Map([['typed', `Type ${WORD}.`]]));
    const { eraseClient } = await ask(EraseClientDocument, { input: { clientId: client.id, dryRun: false } });
    if (eraseClient.__typename !== 'Erasure') return refusalOf(eraseClient);
    onDone(eraseClient);
    return undefined;
  });
  return (
    <Form className="" onSubmit={() => run()} refused={refused} onForgive={forgive}>
      <DialogBody>
        <Notice tone="bad">Nobody can undo this: {name} cannot be restored afterwards.</Notice>
        <Counts title="Is erased" counts={erasure.removed} />
        <Counts title="Stays for the books, without a name" counts={erasure.kept} />
        <TextField
          label={`To erase, type ${WORD}`}
          name="typed"
          value={typed}
          error={refused?.faults.get('typed')}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          onChange={(event) => setTyped(event.target.value)}
        />
      </DialogBody>
      <DialogFoot>
        <Button onClick={onClose}>Cancel</Button>
        <Button look="danger" type="submit" waiting={waiting}>
          Erase {name}
        </Button>
      </DialogFoot>
    </Form>
  );
}
