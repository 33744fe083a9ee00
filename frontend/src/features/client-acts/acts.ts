import type { UseNavigateResult } from '@tanstack/react-router';
import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';
import type { ManagedClientFragment } from '@/generated/graphql';

/** The names of what the menu Manage client can hold, in the order in which it holds them. */
export const LABELS = [
  'Client support PIN',
  'Place new quick order',
  'Place new order',
  'Open new ticket',
  'Impersonate client',
  'Attach child account',
  'Link to a parent',
  'Merge client data',
  'Delete',
] as const;

export type ManagedClient = ManagedClientFragment;

export interface ActDialogProps {
  client: ManagedClient;
  onClose: () => void;
}

/** One entry of the menu Manage client. */
interface Entry {
  label: (typeof LABELS)[number];
  Icon: LucideIcon;
  /** Whether the viewer may do this to any client at all: who may not does not see the entry. */
  isPermitted: (may: (permission: string) => boolean) => boolean;
  /** Why it cannot be done to this client now: a sentence that stands beneath the entry. Undefined when it can. */
  whyNot: (client: ManagedClient) => string | undefined;
}

/** An act that asks in a dialog, loaded when wanted; while it is open the address says `act=place-new-quick-order`. */
interface InDialog extends Entry {
  Dialog: ComponentType<ActDialogProps>;
}

/** An act that happens elsewhere: another page, another window. `run` is called inside the click. */
interface Elsewhere extends Entry {
  run: (client: ManagedClient, navigate: UseNavigateResult<string>) => void;
}

export type ClientAct = InDialog | Elsewhere;

/** What the address calls an act: "place-new-quick-order". */
export const slugOf = ({ label }: Entry) => label.toLowerCase().replaceAll(' ', '-');

/** The common reason: what has ended cannot be acted upon. @param what names the act's object, as "orders". */
export function whyEnded({ status }: ManagedClient, what: string): string | undefined {
  if (status === 'DELETED') return `A deleted client takes no ${what}.`;
  if (status === 'MERGED') return `This client was merged into another, which takes its ${what}.`;
  return undefined;
}
