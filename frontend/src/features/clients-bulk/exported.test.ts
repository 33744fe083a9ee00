import { describe, expect, it } from 'vitest';
import { chosenBy } from '@/features/clients-bulk/chosen';
import { chosenAtFirst, inOrder } from '@/features/clients-bulk/exported';

const OFFERED = ['number', 'name', 'email', 'createdAt', 'customFields.seats'].map((key) => ({ key, label: key }));

describe('the columns of a file', () => {
  it('are at first those that the list shows, in its order', () => {
    expect(chosenAtFirst(['name', 'cf.seats', 'created', 'gone'], OFFERED)).toEqual([
      'name',
      'customFields.seats',
      'createdAt',
    ]);
  });

  it('come first when they are chosen', () => {
    expect(inOrder(OFFERED, ['email', 'name']).map(({ key }) => key)).toEqual([
      'email',
      'name',
      'number',
      'createdAt',
      'customFields.seats',
    ]);
  });
});

describe('the clients that an act is about', () => {
  const ids = new Set(['1', '2']);

  it('are those selected, of whatever status the list shows', () => {
    expect(chosenBy({ isAll: false, ids }, { status: ['DELETED'], search: 'x' }, 2).filter).toEqual({
      ids: ['1', '2'],
      status: ['DELETED'],
    });
  });

  it('are all that match but those left out', () => {
    const filter = { search: 'x' };
    expect(chosenBy({ isAll: true, ids }, filter, 8)).toEqual({ filter, exceptIds: ['1', '2'], count: 8 });
  });
});
