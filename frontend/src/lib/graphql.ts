import type { TypedDocumentString } from '@/generated/graphql';
import { reportReachable, signedOut } from '@/lib/connection';
import { ServerError, Unreachable } from '@/lib/errors';
import { askForProof } from '@/lib/proof';

/** Staff and store have doors of their own; a cookie of one is never read at the other. */
export type Door = '/graphql' | '/store/graphql';

interface Answer<Result> {
  data?: Result | null;
  errors?: { message: string; extensions?: { code?: string; requestId?: string } }[];
}

interface Asking {
  door?: Door;
  signal?: AbortSignal;
  /** Sent beside the usual ones. */
  headers?: Record<string, string>;
  /** The server says that whoever asks is nobody. */
  onSignedOut?: () => void;
  /** The person has just proved who they are: it is not asked for again. */
  isProved?: boolean;
}

/**
 * One operation, one request. A grave act that asks for a fresh proof waits for it, and is then sent again as it was.
 * @throws Unreachable when no answer of Atrium's came back.
 * @throws ServerError when the answer carries a top-level error; partial data is never used. "Not signed in" brings the
 *   sign-in over the work, whoever asked.
 */
export async function ask<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  { door = '/graphql', signal, headers, onSignedOut, isProved }: Asking = {},
): Promise<Result> {
  const response = await post(door, JSON.stringify({ query: document.toString(), variables }), signal, headers);
  const answer = await read<Result>(response, signal);
  const fault = answer.errors?.[0];
  if (fault || !answer.data) {
    if (fault?.extensions?.code === 'UNAUTHENTICATED') onSignedOut?.();
    if (door === '/graphql' && fault?.extensions?.code === 'UNAUTHENTICATED') signedOut.set(true);
    if (fault?.extensions?.code === 'STEP_UP_REQUIRED' && !isProved && (await askForProof()))
      return ask(document, variables, { door, signal, isProved: true });
    const requestId = fault?.extensions?.requestId ?? response.headers.get('x-request-id');
    throw new ServerError(fault?.message ?? 'No data came back.', fault?.extensions?.code ?? 'INTERNAL', requestId);
  }
  return answer.data;
}

/** What came back for an operation as a person wrote it, refused or not. */
export interface PlainAnswer {
  status: number;
  /** The body as it came. */
  text: string;
  requestId: string | null;
}

/**
 * Asks what stands in an editor. Refusals and errors are answers here, for they are what one wants to read.
 * @throws Unreachable when no answer came back at all.
 */
export async function askAsWritten(body: object, signal?: AbortSignal): Promise<PlainAnswer> {
  const response = await post('/graphql', JSON.stringify(body), signal);
  const text = await response.text();
  reportReachable(true);
  if (text.includes('"UNAUTHENTICATED"')) signedOut.set(true);
  return { status: response.status, text, requestId: response.headers.get('x-request-id') };
}

async function post(door: Door, body: string, signal?: AbortSignal, also?: Record<string, string>): Promise<Response> {
  try {
    return await fetch(door, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', 'x-requested-by': 'atrium', ...also },
      body,
      signal,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    reportReachable(false);
    throw new Unreachable('No answer.', { cause: error });
  }
}

async function read<Result>(response: Response, signal?: AbortSignal): Promise<Answer<Result>> {
  try {
    const answer = (await response.json()) as Answer<Result>;
    reportReachable(true);
    return answer;
  } catch (error) {
    if (signal?.aborted) throw error;
    reportReachable(false);
    throw new Unreachable(`Answered ${response.status} without JSON.`, { cause: error });
  }
}
