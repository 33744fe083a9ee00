"""Verifying an address: one link, used once, for seven days; the newest counts."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest

from atrium.access.passwords import verify_password
from atrium.clients.inputs import ResendVerificationInput
from atrium.clients.models import Client, ClientStatus
from atrium.clients.verifying import resend_verification, verify_email
from atrium.columns import as_of, now
from atrium.contacts.models import ClientEmail, VerificationToken
from atrium.contacts.verification import SENTENCES
from atrium.errors import InvalidInput, TokenRefused
from atrium.events.models import ClientDelta, Event
from atrium.ids import Id
from atrium.mail.models import EmailMessage
from atrium.principal import ActorKind
from tests.given import STAFF, a_client, the_secret_mailed_to

ADA = "ada@example.org"
PASSWORD = "seven green otters juggle"


async def resent(client: Client, email_id: UUID | None = None) -> UUID:
    named = Id(str(email_id)) if email_id else None
    return await resend_verification(ResendVerificationInput(client_id=Id(str(client.id)), email_id=named), STAFF)


async def verified(secret: str, password: str | None = None) -> str:
    return await verify_email(secret, password, "192.0.2.1")


async def refusal_of(secret: str) -> tuple[str, str]:
    with pytest.raises(TokenRefused) as refused:
        await verified(secret)
    return refused.value.code, refused.value.message


async def test_the_link_verifies_the_client_and_its_address():
    client = await a_client("Ada", ADA)

    assert await verified(await the_secret_mailed_to(ADA)) == ADA

    after = await Client.get(id=client.id)
    assert (after.status, after.version) == (ClientStatus.ACTIVE, client.version + 1)
    assert (await ClientEmail.get(client_id=client.id)).verified_at == after.verified_at
    event = await Event.get(action="client.email_verified")
    assert (event.actor_kind, event.actor_id, event.actor_name) == (ActorKind.CLIENT, client.id, "Ada")
    moves = await ClientDelta.all().order_by("id").values_list("status_from", "status_to")
    assert moves == [(None, "UNVERIFIED"), ("UNVERIFIED", "ACTIVE")]


async def test_the_secret_is_kept_as_a_hash_only():
    await a_client("Ada", ADA)
    secret = await the_secret_mailed_to(ADA)

    token = await VerificationToken.get()

    assert len(secret) >= 43
    assert token.secret_hash != secret
    assert secret not in (await EmailMessage.get()).text


async def test_a_used_link_says_so():
    await a_client("Ada", ADA)
    secret = await the_secret_mailed_to(ADA)
    await verified(secret)

    assert await refusal_of(secret) == ("USED", SENTENCES["USED"])


async def test_an_expired_link_says_so():
    with as_of(now() - timedelta(days=7, seconds=1)):
        await a_client("Ada", ADA)

    assert await refusal_of(await the_secret_mailed_to(ADA)) == ("EXPIRED", SENTENCES["EXPIRED"])


async def test_a_link_works_to_the_end_of_its_seventh_day():
    with as_of(now() - timedelta(days=7) + timedelta(minutes=1)):
        await a_client("Ada", ADA)

    assert await verified(await the_secret_mailed_to(ADA)) == ADA


async def test_an_older_link_says_that_it_was_replaced_and_the_newest_works():
    client = await a_client("Ada", ADA)
    old = await the_secret_mailed_to(ADA)
    await resent(client)

    assert await refusal_of(old) == ("SUPERSEDED", SENTENCES["SUPERSEDED"])
    assert await verified(await the_secret_mailed_to(ADA)) == ADA


@pytest.mark.parametrize("secret", ["", "x", "\x00", "\ud800", "é" * 5000])
async def test_an_unknown_link_says_so(secret: str):
    assert await refusal_of(secret) == ("UNKNOWN", SENTENCES["UNKNOWN"])


async def test_each_ending_has_a_sentence_of_its_own_that_names_nobody():
    assert len(set(SENTENCES.values())) == 4
    assert set(SENTENCES) == {"USED", "EXPIRED", "SUPERSEDED", "UNKNOWN"}


async def test_a_link_of_a_deleted_client_is_withdrawn():
    client = await a_client("Ada", ADA)
    secret = await the_secret_mailed_to(ADA)
    await Client.filter(id=client.id).update(deleted_at=now())

    assert (await refusal_of(secret))[0] == "SUPERSEDED"
    assert (await VerificationToken.get()).used_at is None


async def test_a_link_for_an_address_that_was_changed_since_is_withdrawn():
    await a_client("Ada", ADA)
    secret = await the_secret_mailed_to(ADA)
    await ClientEmail.all().update(address="eve@example.org", fold="eve@example.org")

    assert (await refusal_of(secret))[0] == "SUPERSEDED"


async def test_of_twenty_who_follow_one_link_at_once_one_verifies():
    await a_client("Ada", ADA)
    secret = await the_secret_mailed_to(ADA)

    outcomes = await asyncio.gather(*(verified(secret) for _ in range(20)), return_exceptions=True)

    assert outcomes.count(ADA) == 1
    assert {getattr(outcome, "code", None) for outcome in outcomes if outcome != ADA} == {"USED"}
    assert await Event.filter(action="client.email_verified").count() == 1


async def test_the_client_chooses_a_password_with_the_link():
    client = await a_client("Ada", ADA)

    await verified(await the_secret_mailed_to(ADA), PASSWORD)

    after = await Client.get(id=client.id)
    assert await verify_password(PASSWORD, after.password_hash)
    assert await Event.filter(action="client.password_chosen", actor_id=client.id).count() == 1


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "TOO_SHORT"),
        ("short", "TOO_SHORT"),
        ("passwordpassword", "TOO_WEAK"),
        ("\ud800" * 12, "TOO_WEAK"),
        ("x" * 1025, "TOO_LONG"),
    ],
)
async def test_a_password_that_will_not_do_leaves_the_link_working(password: str, code: str):
    await a_client("Ada", ADA)
    secret = await the_secret_mailed_to(ADA)

    with pytest.raises(InvalidInput) as refused:
        await verified(secret, password)

    assert [(fault.path, fault.code) for fault in refused.value.faults] == [(("password",), code)]
    assert await verified(secret, PASSWORD) == ADA


async def test_a_password_that_exists_is_not_replaced_by_a_link():
    client = await a_client("Ada", ADA)
    await Client.filter(id=client.id).update(password_hash="kept")

    assert await verified(await the_secret_mailed_to(ADA), PASSWORD) == ADA

    assert (await Client.get(id=client.id)).password_hash == "kept"


async def test_a_link_for_another_address_neither_verifies_the_client_nor_sets_a_password():
    client = await a_client("Ada", ADA)
    other = await ClientEmail.create(client_id=client.id, address="two@example.org", fold="two@example.org")
    await resent(client, other.id)

    assert await verified(await the_secret_mailed_to("two@example.org"), PASSWORD) == "two@example.org"

    after = await Client.get(id=client.id)
    assert (after.status, after.password_hash) == (ClientStatus.UNVERIFIED, None)
    assert (await ClientEmail.get(id=other.id)).verified_at is not None
    assert "choose=1" not in (await EmailMessage.get(to="two@example.org")).text
