import { Link, useParams, useSearch } from '@tanstack/react-router';
import { FileQuestion } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { ImportLink } from '@/features/clients/ImportLink';
import type { ImportCardFragment } from '@/generated/graphql';
import { CommitStep } from '@/pages/settings-imports/CommitStep';
import { MapStep } from '@/pages/settings-imports/MapStep';
import { ResultStep } from '@/pages/settings-imports/ResultStep';
import { ReviewStep } from '@/pages/settings-imports/ReviewStep';
import { Steps } from '@/pages/settings-imports/Steps';
import type { Step } from '@/pages/settings-imports/search';
import { isLive, stepOf, stepsOpen } from '@/pages/settings-imports/steps';
import { useImport } from '@/pages/settings-imports/useImport';
import { IMPORT_STATES, percentOf } from '@/pages/settings-imports/words';
import { Badge } from '@/ui/Badge';
import { Empty } from '@/ui/Empty';
import { focusHeading } from '@/ui/focus';
import { Notice } from '@/ui/Notice';
import { PageHeader } from '@/ui/PageHeader';
import { Faces } from '@/ui/Panel';
import { Time } from '@/ui/Time';
import '@/pages/settings-imports/imports.css';

/** One import, at the step that it has reached or the one asked for. */
export function ImportPage() {
  const { importId } = useParams({ from: '/staff/settings/imports/$importId' });
  const asked = useImport(importId);
  const work = asked.data?.import;
  const title = work?.fileName ?? 'Import';
  const progress = work && isLive(work) ? `${percentOf(work)}% - ` : '';
  return (
    <>
      <PageHeader
        title={title}
        windowTitle={`${progress}${title} - Imports`}
        crumbs={
          <>
            Settings / <Link to="/settings/imports">Imports</Link>
          </>
        }
      />
      <Faces
        asked={{ ...asked, isPlaceholderData: false, data: asked.data && { work: asked.data.import } }}
        rows={8}
        empty={{
          when: (found) => found.work == null,
          face: (
            <Empty title="There is no such import" icon={<FileQuestion size={24} aria-hidden="true" />}>
              <ImportLink>New import</ImportLink>
            </Empty>
          ),
        }}
      >
        {(found) => found.work && <Opened key={found.work.id} work={found.work} />}
      </Faces>
    </>
  );
}

function Opened({ work }: { work: ImportCardFragment }) {
  const { step: asked } = useSearch({ from: '/staff/settings/imports/$importId' });
  const step = stepOf(work, asked);
  useFocusLedOn(`${step} ${isLive(work)}`);
  const [words, tone] = IMPORT_STATES[work.state];
  return (
    <div className="stack">
      <Steps now={step} importId={work.id} open={stepsOpen(work)} />
      <p className="row muted">
        <Badge tone={tone}>{words}</Badge>
        <span>
          {kindWords(work)}, by <bdi>{work.startedBy}</bdi>, <Time at={work.createdAt} relative />
        </span>
      </p>
      {work.state === 'FAILED' && (
        <Notice tone="bad" live>
          {work.error ?? 'The import failed.'}
        </Notice>
      )}
      <Shown step={step} work={work} />
    </div>
  );
}

/** Where another face came in the place of what had the focus, the heading takes it. */
function useFocusLedOn(face: string): void {
  const last = useRef(face);
  useEffect(() => {
    if (last.current !== face && document.activeElement === document.body) focusHeading();
    last.current = face;
  }, [face]);
}

function Shown({ step, work }: { step: Step; work: ImportCardFragment }) {
  if (step === 'result') return <ResultStep work={work} />;
  if (step === 'commit') return <CommitStep work={work} />;
  return step === 'review' ? <ReviewStep work={work} /> : <MapStep work={work} />;
}

const DELIMITERS: Record<string, string> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' };

/** "CSV (utf-8, semicolons)". */
function kindWords({ kind, encoding, delimiter }: ImportCardFragment): string {
  const about = [encoding, DELIMITERS[delimiter]].filter(Boolean).join(', ');
  const name = kind === 'JSON_LINES' ? 'JSON lines' : kind;
  return about ? `${name} (${about})` : name;
}
