import { Download } from 'lucide-react';
import { useState } from 'react';
import { bytesWords } from '@/features/jobs/words';
import type { JobCardFragment } from '@/generated/graphql';
import { signedOut } from '@/lib/connection';
import { Button } from '@/ui/Button';
import { say } from '@/ui/toastList';

type WithFile = Pick<JobCardFragment, 'filePath' | 'fileName' | 'fileBytes'>;

/** Fetches a job's file with the header that cookies need, which a plain link could not send, and saves it. */
export function DownloadFile({ job }: { job: WithFile }) {
  const [isWaiting, setWaiting] = useState(false);

  async function save() {
    setWaiting(true);
    try {
      const answer = await fetch(job.filePath ?? '', { headers: { 'x-requested-by': 'atrium' } });
      if (answer.status === 401) signedOut.set(true);
      else if (!answer.ok) say('The file could not be fetched. Its day may be over: export again.');
      else hand(await answer.blob(), job.fileName ?? 'clients');
    } catch {
      say('Atrium cannot be reached. Check the connection, then try again.');
    } finally {
      setWaiting(false);
    }
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

function hand(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
