"""Clients who can sign in, and what their browsers and storefronts send."""

from __future__ import annotations

from functools import cache
from uuid import uuid4

from argon2 import PasswordHasher

from atrium.clients.models import Client
from atrium.clients.signing_in import actions
from atrium.clients.signing_in.authentication import authenticate_client
from atrium.clients.signing_in.sessions import TOKEN, cookie_name
from atrium.columns import now
from atrium.principal import Door, Principal
from tests.given import a_client

PASSWORD = "four small boats drift"
ADDRESS = "192.0.2.7"


async def a_shopper(email: str | None = None, *, password: str | None = PASSWORD, **given: str) -> Client:
    """A client who has verified the address, and can sign in with `password`."""
    client = await a_client(given.get("first_name", "Ada"), email or f"{uuid4().hex[:12]}@example.org")
    await Client.filter(id=client.id).update(verified_at=now(), password_hash=password and _hash_of(password))
    return await Client.get(id=client.id)


async def sign_in(
    email: str, password: str = PASSWORD, *, address: str = ADDRESS, as_token: bool = False
) -> actions.SignedInClient:
    return await actions.sign_in(email, password, address=address, user_agent="Firefox", as_token=as_token)


async def a_shoppers_browser(client: Client) -> dict[str, str]:
    """The headers with which this client's browser asks."""
    return cookie_of((await sign_in(client.login_email or "")).secret)


async def a_shoppers_storefront(client: Client) -> dict[str, str]:
    """The headers with which a storefront on another site asks in this client's name."""
    return bearer_of((await sign_in(client.login_email or "", as_token=True)).secret)


def cookie_of(secret: str) -> dict[str, str]:
    return {"cookie": f"{cookie_name()}={secret}", "x-requested-by": "atrium"}


def bearer_of(secret: str) -> dict[str, str]:
    return {"authorization": f"Bearer {TOKEN}{secret}"}


async def the_caller(headers: dict[str, str]) -> Principal:
    """Who asks with these headers at the store's door."""
    return await authenticate_client(headers, Door.STORE, ADDRESS)


async def is_somebody(headers: dict[str, str]) -> bool:
    return not (await the_caller(headers)).is_nobody


@cache
def _hash_of(password: str) -> str:
    return PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1).hash(password)
