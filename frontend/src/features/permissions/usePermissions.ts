import { useQuery } from '@tanstack/react-query';
import { type PermissionLineFragment, PermissionsDocument } from '@/generated/graphql';
import { asking } from '@/lib/asking';

/** All that may be allowed, in the server's order; it changes only with a new version of Atrium. */
export function usePermissions() {
  return useQuery({ ...asking(PermissionsDocument, {}), staleTime: Infinity });
}

/** @returns what a permission allows, in one plain sentence; until the sentences are there its name. */
export function useSentences(): (permission: string) => string {
  const { data } = usePermissions();
  return (permission) => data?.permissions.find(({ name }) => name === permission)?.sentence ?? permission;
}

const ROOMS: Record<string, string> = {
  client: 'Clients',
  ticket: 'Tickets',
  mail: 'Mail',
  event: 'Activity',
  audit: 'Audit log',
  dashboard: 'Dashboard',
  job: 'Jobs',
  token: 'API tokens',
  staff: 'Staff',
};

/** Permissions by what they are about, as their names begin, in the order in which they come. */
export function byRoom<Each extends Pick<PermissionLineFragment, 'name'>>(
  permissions: readonly Each[],
): [string, Each[]][] {
  const rooms = new Map<string, Each[]>();
  for (const each of permissions) {
    const room = each.name.replace(/\..*/, '');
    rooms.set(room, [...(rooms.get(room) ?? []), each]);
  }
  return [...rooms].map(([room, each]) => [ROOMS[room] ?? titled(room), each]);
}

/** "custom_field" reads "Custom field". */
function titled(room: string): string {
  const words = room.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
