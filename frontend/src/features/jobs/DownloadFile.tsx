import { Download } from 'lucide-react';
import { useState } from 'react';
import { bytesWords } from '@/features/jobs/words';
import type { JobCardFragment } from '@/generated/graphql';
import { fetchAndSave } from '@/lib/saving';
import { Button } from '@/ui/Button';
import { say } from '@/ui/toastList';

type WithFile = Pick<JobCardFragment, 'filePath' | 'fileName' | 'fileBytes'>;

/** Fetches a job's file with the header that cookies need, which a plain link could not send, and saves it. */
export function DownloadFile({ job }: { job: WithFile }) {
  const [isWaiting, setWaiting] = useState(false);

  async function save() {
    setWaiting(true);
    const gone = 'The file could not be fetched. Its day may be over: export again.';
    const why = await fetchAndSave(job.filePath ?? '', job.fileName ?? 'clients', gone);
    if (why) say(why);
    setWaiting(false);
  }

  return (
    <div className="row">
      <Button look="primary" waiting={isWaiting} onClick={save}>
        <Download size={16} aria-hidden="true" /> Download {job.fileName}
      </Button>
      <span className="muted">{bytesWords(job.fileBytes ?? 0)}, kept for a day</span>
    </div>
  );
}
