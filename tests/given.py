"""What tests begin with: clients made by the very actions that make them in a store."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from atrium import database
from atrium.clients.actions import add_client
from atrium.clients.inputs import AddClientInput
from atrium.clients.models import Client
from atrium.mail.models import EmailMessage
from atrium.mail.outbox import secret_of
from atrium.principal import ActorKind, Principal

STAFF = Principal(ActorKind.STAFF, UUID(int=7), "Sam Staff")
TOKEN = Principal(ActorKind.TOKEN, UUID(int=8), "Warehouse")


async def a_client(first_name: str = "Ada", email: str | None = None, *, by: Principal = STAFF, **given: Any) -> Client:
    """A client who may log in with `email` (one of its own, unless given or `allow_login` is off)."""
    if email is None and given.get("allow_login", True):
        email = f"{uuid4().hex[:12]}@example.org"
    made = AddClientInput(first_name=first_name, email=email, **given)
    return await Client.get(id=await add_client(made, by))


async def the_secret_mailed_to(address: str) -> str:
    """The secret in the newest mail that waits for this address."""
    message = await EmailMessage.filter(to=address, sealed__isnull=False).order_by("-created_at", "-id").first()
    assert message is not None, f"no mail with a secret waits for {address}"
    secret = secret_of(message)
    assert secret is not None
    return secret


async def rows_everywhere() -> dict[str, int]:
    """How many rows each table has, the empty ones left out: what an act has written, or has not."""
    from tests.conftest import TABLES

    counts = {table: (await database.rows(f"SELECT count(*) AS n FROM {table}"))[0]["n"] for table in TABLES}
    return {table: count for table, count in counts.items() if count}
