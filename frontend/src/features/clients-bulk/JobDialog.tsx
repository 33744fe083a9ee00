import { Link } from '@tanstack/react-router';
import { JobProgress } from '@/features/jobs/JobProgress';
import { JobRows } from '@/features/jobs/JobRows';
import { useJob } from '@/features/jobs/useJob';
import { deedOf, isExport, isOver } from '@/features/jobs/words';
import { Button, buttonClass } from '@/ui/Button';
import { Dialog, DialogBody, DialogFoot } from '@/ui/Dialog';
import { Faces } from '@/ui/Panel';

interface Props {
  id: string;
  title: string;
  onClose: () => void;
}

/** How far the job is that was just begun, and what became of each client. Closing it stops nothing. */
export function JobDialog({ id, title, onClose }: Props) {
  const asked = useJob(id, { isNew: true });
  return (
    <Dialog title={title} onClose={onClose}>
      <DialogBody>
        <Faces asked={{ ...asked, data: asked.data?.job ?? undefined }}>
          {(job) => (
            <div className="stack">
              <h3 dir="auto">{deedOf(job)}</h3>
              <JobProgress job={job} />
              {isOver(job) && !isExport(job) && job.done > 0 && <JobRows job={job} />}
            </div>
          )}
        </Faces>
      </DialogBody>
      <DialogFoot>
        <Link className={buttonClass('quiet')} to="/settings/jobs" search={{ job: id }}>
          All jobs
        </Link>
        <Button look="secondary" data-autofocus onClick={onClose}>
          Close
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
