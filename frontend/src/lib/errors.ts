/** What can go wrong between asking and an answer. Refusals that a union declares are data, not errors. */

/** The server could not be reached, or what answered was not Atrium. Worth trying again. */
export class Unreachable extends Error {
  override name = 'Unreachable';
}

/** The server's word that nothing was done: `code` is one of the contract's top-level codes. */
export class ServerError extends Error {
  override name = 'ServerError';

  constructor(
    message: string,
    readonly code: string,
    readonly requestId: string | null,
  ) {
    super(message);
  }
}

export const isSignedOut = (error: unknown) => error instanceof ServerError && error.code === 'UNAUTHENTICATED';

/** A person's words for an error: what happened and what to do next. `requestId` lets the server's log be searched. */
export interface Explanation {
  title: string;
  advice: string;
  requestId: string | null;
}

const KNOWN: Record<string, [title: string, advice: string]> = {
  UNAUTHENTICATED: ['You are signed out', 'Sign in again; what you typed is kept.'],
  STEP_UP_REQUIRED: ['Nothing was done yet', 'Try again, and prove that it is you.'],
  TOO_COSTLY: ['This asks for too much at once', 'Narrow it down and try again.'],
  TOO_MANY_REQUESTS: ['Too many requests', 'Wait a moment and try again.'],
  UNAVAILABLE: ['The database cannot be reached', 'It recovers by itself; try again in a moment.'],
};

/** @returns words for any error; never the raw message of something unforeseen. */
export function explain(error: unknown): Explanation {
  if (error instanceof Unreachable) {
    return { title: 'Atrium cannot be reached', advice: 'Check the connection, then try again.', requestId: null };
  }
  if (!(error instanceof ServerError)) {
    return { title: 'Something went wrong', advice: 'Try again, or reload the page.', requestId: null };
  }
  if (error.code === 'FORBIDDEN' || error.code === 'BAD_USER_INPUT') {
    const title =
      error.code === 'FORBIDDEN' ? 'You are not permitted to see this' : 'This address asks for the impossible';
    return { title, advice: error.message, requestId: error.requestId };
  }
  const [title, advice] = KNOWN[error.code] ?? [
    'Something went wrong on the server',
    'Nothing was changed. Try again.',
  ];
  return { title, advice, requestId: error.requestId };
}
