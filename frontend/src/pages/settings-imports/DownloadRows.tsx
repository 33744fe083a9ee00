import { Download } from 'lucide-react';
import { useState } from 'react';
import { fetchAndSave } from '@/lib/saving';
import { Button } from '@/ui/Button';
import { say } from '@/ui/toastList';

interface Props {
  path: string;
  fileName: string;
  /** Which rows: part of the file's name. */
  which: 'refused' | 'rows';
  children: string;
}

/** Saves rows of an import as CSV, with what is to be said of each. */
export function DownloadRows({ path, fileName, which, children }: Props) {
  const [isWaiting, setWaiting] = useState(false);
  const name = `${fileName.replace(/\.[^.]*$/, '')}-${which}.csv`;
  async function save() {
    setWaiting(true);
    const why = await fetchAndSave(path, name, 'The file could not be fetched. Try again.');
    if (why) say(why);
    setWaiting(false);
  }
  return (
    <Button waiting={isWaiting} onClick={save}>
      <Download size={16} aria-hidden="true" /> {children}
    </Button>
  );
}
