"""Is the caller who they say they are?

Whatever is wrong with what was said (no such PIN, an expired one, another client's, a client who has none) is one
answer, by the same statements.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from atrium import database
from atrium.access.throttle import Limit, give_back, spend
from atrium.clients.pin.actions import SWITCHED_OFF
from atrium.clients.pin.inputs import VerifySupportPinInput
from atrium.clients.pin.making import hash_of
from atrium.clients.pin.setting import SUPPORT_PIN
from atrium.columns import new_id, now
from atrium.errors import Blocked, Fault, InvalidInput
from atrium.events.actions import record
from atrium.graph.reading.filters import uuid_or_none
from atrium.preferences.store import settled
from atrium.principal import Principal

WINDOW = timedelta(minutes=15)
BY_ONE, OF_ONE, IN_ALL = 10, 5, 300
"""Wrong guesses within the window: by one staff member or token, at one client's PIN, and by everybody together."""

PROOF_SHOWS = timedelta(minutes=30)
MOST_ALONE = 20_000
"""So many PINs may live before the digits alone are guessed too easily: one guess in fifty would be somebody's."""

NOBODY = UUID(int=0)

_MANY = "SELECT count(*) AS n FROM (SELECT 1 FROM support_pin WHERE valid_until > $1 LIMIT $2) AS live"
_NAMED = {
    "id": "SELECT id FROM client WHERE id = $1 AND status <> 'DELETED'",
    "number": "SELECT id FROM client WHERE number = $1 AND status <> 'DELETED'",
}
_FIND = """
SELECT p.client_id FROM support_pin p JOIN client c ON c.id = p.client_id
WHERE p.pin_hash = $1 AND p.valid_until > $2 AND c.status NOT IN ('DELETED', 'MERGED', 'GUEST')
"""
_NOTE = """
INSERT INTO support_pin_check (id, client_id, by_id, at, until) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (client_id, by_id) DO UPDATE SET at = excluded.at, until = excluded.until
"""


@dataclass(frozen=True, slots=True)
class Verified:
    """Whose PIN it was, and until when (UTC) whoever asked is shown that it was right."""

    client_id: UUID
    until: datetime


async def verify(given: VerifySupportPinInput, by: Principal) -> Verified | None:
    """Whether what a caller said is a client's PIN now; None if it is not, whatever the reason.

    Wrong guesses are counted, right ones are not. Raises TooManyAttempts, Blocked (SWITCHED_OFF), and InvalidInput
    (path clientNumber: REQUIRED) where too many PINs live for the digits alone.
    """
    if not (await settled(SUPPORT_PIN)).value.is_on:
        raise Blocked(SWITCHED_OFF.message, blockers=(SWITCHED_OFF,))
    async with database.tx():
        is_alone, named = given.client_id is None and given.client_number is None, await _named(given)
        if is_alone:
            await _refuse_digits_alone()
        limits = _limits(named, by)
        await spend(*limits)
        found = await _found(given, is_alone, named)
        if found is None:
            await record("client.pin_refused", by, named)
            return None
        await give_back(*limits)
        until = now() + PROOF_SHOWS
        await database.execute(_NOTE, new_id(), found, by.actor.id, now(), until)
        await record("client.pin_verified", by, found)
    return Verified(found, until)


async def _named(given: VerifySupportPinInput) -> UUID | None:
    """The client who is meant, where one is named who exists. What is no id at all is looked up as any other."""
    if given.client_id is not None:
        found = await database.rows(_NAMED["id"], uuid_or_none(given.client_id) or NOBODY)
    elif given.client_number is not None:
        found = await database.rows(_NAMED["number"], given.client_number)
    else:
        return None
    return UUID(str(found[0]["id"])) if found else None


async def _refuse_digits_alone() -> None:
    (live,) = await database.rows(_MANY, now(), MOST_ALONE + 1)
    if live["n"] > MOST_ALONE:
        sentence = "So many PINs are in use that the digits alone could be guessed. Ask for the client's number too."
        raise InvalidInput.of([Fault(("clientNumber",), "REQUIRED", sentence)])


def _limits(named: UUID | None, by: Principal) -> list[Limit]:
    about = [Limit(f"support_pin:of:{named}", OF_ONE, WINDOW)] if named else []
    return [Limit(f"support_pin:by:{by.actor.id}", BY_ONE, WINDOW), Limit("support_pin", IN_ALL, WINDOW), *about]


async def _found(given: VerifySupportPinInput, is_alone: bool, named: UUID | None) -> UUID | None:
    rows = await database.rows(_FIND, hash_of(given.pin), now())
    found = UUID(str(rows[0]["client_id"])) if rows else None
    return found if is_alone or found == named else None
