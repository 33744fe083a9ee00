import { useState } from 'react';
import type { Chosen } from '@/features/clients-bulk/chosen';
import type { Deed } from '@/features/clients-bulk/deeds';
import { Foreseen, possible, useForeseen } from '@/features/clients-bulk/Foreseen';
import { JobDialog } from '@/features/clients-bulk/JobDialog';
import { TagField } from '@/features/tags/TagField';
import { BulkClientsDocument, type BulkClientsInput } from '@/generated/graphql';
import { counted } from '@/lib/formats';
import { ask } from '@/lib/graphql';
import { refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';
import { TextField } from '@/ui/Field';
import { Form } from '@/ui/Form';

interface Props {
  deed: Deed;
  chosen: Chosen;
  onClose: () => void;
}

/** Asks what an act on many needs to know, says what it will do, begins it, and shows how far it is. */
export function BulkDialog({ deed, chosen, onClose }: Props) {
  const [key] = useState(() => crypto.randomUUID());
  const [tags, setTags] = useState<string[]>([]);
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const [jobId, setJobId] = useState<string>();
  const { filter, exceptIds } = chosen;
  const wish: BulkClientsInput = { act: deed.act, filter, exceptIds, tags, reason: '' };
  const foreseen = useForeseen(wish);
  const { run, forgive, waiting, refused } = useAct(async () => {
    const { bulkClients } = await ask(BulkClientsDocument, { input: { ...wish, reason }, key });
    if (bulkClients.__typename !== 'Job') return refusalOf(bulkClients);
    setJobId(bulkClients.id);
  });

  if (jobId) return <JobDialog id={jobId} title={deed.label} onClose={onClose} />;
  const isCount = foreseen.preview !== undefined && typed.replace(/\D/g, '') === String(possible(foreseen.preview));
  const name = deed.asks ?? '';
  const fault = [...(refused?.faults ?? [])].find(([path]) => path.startsWith(name))?.[1];
  const about =
    foreseen.preview && (deed.asks !== 'tags' || tags.length > 0)
      ? counted(possible(foreseen.preview), 'client')
      : 'the clients';
  return (
    <Dialog title={deed.label} size="small" onClose={onClose}>
      <Form className="" onSubmit={() => run()} refused={refused} onForgive={forgive}>
        <DialogBody>
          <p>{deed.about}</p>
          {deed.asks === 'tags' && <TagField label="Tags" name="tags" values={tags} onChange={setTags} error={fault} />}
          {deed.asks === 'reason' && (
            <TextField
              label="Reason"
              optional
              name="reason"
              value={reason}
              error={fault}
              data-autofocus
              onChange={(event) => setReason(event.target.value)}
            />
          )}
          {deed.isTyped && foreseen.preview && (
            <TextField
              label={`To go on, type ${possible(foreseen.preview)}`}
              name="typed"
              inputMode="numeric"
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
          {deed.asks === 'tags' && tags.length === 0 ? (
            <p className="muted">Name a tag to see for how many clients it is possible.</p>
          ) : (
            <Foreseen {...foreseen} />
          )}
        </DialogBody>
        <DialogFoot>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look={deed.isGrave ? 'danger' : 'primary'}
            type="submit"
            waiting={waiting}
            unavailable={deed.isTyped && !isCount ? 'Type how many clients it is about.' : undefined}
          >
            {deed.button(about)}
          </Button>
        </DialogFoot>
      </Form>
    </Dialog>
  );
}
