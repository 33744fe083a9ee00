import { expect, test } from 'vitest';
import type { ImportCardFragment, ImportColumnLineFragment, KeptMappingFragment } from '@/generated/graphql';
import { byOrder, fieldWords, partsOf } from '@/pages/settings-imports/fieldWords';
import {
  columnsOf,
  draftOf,
  faultsByColumn,
  fieldsTwice,
  missingIn,
  offersOf,
  takesMeanings,
  withKept,
} from '@/pages/settings-imports/mapping';

const work = { allowLogin: true, whenFound: 'UPDATE', defaultCountry: 'DE' } as ImportCardFragment;
const column = (name: string, guess: string, field = ''): ImportColumnLineFragment => ({
  name,
  samples: [],
  guess,
  certainty: 95,
  field,
  values: { Closed: false },
});

test('a mapping begins as guessed, and then is what was chosen', () => {
  expect(columnsOf(draftOf(work, [column('Mail', 'email'), column('Colour', '')]))).toEqual([
    { column: 'Mail', field: 'email', values: { Closed: 'no' } },
  ]);
  const mapped = draftOf(work, [column('Mail', 'email', 'notes'), column('Town', 'city')]);
  expect(mapped.choices).toMatchObject({ Mail: { field: 'notes' }, Town: { field: '' } });
});

test('a kept mapping is taken as far as the file has its columns', () => {
  const kept = {
    ...work,
    columns: [
      { column: 'Mail', field: 'email' },
      { column: 'Gone', field: 'city' },
    ],
  };
  const draft = withKept(
    draftOf(work, [column('Mail', ''), column('Town', 'city')]),
    kept as unknown as KeptMappingFragment,
  );
  expect(columnsOf(draft)).toEqual([{ column: 'Mail', field: 'email', values: {} }]);
});

test('a field that is chosen twice is found, and what is missing', () => {
  const draft = draftOf(work, [column('a', 'city'), column('b', 'city')]);
  expect([...fieldsTwice(draft)]).toEqual(['city']);
  expect(missingIn(draft, [{ key: 'size', label: 'Size' }])).toEqual([
    'A name, a company, an e-mail address or an external id',
    'Size',
  ]);
  expect(missingIn(draftOf(work, [column('a', 'email2'), column('b', 'customFields.size')]), [])).toEqual([]);
});

test('of what a client may have several of, one more than are used is offered', () => {
  const fields = [
    { name: 'email', hasSeveral: true, sentence: '' },
    { name: 'firstName', hasSeveral: false, sentence: '' },
  ];
  const offered = offersOf(fields, draftOf(work, [column('a', 'email2')])).map(({ words }) => words);
  expect(offered).toEqual(['First name', 'E-mail', 'E-mail (2nd)', 'E-mail (3rd)']);
});

test('fields are known by their names, also the second line of an address', () => {
  expect(partsOf('line12')).toEqual(['line1', 2]);
  expect(partsOf('line2')).toEqual(['line2', 1]);
  expect(fieldWords('customFields.size')).toBe('size');
  expect(byOrder('firstName', 'email')).toBeLessThan(0);
  expect(byOrder('customFields.size', 'notes')).toBeGreaterThan(0);
  expect([takesMeanings('country3'), takesMeanings('customFields.x'), takesMeanings('city')]).toEqual([
    true,
    true,
    false,
  ]);
});

test('a fault is shown at the column that it is about', () => {
  const draft = draftOf(work, [column('Colour', ''), column('Mail', 'email')]);
  const faults = faultsByColumn(
    [
      { path: ['columns', '0', 'field'], message: 'Twice.' },
      { path: ['defaultCountry'], message: 'No.' },
    ],
    draft,
  );
  expect([...faults.keys()]).toEqual(['field:Mail', 'defaultCountry']);
});
