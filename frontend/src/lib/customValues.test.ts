import { expect, test } from 'vitest';
import { givenValues, readTyped, typedOf, valueFrom, valueWords } from '@/lib/customValues';

test('what a control holds is sent as its type wants it, and nothing as null', () => {
  const sent = [
    valueFrom('INTEGER', ' 12 '),
    valueFrom('INTEGER', 'twelve'),
    valueFrom('DECIMAL', '12.50'),
    valueFrom('BOOLEAN', 'no'),
    valueFrom('MULTI_SELECT', []),
    valueFrom('TEXT', '  '),
  ];

  expect(sent).toEqual([12, 'twelve', '12.50', false, null, null]);
});

test('what a client has stands in its control, and is sent back the same', () => {
  const values = { BOOLEAN: false, INTEGER: 0, MULTI_SELECT: ['a', 'b'], DATE: '2026-01-31', TEXT: null } as const;

  for (const [type, value] of Object.entries(values)) {
    expect(valueFrom(type as never, typedOf(type as never, value))).toEqual(value);
  }
});

test('a new client is given only what was filled in', () => {
  const form = new FormData();
  form.append('customFields.size', '');
  form.append('customFields.topics', 'Art');
  form.append('customFields.topics', 'Books');
  const fields = [
    { key: 'size', type: 'SELECT' },
    { key: 'topics', type: 'MULTI_SELECT' },
    { key: 'none', type: 'MULTI_SELECT' },
  ] as const;

  const given = givenValues(readTyped(form, fields), fields);

  expect(given).toEqual({ topics: ['Art', 'Books'] });
  expect(givenValues({}, fields)).toBeUndefined();
});

test('values are shown in words', () => {
  const words = [
    valueWords('BOOLEAN', false),
    valueWords('DECIMAL', '123456789012.123456'),
    valueWords('MULTI_SELECT', ['Art', 'Books']),
    valueWords('TEXT', null),
  ];

  expect(words).toEqual(['No', '123,456,789,012.123456', 'Art and Books', '']);
});
