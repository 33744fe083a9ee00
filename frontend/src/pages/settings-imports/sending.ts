import { signedOut } from '@/lib/connection';
import { ServerError, Unreachable } from '@/lib/errors';

/** What the server says of a file that it does not take. */
export class FileRefused extends Error {}

interface Answer {
  importId?: string;
  errors?: { message: string; extensions?: { code?: string; requestId?: string } }[];
}

const CANCELLED = 'AbortError';

/** Whether somebody stopped it. */
export const isCancelled = (error: unknown) => error instanceof DOMException && error.name === CANCELLED;

/**
 * Sends a file, telling how much of it is on its way; fetch cannot tell that of what is sent.
 * @returns the id of the import that it begins.
 * @throws FileRefused with the reason, Unreachable, ServerError, and a DOMException when it was stopped by the signal.
 */
export function send(file: File, onSent: (bytes: number) => void, signal: AbortSignal): Promise<string> {
  const form = new FormData();
  form.append('file', file, file.name);
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/imports');
    request.setRequestHeader('x-requested-by', 'atrium');
    request.upload.onprogress = ({ loaded }) => onSent(Math.min(loaded, file.size));
    request.onload = () => {
      try {
        done(read(request));
      } catch (error) {
        fail(error);
      }
    };
    request.onerror = () => fail(new Unreachable('No answer.'));
    request.onabort = () => fail(new DOMException('Stopped.', CANCELLED));
    signal.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}

function read(request: XMLHttpRequest): string {
  const { importId, errors } = answerOf(request);
  if (importId) return importId;
  const fault = errors?.[0];
  const code = fault?.extensions?.code ?? 'INTERNAL';
  if (request.status === 401) signedOut.set(true);
  if (fault && (request.status === 400 || request.status === 413 || request.status === 415))
    throw new FileRefused(fault.message);
  throw new ServerError(fault?.message ?? 'No answer.', code, fault?.extensions?.requestId ?? null);
}

function answerOf({ status, responseText }: XMLHttpRequest): Answer {
  try {
    return JSON.parse(responseText) as Answer;
  } catch (error) {
    throw new Unreachable(`Answered ${status} without JSON.`, { cause: error });
  }
}
