/** Kinds of acts by which the activity can be narrowed, and the acts each stands for. */
export const EVENT_KINDS: { key: string; label: string; actions: string[] }[] = [
  { key: 'details', label: 'Details', actions: ['client.added', 'client.updated'] },
  {
    key: 'login',
    label: 'Login and verification',
    actions: [
      'client.login_allowed',
      'client.login_denied',
      'client.verification_sent',
      'client.email_verified',
      'client.password_chosen',
    ],
  },
];
