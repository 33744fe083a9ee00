const SENTENCES: Record<string, string> = {
  'client.read': 'See clients and their contact details.',
  'client.create': 'Add clients.',
  'client.update': 'Change clients and their contact details.',
  'client.login': "Allow or deny a client's login, and send verification mails again.",
  'client.read_deleted': 'See clients that were deleted.',
  'mail.read': 'Read every mail, also captured ones whose links still work.',
  'mail.send': 'Send a mail again, or try one again that failed.',
  'event.read': 'See who did what, and when.',
  'dashboard.read': 'See the clients dashboard and its figures.',
  'token.manage': "Create and revoke one's own API tokens.",
  'staff.manage': "Add and disable staff, choose their groups, revoke anyone's API tokens.",
};

/** What a permission allows, in one plain sentence; a name that is not known here speaks for itself. */
export const sentenceOf = (permission: string) => SENTENCES[permission] ?? permission;
