import { expect, test } from 'vitest';
import { LABELS, type ManagedClient, slugOf } from '@/features/client-acts/acts';
import { CLIENT_ACTS } from '@/features/client-acts/order';

test('the menu keeps its order, and holds nothing twice', () => {
  const labels = CLIENT_ACTS.map(({ label }) => label);

  expect(labels).toEqual(LABELS.filter((label) => labels.includes(label)));
});

test('an address names an act in plain words', () => {
  for (const act of CLIENT_ACTS) expect(slugOf(act)).toMatch(/^[a-z]+(-[a-z]+)*$/);
});

const ADA: ManagedClient = {
  id: '1',
  number: 1,
  displayName: 'Ada',
  status: 'ACTIVE',
  loginEmail: 'ada@example.org',
  viewerCan: { revealPin: true, verifyPin: true, exportData: true },
};

test('who may do everything finds every act possible with a client in good standing', () => {
  const impossible = CLIENT_ACTS.filter((act) => !act.isPermitted(() => true) || act.whyNot(ADA) !== undefined);

  expect(impossible.map(({ label }) => label)).toEqual([]);
});

test('without any permission nothing is offered', () => {
  expect(CLIENT_ACTS.filter((act) => act.isPermitted(() => false))).toEqual([]);
});

test.each(['DELETED', 'MERGED'] as const)('with a %s client each act says in a sentence why not', (status) => {
  for (const act of CLIENT_ACTS) {
    expect(
      act.whyNot({ ...ADA, status, viewerCan: { revealPin: false, verifyPin: false, exportData: false } }),
    ).toMatch(/^[A-Z].+\.$/);
  }
});
