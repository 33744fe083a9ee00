import { parse } from 'graphql';
import { afterEach, expect, test, vi } from 'vitest';
import { nameOf, operationAt, parsedVariables, send, tidied, Unsendable } from '@/features/graphiql/operations';
import { signedOut } from '@/lib/connection';

const TWO = 'query One { a }\nmutation Two { b }';

afterEach(() => {
  vi.unstubAllGlobals();
  signedOut.set(false);
});

test('of several operations the one at the cursor is sent', () => {
  const names = [0, TWO.length - 2, 9999].map((cursor) => operationAt(parse(TWO), cursor).name?.value);

  expect(names).toEqual(['One', 'Two', 'One']);
});

test('a document without an operation is not sent', () => {
  expect(() => operationAt(parse('fragment F on Client { id }'), 0)).toThrow(Unsendable);
});

test('variables are a JSON object or nothing', () => {
  expect(parsedVariables(' ')).toEqual({});
  expect(parsedVariables('{"first": 1}')).toEqual({ first: 1 });
  for (const wrong of ['[1]', 'null', '{', '"text"']) expect(() => parsedVariables(wrong)).toThrow(Unsendable);
});

test('an answer is read as it came, refused or not; a lost session brings the sign-in', async () => {
  const body = '{"errors":[{"message":"no","extensions":{"code":"UNAUTHENTICATED"}}]}';
  vi.stubGlobal('fetch', async () => new Response(body, { status: 401, headers: { 'x-request-id': 'r-1' } }));

  const outcome = await send({ query: TWO, variables: '' }, TWO.length - 2);

  expect(outcome).toMatchObject({ status: 401, requestId: 'r-1', bytes: body.length, isMutation: true });
  expect(outcome.text).toContain('\n  "errors": [');
  expect(signedOut.get()).toBe(true);
});

test('tidying indents what can be read and keeps the rest', () => {
  expect(tidied({ query: '{a b}', variables: '{"x":1}' })).toEqual({
    query: '{\n  a\n  b\n}',
    variables: '{\n  "x": 1\n}',
  });
  expect(tidied({ query: '{a', variables: '{' })).toEqual({ query: '{a', variables: '{' });
  expect(tidied({ query: '{a} # why', variables: '' }).query).toBe('{a} # why');
});

test('an operation is called by its name, or by its kind', () => {
  expect([nameOf(TWO), nameOf('{ a }')]).toEqual(['One', 'Unnamed query']);
});
