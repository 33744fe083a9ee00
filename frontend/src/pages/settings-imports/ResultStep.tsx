import { useState } from 'react';
import type { ImportCardFragment } from '@/generated/graphql';
import { formatNumber } from '@/lib/formats';
import { useAct } from '@/lib/useAct';
import { commit } from '@/pages/settings-imports/acts';
import { DownloadRows } from '@/pages/settings-imports/DownloadRows';
import { Progress } from '@/pages/settings-imports/Progress';
import { RevertDialog } from '@/pages/settings-imports/RevertDialog';
import { Rows } from '@/pages/settings-imports/Rows';
import { countsWords } from '@/pages/settings-imports/words';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/Notice';
import { Panel } from '@/ui/Panel';

/** What became of every row, and the way back. */
export function ResultStep({ work }: { work: ImportCardFragment }) {
  const [isReverting, setReverting] = useState(false);
  const { committed, reverted } = work.counts;
  if (work.state === 'REVERTING') {
    return (
      <Progress work={work} title="Taking the import back">
        It goes on by itself: you may leave this page. What is taken back before you cancel stays so.
      </Progress>
    );
  }
  const canRevert = work.state !== 'REVERTED' && committed > 0;
  return (
    <>
      <Panel title="Result">
        <div className="stack">
          <p role="status">{resultWords(work)}</p>
          {isBroken(work) && <GoOn work={work} />}
          <div className="row">
            <DownloadRows path={work.rowsPath} fileName={work.fileName} which="rows">
              Download all rows
            </DownloadRows>
            {work.counts.refused + work.counts.ambiguous > 0 && (
              <DownloadRows path={work.refusedPath} fileName={work.fileName} which="refused">
                Download refused
              </DownloadRows>
            )}
            {canRevert && (
              <Button look="danger" onClick={() => setReverting(true)}>
                Revert
              </Button>
            )}
          </div>
          {reverted > 0 && committed > reverted && (
            <p className="muted">
              What was touched after the import stays as it is. It is listed under “Stays”, field by field.
            </p>
          )}
        </div>
      </Panel>
      <Rows work={work} />
      {isReverting && <RevertDialog work={work} onClose={() => setReverting(false)} />}
    </>
  );
}

const left = ({ counts }: ImportCardFragment) => counts.create + counts.update - counts.committed;

/** Stopped with rows left that can still be written. */
const isBroken = (work: ImportCardFragment) =>
  (work.state === 'CANCELLED' || work.state === 'FAILED') && left(work) > 0 && work.counts.reverted === 0;

function resultWords(work: ImportCardFragment): string {
  const { committed, reverted } = work.counts;
  const rest = countsWords(work.counts, ['refused', 'ambiguous', 'unchanged', 'skipped']);
  const parts = [`${formatNumber(committed)} written`, rest].filter(Boolean).join(', ');
  if (work.state !== 'REVERTED' && reverted === 0) return `${parts}.`;
  return `${parts}. ${formatNumber(reverted)} taken back, ${formatNumber(committed - reverted)} stay.`;
}

function GoOn({ work }: { work: ImportCardFragment }) {
  const [key] = useState(() => crypto.randomUUID());
  const { run, waiting, refused } = useAct(() => commit(work.id, work.sendVerification, key));
  return (
    <Notice tone="warn">
      <p>
        {work.state === 'FAILED' ? 'It did not get to the end' : 'It was cancelled'}: {formatNumber(left(work))} more
        could be written.
      </p>
      {refused && <p role="alert">{refused.sentence}</p>}
      <Button waiting={waiting} onClick={() => void run()}>
        Write the rest
      </Button>
    </Notice>
  );
}
