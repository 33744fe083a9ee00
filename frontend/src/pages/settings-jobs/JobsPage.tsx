import { Link, useSearch } from '@tanstack/react-router';
import { ListChecks } from 'lucide-react';
import { JobStateBadge } from '@/features/jobs/JobStateBadge';
import { deedOf, newsOf } from '@/features/jobs/words';
import { type JobCardFragment, JobsDocument } from '@/generated/graphql';
import { usePages } from '@/lib/asking';
import { OpenJob } from '@/pages/settings-jobs/OpenJob';
import { Empty } from '@/ui/Empty';
import { PageHeader } from '@/ui/PageHeader';
import { Faces } from '@/ui/Panel';
import { type Paged, ReadOn } from '@/ui/ReadOn';
import { Time } from '@/ui/Time';
import '@/pages/settings-jobs/jobsPage.css';

const REFRESH_MS = 10_000;

/** Long work, newest first: how far it is, what became of each client, files to fetch. */
export function JobsPage() {
  const { job: openId } = useSearch({ from: '/staff/settings/jobs' });
  const list = usePages(JobsDocument, {}, (answer) => answer.jobs, { refetchInterval: REFRESH_MS });
  return (
    <>
      <PageHeader title="Jobs" windowTitle="Jobs - Settings" crumbs="Settings" />
      <div className={openId ? 'jobs jobs-open' : 'jobs'}>
        <section className="panel jobs-list" aria-label="Jobs">
          <Faces
            asked={{ ...list, data: list.nodes }}
            rows={8}
            empty={{
              when: (jobs) => jobs.length === 0,
              face: (
                <Empty title="No jobs yet" icon={<ListChecks size={24} />}>
                  <p>
                    Select clients in the <Link to="/clients/list">clients list</Link> to tag, export or change many at
                    once.
                  </p>
                </Empty>
              ),
            }}
          >
            {(jobs) => <JobList jobs={jobs} openId={openId} list={list} />}
          </Faces>
        </section>
        <section className="panel jobs-one" aria-label="Open job">
          <OpenJob key={openId} id={openId} />
        </section>
      </div>
    </>
  );
}

interface ListProps {
  jobs: JobCardFragment[];
  openId: string | undefined;
  list: Paged;
}

function JobList({ jobs, openId, list }: ListProps) {
  return (
    <>
      <ul>
        {jobs.map((job) => (
          <li key={job.id}>
            <Link
              className="job-row"
              to="/settings/jobs"
              search={{ job: job.id }}
              replace={openId !== undefined}
              resetScroll={false}
              aria-current={job.id === openId || undefined}
            >
              <span className="job-row-deed ellipsis" dir="auto">
                {deedOf(job)}
              </span>
              <JobStateBadge state={job.state} />
              <span className="muted ellipsis">{newsOf(job)}</span>
              <span className="muted">
                <Time at={job.createdAt} relative />
              </span>
              {!job.isMine && <bdi className="muted ellipsis">{job.startedBy}</bdi>}
            </Link>
          </li>
        ))}
      </ul>
      <ReadOn paged={list} label="Show older jobs" />
    </>
  );
}
