import type { ActorKind } from '@/generated/graphql';

const KINDS: Partial<Record<ActorKind, string>> = { CLIENT: 'the client', SYSTEM: 'Atrium' };

/** Who did it: the name, or what it was where there is none. */
export const byWhom = ({ kind, name }: { kind: ActorKind; name: string }): string =>
  name || (KINDS[kind] ?? 'somebody');
