import { expect, test } from 'vitest';
import { faultsOfLines, inputOf, isOverridden, missingIn, newLine } from '@/features/quick-order/lines';

const HOSTING = { id: '1', name: 'Hosting', intervalMonths: 1, price: { amount: '20.00', currency: 'EUR' } };

test('a line says what it is about, how many, and another price with its reason', () => {
  const plain = { ...newLine('product:1'), quantity: '2' };
  const cheaper = { ...newLine('service:7'), price: '12,50', reason: ' a promise ' };

  expect(inputOf([plain, cheaper])).toEqual([
    { productId: '1', quantity: 2 },
    { serviceId: '7', quantity: 1, price: '12.50', reason: 'a promise' },
  ]);
});

test('only a new product runs already until a day', () => {
  const lines = [newLine('product:1'), newLine('service:7')].map((line) => ({ ...line, runsUntil: '2027-01-31' }));

  expect(inputOf(lines).map(({ runsUntil }) => runsUntil)).toEqual(['2027-01-31', undefined]);
});

test('what is missing is told at its field', () => {
  const wrong = { ...newLine(), quantity: '0', price: 'ten' };

  expect([...missingIn([newLine('product:1'), wrong]).keys()]).toEqual([
    'lines.1.what',
    'lines.1.quantity',
    'lines.1.price',
  ]);
});

test('the same price in other words is no other price', () => {
  const priced = (price: string) => isOverridden({ ...newLine('product:1'), price }, HOSTING);

  expect(['20', '20.0', '020.00', ''].map(priced)).toEqual([false, false, false, false]);
  expect(['2', '200', '0', '20.01'].map(priced)).toEqual([true, true, true, true]);
});

test('a fault of either id stands at the choice of the line', () => {
  const fields = [
    { path: ['lines', '0', 'serviceId'], message: 'Gone.' },
    { path: ['paid', 'reference'], message: 'Too long.' },
  ];

  expect([...faultsOfLines(fields)]).toEqual([
    ['lines.0.what', 'Gone.'],
    ['paid.reference', 'Too long.'],
  ]);
});
