"""Where the clients of the store that the oracle reads are signed in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from atrium.clients.models import Client
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
