import { useState } from 'react';
import { ClientLink } from '@/features/clients/ClientLink';
import { ClientName } from '@/features/clients/ClientName';
import { RESULT_WORDS, resultsOf } from '@/features/jobs/words';
import { type JobCardFragment, JobRowsDocument, type RowResult } from '@/generated/graphql';
import { usePages } from '@/lib/asking';
import { formatNumber } from '@/lib/formats';
import { Badge, type Tone } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { Faces } from '@/ui/Panel';
import { ReadOn } from '@/ui/ReadOn';

const TONES: Record<RowResult, Tone> = { DONE: 'good', UNCHANGED: 'neutral', REFUSED: 'bad' };
const RESULTS = Object.keys(TONES) as RowResult[];

/** What became of each client, all or those that ended in one way. */
export function JobRows({ job }: { job: JobCardFragment }) {
  const [chosen, choose] = useState<RowResult>();
  const counts = resultsOf(job);
  const list = usePages(
    JobRowsDocument,
    { id: job.id, result: chosen ? [chosen] : null },
    (answer) => answer.job?.rows,
  );
  return (
    <section className="stack" aria-label="Results">
      <ul className="row" aria-label="Results by outcome">
        <li>
          <Button aria-pressed={!chosen} onClick={() => choose(undefined)}>
            All {formatNumber(job.done)}
          </Button>
        </li>
        {RESULTS.map((result) => (
          <li key={result}>
            <Button aria-pressed={chosen === result} onClick={() => choose(result)}>
              {RESULT_WORDS[result]} {formatNumber(counts[result])}
            </Button>
          </li>
        ))}
      </ul>
      <Faces
        asked={{ ...list, data: list.nodes }}
        empty={{ when: (rows) => rows.length === 0, face: <Empty title="No client here" /> }}
      >
        {(rows) => (
          <ul className="job-rows">
            {rows.map(({ id, result, message, client }) => (
              <li key={id}>
                {client ? (
                  <ClientLink id={client.id} className="ellipsis">
                    <ClientName name={client.displayName} />
                  </ClientLink>
                ) : (
                  <span className="muted">A deleted client</span>
                )}
                <Badge tone={TONES[result]}>{RESULT_WORDS[result]}</Badge>
                {message && <p className="muted">{message}</p>}
              </li>
            ))}
          </ul>
        )}
      </Faces>
      <ReadOn paged={list} label="Show more results" />
    </section>
  );
}
