/** Kinds of acts by which the log can be narrowed, and each act in words. */
export const AUDIT_KINDS = {
  'sign-in': {
    label: 'Signing in',
    acts: {
      'staff.signed_in': 'Signed in',
      'staff.signed_out': 'Signed out',
      'staff.sign_in_refused': 'Sign-in refused',
      'client.sign_in_refused': 'Sign-in at the store refused',
      'client.pin_refused': 'Was told a support PIN that is nobody’s',
      'staff.stepped_up': 'Proved again who they are',
      'staff.step_up_refused': 'A proof was refused',
      'staff.session_ended': 'Ended a session',
      'staff.sessions_ended': 'Ended sessions',
      'staff.totp_turned_on': 'Switched two-step sign-in on',
      'staff.totp_turned_off': 'Switched two-step sign-in off',
      'staff.totp_removed': 'Took two-step sign-in off a staff member',
      'staff.recovery_code_used': 'Used a recovery code',
      'staff.recovery_codes_renewed': 'Renewed the recovery codes',
      'staff.password_changed': 'Changed the password',
      'staff.password_reset': 'Chose a new password',
      'staff.password_reset_requested': 'Sent a link for a new password',
    },
  },
  staff: {
    label: 'Staff and groups',
    acts: {
      'staff.added': 'Added to the staff',
      'staff.invited': 'Invited to the staff',
      'staff.invitation_accepted': 'Accepted the invitation',
      'staff.updated': 'Changed a staff member',
      'staff.disabled': 'Disabled a staff member',
      'staff.enabled': 'Enabled a staff member',
      'staff_group.added': 'Added a group',
      'staff_group.updated': 'Changed a group',
      'staff_group.removed': 'Removed a group',
    },
  },
  tokens: {
    label: 'API tokens',
    acts: { 'token.created': 'Created an API token', 'token.revoked': 'Revoked an API token' },
  },
  products: {
    label: 'Products',
    acts: { 'product.added': 'Added a product', 'product.updated': 'Changed a product' },
  },
  imports: {
    label: 'Imports',
    acts: {
      'import.uploaded': 'Uploaded a file of clients',
      'import.mapped': 'Mapped the columns of a file',
      'import.commit_started': 'Began to import a file',
      'import.committed': 'Imported a file',
      'import.cancelled': 'Stopped an import',
      'import.revert_started': 'Began to take an import back',
      'import.reverted': 'Took an import back',
      'import.file_fetched': 'Fetched what became of a file',
    },
  },
  views: {
    label: 'Views',
    acts: {
      'view.shared': 'Shared a view',
      'view.updated': 'Changed a shared view',
      'view.removed': 'Removed a shared view',
    },
  },
  settings: {
    label: 'Custom fields',
    acts: {
      'custom_field.defined': 'Defined a custom field',
      'custom_field.updated': 'Changed a custom field',
      'custom_field.moved': 'Moved a custom field',
      'custom_field.removed': 'Removed a custom field',
    },
  },
  store: {
    label: 'Store settings',
    acts: { 'settings.changed': 'Changed a setting of the store' },
  },
  work: {
    label: 'Bulk work and files',
    acts: {
      'client.exported': 'Exported clients to a file',
      'sales.exported': 'Exported the sales report',
      'job.started': 'Started work on many clients',
      'job.cancelled': 'Stopped work on many clients',
      'job.file_fetched': 'Downloaded a file of clients',
      'mail.resent': 'Sent a mail again',
    },
  },
} as const satisfies Record<string, { label: string; acts: Record<string, string> }>;

export type AuditKind = keyof typeof AUDIT_KINDS;

const WORDS: Record<string, string> = Object.assign({}, ...Object.values(AUDIT_KINDS).map(({ acts }) => acts));

/** "staff.signed_in" in words; what has none yet is at least readable. */
export function auditWords(action: string): string {
  const words = WORDS[action] ?? action.replace(/[._]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
