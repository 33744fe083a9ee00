import { Link } from '@tanstack/react-router';
import { FileUp } from 'lucide-react';
import { ImportLink } from '@/features/clients/ImportLink';
import { type ImportLineFragment, ImportsDocument } from '@/generated/graphql';
import { usePages } from '@/lib/asking';
import { isLive, stepOf } from '@/pages/settings-imports/steps';
import { IMPORT_STATES, newsOf, percentOf } from '@/pages/settings-imports/words';
import { Badge } from '@/ui/Badge';
import { buttonClass } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { PageHeader } from '@/ui/PageHeader';
import { Faces } from '@/ui/Panel';
import { ReadOn } from '@/ui/ReadOn';
import { Time } from '@/ui/Time';
import '@/pages/settings-imports/imports.css';

const REFRESH_MS = 5000;

/** Files of clients, newest first: how far each is, and on to where it waits. */
export function ImportsPage() {
  const list = usePages(ImportsDocument, {}, (answer) => answer.imports, { refetchInterval: REFRESH_MS });
  return (
    <>
      <PageHeader title="Imports" windowTitle="Imports - Settings" crumbs="Settings">
        <Link to="/settings/imports/mappings" className={buttonClass()}>
          Saved mappings
        </Link>
        <ImportLink look="primary">New import</ImportLink>
      </PageHeader>
      <section className="panel imports-list" aria-label="Imports">
        <Faces
          asked={{ ...list, data: list.nodes }}
          rows={6}
          empty={{
            when: (imports) => imports.length === 0,
            face: (
              <Empty title="No imports yet" icon={<FileUp size={24} aria-hidden="true" />}>
                <p>Bring your clients along from a file. You see what will happen to every row before it does.</p>
                <ImportLink>New import</ImportLink>
              </Empty>
            ),
          }}
        >
          {(imports) => (
            <ul>
              {imports.map((work) => (
                <ImportRow key={work.id} work={work} />
              ))}
            </ul>
          )}
        </Faces>
        <ReadOn paged={list} label="Show older imports" />
      </section>
    </>
  );
}

function ImportRow({ work }: { work: ImportLineFragment }) {
  const [words, tone] = IMPORT_STATES[work.state];
  const act = isLive(work) ? 'Watch' : stepOf(work, undefined) === 'result' ? 'Result' : 'Continue';
  return (
    <li className="imports-row">
      <div className="imports-file">
        <bdi className="imports-name ellipsis">{work.fileName}</bdi>
        <Badge tone={tone}>{words}</Badge>
      </div>
      <div className="imports-news muted">
        <span>{newsOf(work)}</span>
        <span>
          <bdi>{work.startedBy}</bdi>, <Time at={work.createdAt} relative />
        </span>
        {isLive(work) && <progress aria-label={`Progress of ${work.fileName}`} max={100} value={percentOf(work)} />}
      </div>
      <Link
        className={buttonClass()}
        to="/settings/imports/$importId"
        params={{ importId: work.id }}
        aria-label={`${act}: ${work.fileName}`}
      >
        {act}
      </Link>
    </li>
  );
}
