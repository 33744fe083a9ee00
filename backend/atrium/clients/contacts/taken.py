"""Whether an address is another client's login."""

from __future__ import annotations

from atrium import database
from atrium.clients.models import Client
from atrium.contacts.emails import Email
from atrium.errors import EmailTaken
from atrium.faults import Faults
from atrium.principal import Principal

_TAKEN = """
SELECT id FROM client WHERE login_fold = $1 AND id <> $2 AND (merged_into_id IS NULL OR merged_into_id <> $2)
"""


async def refuse(faults: Faults, client: Client, email: Email | None, by: Principal) -> None:
    """Refuse with all that was found; with EmailTaken where that is all.

    A client at the store is not told whose an address is: there it joins the list like any other.

    A client that never had a login may share an address with one that has, as a family shares a mailbox. What a client
    that was merged into this one logged in with is this one's own.
    """
    is_asked = by.client_id is None and (client.allow_login or client.login_fold is not None)
    if email and is_asked and await database.rows(_TAKEN, email.fold, client.id):
        if not faults.found:
            raise EmailTaken(email=email.address)
        faults.add("address", "EMAIL_TAKEN", EmailTaken.message)
    faults.refuse()
