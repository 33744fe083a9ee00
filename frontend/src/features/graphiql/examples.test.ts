import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { EXAMPLES } from '@/features/graphiql/examples';
import { parsedVariables } from '@/features/graphiql/operations';

const schema = buildSchema(readFileSync(path.join(import.meta.dirname, '../../../../schema.graphql'), 'utf8'));

test.each(EXAMPLES)('“$title” is understood by this server', ({ query, variables }) => {
  expect(validate(schema, parse(query))).toEqual([]);
  expect(() => parsedVariables(variables)).not.toThrow();
});

test('each example has a title of its own', () => {
  expect(new Set(EXAMPLES.map(({ title }) => title)).size).toBe(EXAMPLES.length);
});
