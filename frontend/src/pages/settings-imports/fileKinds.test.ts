import { expect, test } from 'vitest';
import { whyNotSent } from '@/pages/settings-imports/fileKinds';

const why = (name: string, size = 10) => whyNotSent({ name, size }, 1_000_000);

test('a file that could not be read is refused before it is sent', () => {
  expect(why('Clients.CSV')).toBeUndefined();
  expect(why('clients.jsonl')).toBeUndefined();
  expect(why('photo.png')).toMatch(/no CSV/);
  expect(why('clients')).toMatch(/no CSV/);
  expect(why('clients.xls')).toMatch(/old Excel format/);
  expect(why('clients.csv', 0)).toMatch(/is empty/);
  expect(why('clients.csv', 1_000_001)).toMatch(/at most 1 megabyte\./);
});
