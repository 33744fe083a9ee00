"""Who is calling at the store's door: looked up at every request, so that what was ended is over at the next one."""

from __future__ import annotations

from collections.abc import Mapping

from atrium.access.authentication import bearer_in, cookie_in, note
from atrium.clients.signing_in import sessions
from atrium.errors import Unauthenticated
from atrium.principal import ActorKind, Door, Principal, nobody


async def authenticate_client(headers: Mapping[str, str], door: Door, address: str) -> Principal:
    """The caller of one request at the store's door; `headers` in lower case, `address` the caller's on the network.

    A client's bearer token is asked for first (it was sent on purpose, a cookie comes by itself), then the session
    cookie, which counts only beside the header X-Requested-By. Staff's cookies and tokens are not read here. A cookie
    that does not count is nobody; for a client's token Unauthenticated is raised.
    """
    token = bearer_in(headers) or ""
    if token.startswith(sessions.TOKEN):
        found = await _of(token.removeprefix(sessions.TOKEN), address, is_token=True)
        if found is None:
            raise Unauthenticated("This sign-in has ended. Please sign in again.")
        return found
    secret = cookie_in(headers, sessions.cookie_name())
    if secret and headers.get("x-requested-by"):
        return await _of(secret, address, is_token=False) or nobody(door, address)
    return nobody(door, address)


async def _of(secret: str, address: str, *, is_token: bool) -> Principal | None:
    found = await sessions.find(secret, is_token=is_token)
    if found is None:
        return None
    if found.is_to_be_seen:
        note(found.id, sessions.note_seen, sessions.SEEN_EVERY)
    return Principal(
        ActorKind.CLIENT,
        found.client_id,
        found.client_name,
        door=Door.STORE,
        session_id=found.id,
        address=address,
    )
