import { afterEach, expect, test, vi } from 'vitest';
import { TypedDocumentString } from '@/generated/graphql';
import { ServerError } from '@/lib/errors';
import { ask } from '@/lib/graphql';
import { askForProof, proofAsked } from '@/lib/proof';

afterEach(() => vi.unstubAllGlobals());

const REFUSED = { errors: [{ message: 'Prove it.', extensions: { code: 'STEP_UP_REQUIRED' } }] };
const act = new TypedDocumentString<{ done: boolean }, { key: string }>('mutation Act { done }');

function serverSays(...answers: object[]) {
  const fetched = vi.fn(async (_door: string, _sent: RequestInit) => Response.json(answers.shift()));
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

async function answerProof(proved: boolean) {
  await vi.waitFor(() => expect(proofAsked.get()).not.toBeNull());
  proofAsked.get()?.(proved);
}

test('what needed a proof is done once it is given, exactly as it was asked', async () => {
  const fetched = serverSays(REFUSED, { data: { done: true } });

  const asked = ask(act, { key: 'k' });
  await answerProof(true);

  expect(await asked).toEqual({ done: true });
  expect(fetched.mock.calls[0]?.[1].body).toBe(fetched.mock.calls[1]?.[1].body);
  expect(proofAsked.get()).toBeNull();
});

test('without the proof nothing is done, and the act says so', async () => {
  const fetched = serverSays(REFUSED);

  const asked = ask(act, { key: 'k' });
  const refused = expect(asked).rejects.toBeInstanceOf(ServerError);
  await answerProof(false);

  await refused;
  expect(fetched).toHaveBeenCalledOnce();
});

test('a proof that does not help is not asked for again', async () => {
  serverSays(REFUSED, REFUSED);

  const asked = ask(act, { key: 'k' });
  const refused = expect(asked).rejects.toMatchObject({ code: 'STEP_UP_REQUIRED' });
  await answerProof(true);

  await refused;
  expect(proofAsked.get()).toBeNull();
});

test('several acts wait for one proof', async () => {
  const both = Promise.all([askForProof(), askForProof()]);

  await answerProof(true);

  expect(await both).toEqual([true, true]);
});
