import type { LinkProps } from '@tanstack/react-router';
import { KeyRound, ListChecks, ListPlus, Mail, ScrollText, ShieldCheck, UsersRound } from 'lucide-react';

/** A part of the settings with an address of its own. */
export interface Section {
  to: LinkProps['to'];
  label: string;
  Icon: typeof Mail;
  /** The permission without which the page would be refused. */
  needs: string;
  /** What else one may look for when one means this. */
  words: string;
}

export const SECTIONS: Section[] = [
  {
    to: '/settings/mailbox',
    label: 'Mailbox',
    Icon: Mail,
    needs: 'mail.read',
    words: 'outbox email smtp captured sent failed delivery resend retry',
  },
  {
    to: '/settings/custom-fields',
    label: 'Custom fields',
    Icon: ListPlus,
    needs: 'custom_field.manage',
    words: 'client definition key type option required visibility registration form column text number date choice',
  },
  {
    to: '/settings/jobs',
    label: 'Jobs',
    Icon: ListChecks,
    needs: 'client.bulk',
    words: 'bulk export file csv xlsx download progress cancel result outcome long work',
  },
  {
    to: '/settings/staff',
    label: 'Staff',
    Icon: UsersRound,
    needs: 'staff.manage',
    words: 'people colleague invite disable enable session administrator',
  },
  {
    to: '/settings/groups',
    label: 'Groups',
    Icon: ShieldCheck,
    needs: 'staff.manage',
    words: 'permission role matrix preset support finance marketing administrator',
  },
  {
    to: '/settings/tokens',
    label: 'API tokens',
    Icon: KeyRound,
    needs: 'token.manage',
    words: 'integration program script key secret bearer curl graphql scope expiry revoke',
  },
  {
    to: '/settings/audit',
    label: 'Audit log',
    Icon: ScrollText,
    needs: 'audit.read',
    words: 'who did what when history sign-in security trail',
  },
];

/** @returns the parts that this person may enter. */
export const sectionsFor = (permissions: readonly string[]): Section[] =>
  SECTIONS.filter(({ needs }) => permissions.includes(needs));

/** @returns those in which every word of the search begins a word of theirs. */
export function sectionsMatching(sections: Section[], search: string): Section[] {
  const asked = search.toLowerCase().split(/\s+/).filter(Boolean);
  return sections.filter(({ label, words }) => {
    const known = `${label} ${words}`.toLowerCase().split(' ');
    return asked.every((word) => known.some((each) => each.startsWith(word)));
  });
}
