import type { MailState } from '@/generated/graphql';

/** In the order in which they are offered. */
export const MAIL_STATES = ['WAITING', 'SENT', 'FAILED', 'CAPTURED'] as const satisfies readonly MailState[];
