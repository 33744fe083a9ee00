import { Link } from '@tanstack/react-router';
import { ArrowLeft, ListChecks } from 'lucide-react';
import { JobProgress } from '@/features/jobs/JobProgress';
import { JobRows } from '@/features/jobs/JobRows';
import { useJob } from '@/features/jobs/useJob';
import { deedOf, isExport, isOver } from '@/features/jobs/words';
import type { JobCardFragment } from '@/generated/graphql';
import { Empty } from '@/ui/Empty';
import { useWindowTitle } from '@/ui/PageHeader';
import { Faces } from '@/ui/Panel';
import { Time } from '@/ui/Time';

/** The job at this address, also when the list beside it does not show it. */
export function OpenJob({ id }: { id: string | undefined }) {
  if (!id) {
    return (
      <Empty title="No job is open" icon={<ListChecks size={24} />}>
        Choose one to see what became of each client.
      </Empty>
    );
  }
  return (
    <>
      <Link className="jobs-back" to="/settings/jobs" search={{}}>
        <ArrowLeft size={16} aria-hidden="true" /> All jobs
      </Link>
      <Found id={id} />
    </>
  );
}

function Found({ id }: { id: string }) {
  const asked = useJob(id);
  return (
    <Faces
      asked={{ ...asked, data: asked.data && { job: asked.data.job } }}
      empty={{
        when: ({ job }) => job == null,
        face: <Empty title="There is no such job">Jobs are kept for thirty days.</Empty>,
      }}
    >
      {({ job }) => job && <Shown job={job} />}
    </Faces>
  );
}

function Shown({ job }: { job: JobCardFragment }) {
  const percent = Math.floor((100 * job.done) / Math.max(1, job.total));
  useWindowTitle(isOver(job) ? 'Jobs - Settings' : `${percent}% - Jobs - Settings`);
  return (
    <div className="stack">
      <h2 dir="auto">{deedOf(job)}</h2>
      <p className="muted">
        Begun by {job.isMine ? 'you' : job.startedBy}, <Time at={job.createdAt} relative />
      </p>
      <JobProgress job={job} />
      {!isExport(job) && job.done > 0 && <JobRows job={job} />}
    </div>
  );
}
