"""What may be allowed, in one plain sentence each, and the groups that come with Atrium."""

from __future__ import annotations

PERMISSIONS: dict[str, str] = {
    "client.read": "See clients and their contact details.",
    "client.create": "Add clients.",
    "client.update": "Change clients and their contact details.",
    "client.login": "Allow or deny a client's login, end sessions, lift lock-outs, mail links to verify or reset.",
    "client.impersonate": "Enter clients' accounts at the store; see who is in one, and end it.",
    "client.read_deleted": "See clients that were deleted.",
    "client.link": "Put accounts under others, and take them out again.",
    "client.merge": "Merge clients into one, and undo it for 30 days.",
    "client.delete": "Delete clients, and restore them.",
    "client.erase": "Erase the personal data of clients, for good.",
    "client.bulk": "Act on many clients at once; each act needs its own permission beside this.",
    "client.export": "Take clients away in files.",
    "pin.verify": "Check a caller's support PIN.",
    "pin.reveal": "See clients' support PINs and make new ones; each time it is written down.",
    "note.read": "Read the notes about clients.",
    "note.write": "Write notes about clients; change, pin and remove anyone's.",
    "view.share": "Share saved views with everybody here; change and remove shared ones.",
    "custom_field.manage": "Define custom fields, change and remove them.",
    "order.read": "See products sold, orders, payments and services, and what clients are worth.",
    "order.place": "Place orders for clients, cancel unpaid ones, end services.",
    "order.override_price": "Sell at another price than the product's own.",
    "payment.record": "Write down payments.",
    "sales.read": "See the sales report: what came in by day, month, method and product.",
    "product.manage": "Add products, change and archive them.",
    "ticket.read": "Read the tickets of clients.",
    "ticket.write": "Open tickets for clients; answer, close and reopen anyone's.",
    "mail.read": "Read every mail, also captured ones whose links still work.",
    "mail.send": "Send a mail again, or try one again that failed.",
    "event.read": "See who did what, and when.",
    "audit.read": "See the audit log: sign-ins, and what was done about staff, groups, tokens and settings.",
    "dashboard.read": "See the clients dashboard and its figures.",
    "client.import": "Import clients: add and change them by file, with logins, parents and notes; take imports back.",
    "job.manage": "See everybody's long work, and stop it.",
    "settings.manage": "Change the settings of the whole store.",
    "token.manage": "Create and revoke one's own API tokens.",
    "staff.manage": "Invite and disable staff, choose their groups, end their sessions, revoke anyone's API tokens.",
}
"""Every permission there is. A name is for ever: groups and tokens keep it."""

ADMINISTRATOR = "Administrator"

PRESETS: dict[str, frozenset[str]] = {
    ADMINISTRATOR: frozenset(PERMISSIONS),
    "Support": frozenset(
        {
            "client.read",
            "client.create",
            "client.update",
            "client.login",
            "client.impersonate",
            "client.read_deleted",
            "client.merge",
            "client.bulk",
            "pin.verify",
            "client.link",
            "note.read",
            "note.write",
            "view.share",
            "order.read",
            "order.place",
            "ticket.read",
            "ticket.write",
            "mail.read",
            "mail.send",
            "event.read",
            "dashboard.read",
        }
    ),
    "Finance": frozenset(
        {
            "client.read",
            "client.create",
            "client.update",
            "note.read",
            "note.write",
            "order.read",
            "order.place",
            "order.override_price",
            "payment.record",
            "product.manage",
            "sales.read",
            "event.read",
            "dashboard.read",
        }
    ),
    "Marketing": frozenset({"client.read", "dashboard.read"}),
    "Read-only": frozenset(
        {"client.read", "note.read", "order.read", "ticket.read", "sales.read", "event.read", "dashboard.read"}
    ),
}
"""The groups of every installation. Who may read mails could verify an address in a client's name: so not Read-only."""
