"""What a mailed link can still do, for a page that wants to know before it asks its reader for anything."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from atrium.clients.models import Client
from atrium.contacts import verification
from atrium.errors import TokenRefused


class LinkState(StrEnum):
    """LIVE links work, once. The others never will again, or never did."""

    LIVE = "LIVE"
    USED = "USED"
    EXPIRED = "EXPIRED"
    SUPERSEDED = "SUPERSEDED"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class Glance:
    """Whether a link works, and whether a password may be chosen with it."""

    state: LinkState
    chooses_password: bool = False


async def look_at(token: str) -> Glance:
    """What a verification link can do now. Using it up is another step, and whose it is stays untold.

    Who has a link learns no more than using it would tell; who guesses has 256 bits to guess.
    """
    try:
        proof = await verification.look_up(token)
    except TokenRefused as refusal:
        return Glance(LinkState(refusal.code))
    client = await Client.get_or_none(id=proof.client_id, deleted_at__isnull=True, merged_into_id__isnull=True)
    if client is None:
        return Glance(LinkState.SUPERSEDED)
    return Glance(LinkState.LIVE, client.password_hash is None and client.login_fold == proof.address_fold)
