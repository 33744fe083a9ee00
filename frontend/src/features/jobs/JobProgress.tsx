import { useState } from 'react';
import { DownloadFile } from '@/features/jobs/DownloadFile';
import { JobStateBadge } from '@/features/jobs/JobStateBadge';
import { isOver, newsOf } from '@/features/jobs/words';
import { CancelJobDocument, type JobCardFragment } from '@/generated/graphql';
import { explain } from '@/lib/errors';
import { ask } from '@/lib/graphql';
import { queryClient } from '@/lib/queryClient';
import { Button } from '@/ui/Button';
import { say } from '@/ui/toastList';
import '@/features/jobs/jobs.css';

/** How far a job is, with what can be done about it. */
export function JobProgress({ job }: { job: JobCardFragment }) {
  const [isCancelling, setCancelling] = useState(false);

  async function cancel() {
    setCancelling(true);
    try {
      const { cancelJob } = await ask(CancelJobDocument, { input: { id: job.id } });
      if (cancelJob.__typename !== 'Job') say(cancelJob.message);
      await queryClient.invalidateQueries();
    } catch (error) {
      say(`It was not cancelled. ${explain(error).advice}`);
    } finally {
      setCancelling(false);
    }
  }

  return (
    <div className="job-progress">
      <div className="row">
        <JobStateBadge state={job.state} />
        <p role="status">{newsOf(job)}</p>
      </div>
      {!isOver(job) && (
        <>
          <progress aria-label="Progress" max={job.total} value={job.done} />
          <div className="row">
            <Button waiting={isCancelling} onClick={cancel}>
              Cancel the job
            </Button>
            <p className="muted">It goes on by itself: you may leave this page.</p>
          </div>
        </>
      )}
      {job.filePath && job.isMine && <DownloadFile job={job} />}
    </div>
  );
}
