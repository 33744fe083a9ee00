"""Where the clients of the store that the oracle reads are signed in, and who lately proved by a PIN who they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from atrium.clients.models import Client
from atrium.clients.pin.models import SupportPinCheck
from atrium.clients.signing_in.models import ClientSession
from tests.graph.oracle_chance import TODAY, Rows


async def signed_in(made: Rows, clients: Sequence[Client]) -> None:
    """Sessions, of which some count still at the moment at which the examples ask."""
    await ClientSession.bulk_create([_session(made, made.chance.choice(clients)) for _ in range(2 * len(clients))])


def _session(made: Rows, client: Client) -> ClientSession:
    key = made.id()
    begun = TODAY - made.chance.choice([timedelta(0), timedelta(days=3), timedelta(days=20), timedelta(days=40)])
    return ClientSession(
        id=key,
        client=client,
        secret_hash=key.hex,
        is_token=made.maybe(0.3),
        created_at=begun,
        seen_at=begun,
        expires_at=begun + timedelta(days=30),
        ended_at=begun if made.maybe(0.2) else None,
        address="2001:db8::7",
        user_agent='Mozilla "5"',
    )


async def verified(made: Rows, clients: Sequence[Client], callers: Sequence[UUID]) -> None:
    """Proofs heard by those who ask and by others, some of which are shown still."""
    heard = [(client, by) for client in clients for by in (*callers, made.id()) if made.maybe(0.5)]
    await SupportPinCheck.bulk_create([_check(made, client, by) for client, by in heard])


def _check(made: Rows, client: Client, by: UUID) -> SupportPinCheck:
    at = TODAY - made.chance.choice([timedelta(0), timedelta(minutes=10), timedelta(days=1)])
    return SupportPinCheck(id=made.id(), client=client, by_id=by, at=at, until=at + timedelta(hours=2))
