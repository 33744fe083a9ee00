"""A mailed link can be looked at before it is used."""

from __future__ import annotations

from datetime import timedelta

import pytest

from atrium.clients.links.queries import Glance, LinkState, look_at
from atrium.clients.models import Client
from atrium.clients.verifying import verify_email
from atrium.columns import as_of, now
from atrium.contacts.models import VerificationToken
from atrium.principal import Door, nobody
from tests.given import a_client, the_secret_mailed_to
from tests.graph.asking import ask, data
from tests.statements import counted

ADA = "ada@example.org"
LOOK = "query ($token: String!) { verificationLink(token: $token) { state choosesPassword } }"


async def test_looking_at_a_link_uses_nothing_up():
    await a_client("Ada", ADA)
    secret = await the_secret_mailed_to(ADA)

    glances = [await look_at(secret) for _ in range(3)]

    assert glances == [Glance(LinkState.LIVE, chooses_password=True)] * 3
    assert await verify_email(secret, None, "192.0.2.1") == ADA


async def test_a_client_who_has_a_password_chooses_none():
    client = await a_client("Ada", ADA)
    await Client.filter(id=client.id).update(password_hash="x")

    assert await look_at(await the_secret_mailed_to(ADA)) == Glance(LinkState.LIVE, chooses_password=False)


async def test_a_link_that_no_longer_works_says_why_and_asks_for_no_password():
    await a_client("Ada", ADA)
    secret = await the_secret_mailed_to(ADA)
    with as_of(now() + timedelta(days=8)):
        late = await look_at(secret)
    await verify_email(secret, None, "192.0.2.1")

    used = await look_at(secret)
    await VerificationToken.all().update(used_at=None, superseded_at=now())

    assert (late, used) == (Glance(LinkState.EXPIRED), Glance(LinkState.USED))
    assert await look_at(secret) == Glance(LinkState.SUPERSEDED)


async def test_the_link_of_a_deleted_client_is_withdrawn():
    client = await a_client("Ada", ADA)
    secret = await the_secret_mailed_to(ADA)
    await Client.filter(id=client.id).update(deleted_at=now())

    assert await look_at(secret) == Glance(LinkState.SUPERSEDED)


@pytest.mark.parametrize("token", ["", "never-was-one", "\ud800", "é\x00", "x" * 10_000])
async def test_what_is_no_link_is_unknown_by_one_statement(token: str):
    async with counted() as statements:
        assert await look_at(token) == Glance(LinkState.UNKNOWN)

    assert len(statements) == 1


async def test_anyone_may_look_at_the_stores_door_and_nobody_at_the_other():
    await a_client("Ada", ADA)
    given = {"token": await the_secret_mailed_to(ADA)}

    seen = await data(LOOK, given, by=nobody(Door.STORE))
    refused = await ask(LOOK, given, by=nobody(Door.STAFF))

    assert seen == {"verificationLink": {"state": "LIVE", "choosesPassword": True}}
    assert refused["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
