import type { LinkProps } from '@tanstack/react-router';

/** Where a part of the settings lies, and the permission without which its page would be refused. */
export interface Entrance {
  to: LinkProps['to'];
  needs: string;
}

/** In the order in which they are shown; what else they have stands in `sections`, which the frame does not need. */
export const ENTRANCES = [
  { to: '/settings/mailbox', needs: 'mail.read' },
  { to: '/settings/custom-fields', needs: 'custom_field.manage' },
  { to: '/settings/products', needs: 'product.manage' },
  { to: '/settings/support-pin', needs: 'settings.manage' },
  { to: '/settings/imports', needs: 'client.import' },
  { to: '/settings/jobs', needs: 'client.bulk' },
  { to: '/settings/impersonations', needs: 'client.impersonate' },
  { to: '/settings/staff', needs: 'staff.manage' },
  { to: '/settings/groups', needs: 'staff.manage' },
  { to: '/settings/tokens', needs: 'token.manage' },
  { to: '/settings/audit', needs: 'audit.read' },
] as const satisfies readonly Entrance[];

/** @returns the parts that this person may enter. */
export const entrancesFor = (permissions: readonly string[]): Entrance[] =>
  ENTRANCES.filter(({ needs }) => permissions.includes(needs));
