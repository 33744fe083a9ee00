/** Kinds of acts by which the activity can be narrowed, and the acts each stands for. */
export const EVENT_KINDS: { key: string; label: string; actions: string[] }[] = [
  {
    key: 'details',
    label: 'Details and tags',
    actions: ['client.added', 'client.updated', 'client.tagged', 'client.untagged'],
  },
  {
    key: 'orders',
    label: 'Orders and payments',
    actions: ['order.placed', 'order.cancelled', 'payment.recorded', 'service.ended'],
  },
  {
    key: 'tickets',
    label: 'Tickets',
    actions: ['opened', 'replied', 'closed', 'reopened'].map((act) => `ticket.${act}`),
  },
  {
    key: 'notes',
    label: 'Notes',
    actions: ['added', 'edited', 'pinned', 'unpinned', 'removed', 'restored'].map((act) => `note.${act}`),
  },
  {
    key: 'contacts',
    label: 'Contacts',
    actions: ['email', 'phone', 'address', 'company'].flatMap((what) =>
      ['added', 'updated', 'removed'].map((deed) => `client.${what}_${deed}`),
    ),
  },
  {
    key: 'pin',
    label: 'Support PIN',
    actions: ['made', 'revealed', 'regenerated', 'verified', 'refused'].map((deed) => `client.pin_${deed}`),
  },
  {
    key: 'login',
    label: 'Login and verification',
    actions: [
      'client.login_allowed',
      'client.login_denied',
      'client.verification_sent',
      'client.email_verified',
      'client.password_chosen',
      'client.signed_in',
      'client.signed_out',
      'client.sign_in_refused',
      'client.session_ended',
      'client.sessions_ended',
      'client.lockout_lifted',
      'client.password_reset_sent',
      'client.password_reset',
      'client.password_changed',
      'client.came_again',
      'client.login_changed',
      'client.login_change_asked',
      'client.login_change_cancelled',
      'client.login_change_failed',
    ],
  },
  {
    key: 'access',
    label: 'Staff in the account',
    actions: ['impersonation.started', 'impersonation.ended'],
  },
];
