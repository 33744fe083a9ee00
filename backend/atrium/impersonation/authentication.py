"""Who is calling at the store's door: somebody in a client's account, if the tab says so; else client or nobody."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from atrium.access import sessions
from atrium.access.authentication import cookie_in, note
from atrium.clients.signing_in import sessions as client_sessions
from atrium.clients.signing_in.authentication import authenticate_client
from atrium.errors import Unauthenticated
from atrium.graph.reading.filters import uuid_or_none
from atrium.impersonation.queries import find
from atrium.impersonation.redeeming import cookie_name
from atrium.principal import ActorKind, Door, Impersonating, Principal

HEADER = "x-impersonation"
GONE = "You are no longer in this client's account."


async def authenticate_at_the_store(headers: Mapping[str, str], door: Door, address: str) -> Principal:
    """The caller of one request at the store's door; `headers` in lower case, `address` the caller's on the network.

    With the header X-Impersonation only the cookie of that impersonation is read, and what does not count raises
    Unauthenticated: nobody shall act as a visitor, or as themselves, who means to act as the client. Without the header
    no such cookie is read.
    """
    asked = headers.get(HEADER)
    if asked is None:
        return await authenticate_client(headers, door, address)
    named = uuid_or_none(asked.strip())
    secret = named and headers.get("x-requested-by") and cookie_in(headers, cookie_name(named))
    if not (named and secret):
        raise Unauthenticated(GONE)
    return await entered(named, secret, address)


async def entered(id: UUID, secret: str, address: str) -> Principal:
    """The client whose account is open, and who acts there. Raises Unauthenticated for what does not count."""
    found = await find(id, secret)
    if found is None:
        raise Unauthenticated(GONE)
    by = found.by
    if found.is_to_be_seen:  # who acts here is at work
        theirs = sessions if by.kind is ActorKind.STAFF_AS_CLIENT else client_sessions
        note(found.session_id, theirs.note_seen, theirs.SEEN_EVERY)
    return Principal(
        by.kind,
        found.client_id,
        found.client_name,
        door=Door.STORE,
        address=address,
        impersonating=Impersonating(found.id, found.mode, by),
    )
