import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { AccessPanel } from '@/store/account/AccessPanel';
import { ServicesPanel } from '@/store/account/ServicesPanel';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const service = (name: string) => ({
  id: name,
  status: 'RUNNING',
  runsUntil: null,
  endedAt: null,
  product: { id: 'p', name },
});

const access = (staffName: string) => ({
  ...{ id: staffName, kind: 'STAFF', staffName, mode: 'VIEW', startedAt: '2026-11-22T12:00:00Z' },
  ...{ expiresAt: '2026-11-22T13:00:00Z', endedAt: '2026-11-22T12:10:00Z', isLive: false },
});

/** The server answers these lists: one entry a page. */
function serverKeeps(list: string, [first, second]: object[]) {
  vi.stubGlobal('fetch', async (_door: string, request: RequestInit) => {
    const { after } = JSON.parse(String(request.body)).variables;
    const nodes = [after === 'first' ? second : first];
    const pageInfo = { hasNextPage: after !== 'first', endCursor: 'first' };
    return Response.json({ data: { viewer: { client: { [list]: { nodes, pageInfo } } } } });
  });
}

test('whoever has more services than a page holds reads on', async () => {
  serverKeeps('services', [service('Hosting'), service('Domain')]);
  render(<ServicesPanel />);

  fireEvent.click(await screen.findByRole('button', { name: 'Show more services' }));

  expect(await screen.findByText('Domain')).toBeDefined();
  expect(screen.getByText('Hosting')).toBeDefined();
});

test('nobody who was in the account is left out, however long ago', async () => {
  serverKeeps('impersonations', [access('Sam'), access('Kim')]);
  render(<AccessPanel />);

  fireEvent.click(await screen.findByRole('button', { name: 'Show who came before' }));

  expect(await screen.findByText('Kim')).toBeDefined();
  expect(screen.getByText('Sam')).toBeDefined();
});
