import { expect, test } from 'vitest';
import { byRoom } from '@/features/permissions/usePermissions';

test('permissions stand under what they are about, in the order in which they come', () => {
  const names = ['mail.read', 'client.read', 'custom_field.manage', 'client.create'];

  const rooms = byRoom(names.map((name) => ({ name })));

  expect(rooms.map(([room, each]) => [room, each.length])).toEqual([
    ['Mail', 1],
    ['Clients', 2],
    ['Custom field', 1],
  ]);
});
