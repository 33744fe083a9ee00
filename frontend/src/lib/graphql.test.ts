import { afterEach, expect, test, vi } from 'vitest';
import { TypedDocumentString } from '@/generated/graphql';
import { reachable, signedOut } from '@/lib/connection';
import { explain, isSignedOut } from '@/lib/errors';
import { ask } from '@/lib/graphql';

const PING = new TypedDocumentString<{ ping: string }, Record<string, never>>('query Ping { ping }');

afterEach(() => {
  vi.unstubAllGlobals();
  signedOut.set(false);
});

function answerWith(body: string, init: ResponseInit = {}) {
  const answer = vi.fn(async (_path: string, _request: RequestInit) => new Response(body, init));
  vi.stubGlobal('fetch', answer);
  return answer;
}

test('every request carries the header without which cookies are not read', async () => {
  const fetched = answerWith('{"data":{"ping":"pong"}}');

  expect(await ask(PING, {})).toEqual({ ping: 'pong' });
  expect(fetched.mock.calls[0]?.[1].headers).toMatchObject({ 'x-requested-by': 'atrium' });
});

test('a top-level error is thrown with its code and request id, partial data or not', async () => {
  answerWith('{"data":{"ping":null},"errors":[{"message":"no","extensions":{"code":"UNAUTHENTICATED"}}]}', {
    headers: { 'x-request-id': 'r-1' },
  });

  const error = await ask(PING, {}).catch((thrown: unknown) => thrown);

  expect(isSignedOut(error)).toBe(true);
  expect(explain(error).requestId).toBe('r-1');
});

test('an answer that is no JSON counts as no answer, until the next good one', async () => {
  answerWith('<html>bad gateway</html>', { status: 502 });

  await expect(ask(PING, {})).rejects.toThrow('502');
  expect(reachable.get()).toBe(false);

  answerWith('{"data":{"ping":"pong"}}');
  await ask(PING, {});
  expect(reachable.get()).toBe(true);
});

test('the raw message of a surprise is never shown', () => {
  expect(JSON.stringify(explain(new TypeError('x is undefined')))).not.toContain('undefined');
});

test('"not signed in" at the staff\'s door is told to whoever watches; at the store\'s it is not theirs', async () => {
  const refused = '{"errors":[{"message":"no","extensions":{"code":"UNAUTHENTICATED"}}]}';
  answerWith(refused);
  await ask(PING, {}, { door: '/store/graphql' }).catch(() => undefined);
  expect(signedOut.get()).toBe(false);

  answerWith(refused);
  await ask(PING, {}).catch(() => undefined);

  expect(signedOut.get()).toBe(true);
});

test('a question that was taken back says nothing of the connection', async () => {
  const taken = new AbortController();
  vi.stubGlobal('fetch', async () => {
    taken.abort();
    return { json: () => Promise.reject(new DOMException('', 'AbortError')) };
  });

  await expect(ask(PING, {}, { signal: taken.signal })).rejects.toThrow();

  expect(reachable.get()).toBe(true);
});
