import {
  FileUp,
  KeyRound,
  ListChecks,
  ListPlus,
  Mail,
  Package,
  RectangleEllipsis,
  ScrollText,
  ShieldCheck,
  UserRoundCog,
  UsersRound,
} from 'lucide-react';
import { ENTRANCES, type Entrance } from '@/features/settings/entrances';

interface Face {
  label: string;
  Icon: typeof Mail;
  /** What else one may look for when one means this. */
  words: string;
}

/** A part of the settings with an address of its own. */
export type Section = Entrance & Face;

const FACES: Record<(typeof ENTRANCES)[number]['to'], Face> = {
  '/settings/mailbox': {
    label: 'Mailbox',
    Icon: Mail,
    words: 'outbox email smtp captured sent failed delivery resend retry',
  },
  '/settings/custom-fields': {
    label: 'Custom fields',
    Icon: ListPlus,
    words: 'client definition key type option required visibility registration form column text number date choice',
  },
  '/settings/products': {
    label: 'Products',
    Icon: Package,
    words: 'catalogue article sku price sold recurring archive',
  },
  '/settings/support-pin': {
    label: 'Support PIN',
    Icon: RectangleEllipsis,
    words: 'caller verify identity code digits interval hours telephone call',
  },
  '/settings/imports': {
    label: 'Imports',
    Icon: FileUp,
    words: 'file upload csv tsv xlsx json excel migrate mapping staged commit revert whmcs blesta fossbilling upmind',
  },
  '/settings/jobs': {
    label: 'Jobs',
    Icon: ListChecks,
    words: 'bulk export file csv xlsx download progress cancel result outcome long work',
  },
  '/settings/impersonations': {
    label: 'Impersonations',
    Icon: UserRoundCog,
    words: 'support access account who is in now end acting as client log',
  },
  '/settings/staff': {
    label: 'Staff',
    Icon: UsersRound,
    words: 'people colleague invite disable enable session administrator',
  },
  '/settings/groups': {
    label: 'Groups',
    Icon: ShieldCheck,
    words: 'permission role matrix preset support finance marketing administrator',
  },
  '/settings/tokens': {
    label: 'API tokens',
    Icon: KeyRound,
    words: 'integration program script key secret bearer curl graphql scope expiry revoke',
  },
  '/settings/audit': {
    label: 'Audit log',
    Icon: ScrollText,
    words: 'who did what when history sign-in security trail',
  },
};

export const SECTIONS: Section[] = ENTRANCES.map((entrance) => ({ ...entrance, ...FACES[entrance.to] }));

/** @returns the parts that this person may enter. */
export const sectionsFor = (permissions: readonly string[]): Section[] =>
  SECTIONS.filter(({ needs }) => permissions.includes(needs));

/** @returns the part at this address when the person may not enter it; one's own jobs are everybody's to look at. */
export const closedAt = (path: string, permissions: readonly string[]): Section | undefined =>
  SECTIONS.find(({ to = '', needs }) => path.startsWith(to) && to !== '/settings/jobs' && !permissions.includes(needs));

/** @returns those in which every word of the search begins a word of theirs. */
export function sectionsMatching(sections: Section[], search: string): Section[] {
  const asked = search.toLowerCase().split(/\s+/).filter(Boolean);
  return sections.filter(({ label, words }) => {
    const known = `${label} ${words}`.toLowerCase().split(' ');
    return asked.every((word) => known.some((each) => each.startsWith(word)));
  });
}
