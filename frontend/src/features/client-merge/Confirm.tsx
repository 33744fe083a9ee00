import { useRef, useState } from 'react';
import { Afterwards } from '@/features/client-merge/Afterwards';
import { type Choices, takeOf } from '@/features/client-merge/choices';
import { mergeChanged } from '@/features/client-merge/mergeChanged';
import { TreeAfter } from '@/features/client-merge/TreeAfter';
import { partyWords } from '@/features/client-merge/words';
import { type MergePartyFragment, type MergeSeenFragment, MergeThemDocument } from '@/generated/graphql';
import { ask } from '@/lib/graphql';
import { refusalOf } from '@/lib/refusals';
import { useAct } from '@/lib/useAct';
import { Button } from '@/ui/Button';
import { TextField } from '@/ui/Field';
import { Form } from '@/ui/Form';
import { Panel } from '@/ui/Panel';

interface Props {
  seen: MergeSeenFragment;
  sources: MergePartyFragment[];
  survivor: MergePartyFragment;
  choices: Choices;
  onBack: () => void;
  /** The clients are no longer as they were compared. */
  onStale: () => Promise<void>;
  onDone: (mergeId: string) => Promise<void>;
}

/** The code is typed, and it happens. */
export function Confirm({ seen, sources, survivor, choices, onBack, onStale, onDone }: Props) {
  const key = useRef(crypto.randomUUID());
  const [code, setCode] = useState('');
  const { run, forgive, waiting, refused } = useAct(async () => {
    const input = {
      sourceIds: sources.map(({ id }) => id),
      destinationId: survivor.id,
      previewToken: seen.token,
      confirmationCode: code,
      take: takeOf(seen, survivor.id, choices),
    };
    const { mergeClients: answer } = await ask(MergeThemDocument, { input, idempotencyKey: key.current });
    key.current = crypto.randomUUID();
    if (answer.__typename === 'StalePreview') {
      await onStale();
      return undefined;
    }
    if (answer.__typename !== 'MergedClients') return refusalOf(answer);
    await onDone(answer.merge.id);
    await mergeChanged([survivor.id, ...input.sourceIds]);
    return undefined;
  });
  const name = sources.map(partyWords).join(', ');
  return (
    <Panel title="Confirm">
      <Form onSubmit={run} refused={refused} onForgive={forgive}>
        <p>
          Everything of <strong>{name}</strong> moves to <strong>{partyWords(survivor)}</strong>. {name} can no longer
          log in; {sources.length > 1 ? 'their pages stay and lead there' : 'its page stays and leads there'}. This can
          be undone for 30 days.
        </p>
        <Afterwards seen={seen} sources={sources} survivor={survivor} choices={choices} />
        <TreeAfter seen={seen} sources={sources} survivor={survivor} choices={choices} />
        <TextField
          label={`To merge, type ${seen.confirmationCode}`}
          name="confirmationCode"
          value={code}
          autoComplete="off"
          spellCheck={false}
          className="input merge-code"
          error={refused?.faults.get('confirmationCode') ?? refused?.faults.get('take')}
          onChange={(event) => setCode(event.target.value)}
        />
        <div className="merge-foot">
          <Button onClick={onBack}>Back</Button>
          <Button look="danger" type="submit" waiting={waiting}>
            Merge into {survivor.displayName || 'this client'}
          </Button>
        </div>
      </Form>
    </Panel>
  );
}
