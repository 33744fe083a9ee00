import { AUDIT_KINDS, type AuditKind } from '@/features/audit/words';
import { oneOf, type Raw, textOf } from '@/lib/search';

/** The log's address: the kind of acts that is shown, and whose. */
export interface AuditSearch {
  kind?: AuditKind;
  who?: string;
}

export function readAuditSearch(raw: Raw): AuditSearch {
  return { kind: oneOf(raw.kind, Object.keys(AUDIT_KINDS) as AuditKind[]), who: textOf(raw.who) };
}
