import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import type { CustomFieldLineFragment } from '@/generated/graphql';
import { meaningsFor, withChosen } from '@/pages/settings-imports/known';
import { Meanings } from '@/pages/settings-imports/Meanings';

afterEach(cleanup);

const field = (type: string, options: string[] = []) =>
  [{ key: 'size', label: 'Size', type, options }] as unknown as CustomFieldLineFragment[];
const values = (name: string, custom: CustomFieldLineFragment[] = []) =>
  meaningsFor(name, custom)?.map(({ value }) => value);

test('a field offers what it knows, and takes any text where it knows nothing', () => {
  expect(values('allowLogin')).toEqual(['yes', 'no']);
  expect(values('emailVerified')).toEqual(['yes', 'no']);
  expect(values('country3')).toContain('DE');
  expect(values('currency')).toContain('EUR');
  expect(values('language')).toContain('pt');
  expect(values('customFields.size', field('SELECT', ['S', 'M']))).toEqual(['S', 'M']);
  expect(values('customFields.size', field('BOOLEAN'))).toEqual(['yes', 'no']);
  expect(values('customFields.size', field('COUNTRY'))).toContain('FR');
  expect([values('tags'), values('customFields.size', field('TEXT')), values('customFields.gone')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('a meaning that was chosen earlier stays to be seen', () => {
  expect(withChosen([{ value: 'S', words: 'S' }], 'XL').map(({ value }) => value)).toEqual(['S', 'XL']);
  expect(withChosen([{ value: 'S', words: 'S' }], undefined)).toHaveLength(1);
});

test('a word is given one of the meanings, and loses it again', () => {
  const change = vi.fn();
  const given = { column: 'Status', samples: ['Closed'], known: meaningsFor('allowLogin', []), onChange: change };
  const { rerender } = render(<Meanings {...given} values={{}} />);
  const choice = () => screen.getByLabelText('“Closed” means');
  fireEvent.change(choice(), { target: { value: 'no' } });
  expect(change).toHaveBeenLastCalledWith({ Closed: 'no' });

  rerender(<Meanings {...given} values={{ Closed: 'no' }} />);

  expect(screen.getByText('1 word explained')).toBeTruthy();
  fireEvent.change(choice(), { target: { value: '' } });
  expect(change).toHaveBeenLastCalledWith({});
});

test('a text is written where the field takes any', () => {
  render(<Meanings column="Group" samples={['7']} known={undefined} values={{}} onChange={() => undefined} />);

  expect(screen.getByLabelText('“7” means').tagName).toBe('INPUT');
});
