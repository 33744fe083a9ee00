import { signedOut } from '@/lib/connection';

/** Hands a file to the person, who saves it where the browser saves files. */
export function saveAs(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}

/**
 * Fetches a file with the header that cookies need, which a plain link could not send, and saves it.
 * @param gone what to say when the server has no such file.
 * @returns why there is none, in a sentence; nothing when it was saved.
 */
export async function fetchAndSave(path: string, name: string, gone: string): Promise<string | undefined> {
  try {
    const answer = await fetch(path, { headers: { 'x-requested-by': 'atrium' } });
    if (answer.ok) saveAs(await answer.blob(), name);
    else if (answer.status === 401) signedOut.set(true);
    else return gone;
    return undefined;
  } catch {
    return 'Atrium cannot be reached. Check the connection, then try again.';
  }
}
