"""Clients sign in at the store: whoever may not hears one answer, by the same statements and one hash."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from argon2 import PasswordHasher

from atrium.access import actions as staff_actions
from atrium.access import passwords, throttle
from atrium.access.models import Throttle
from atrium.clients.inputs import SetAllowLoginInput
from atrium.clients.login import set_allow_login
from atrium.clients.models import Client
from atrium.clients.signing_in import actions
from atrium.clients.signing_in.models import ClientSession
from atrium.columns import now
from atrium.errors import SignInRefused, TooManyAttempts
from atrium.events.models import Event
from atrium.ids import Id
from atrium.principal import ActorKind, Door
from tests.access.given import a_staff
from tests.clients.signing_in_given import (
    ADDRESS,
    PASSWORD,
    a_shopper,
    bearer_of,
    cookie_of,
    sign_in,
    the_caller,
)
from tests.given import STAFF, a_client, the_secret_mailed_to
from tests.statements import counted


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Every password that was hashed to be compared."""
    seen: list[bytes] = []
    genuine = passwords._matches

    def watched(password: bytes, password_hash: str) -> bool:
        seen.append(password)
        return genuine(password, password_hash)

    monkeypatch.setattr(passwords, "_matches", watched)
    return seen


async def test_who_knows_the_password_is_let_in_and_that_is_the_last_login():
    client = await a_shopper("Ada@bücher.example.org")

    signed_in = await sign_in(" ADA@xn--bcher-kva.example.org ")

    assert await the_caller(cookie_of(signed_in.secret)) == signed_in.principal
    assert (signed_in.principal.kind, signed_in.principal.id) == (ActorKind.CLIENT, client.id)
    assert (signed_in.principal.door, signed_in.principal.permissions) == (Door.STORE, frozenset())
    session, after = await ClientSession.get(), await Client.get(id=client.id)
    assert (session.address, session.user_agent, session.is_token) == (ADDRESS, "Firefox", False)
    assert signed_in.expires_at == session.expires_at == session.created_at + timedelta(days=30)
    assert after.last_login_at is not None
    assert after.version == client.version
    event = await Event.get(action="client.signed_in")
    assert (event.actor_kind, event.actor_id, event.client_id) == (ActorKind.CLIENT, client.id, client.id)


async def test_a_storefront_on_another_site_gets_a_token_which_is_no_cookie():
    await a_shopper("ada@example.org")

    token, cookie = await sign_in("ada@example.org", as_token=True), await sign_in("ada@example.org")

    assert (await the_caller(bearer_of(token.secret))).session_id == token.principal.session_id
    assert (await the_caller(cookie_of(token.secret))).is_nobody
    assert (await the_caller({"cookie": f"x={cookie.secret}", "authorization": f"Bearer {cookie.secret}"})).is_nobody


async def test_everyone_who_may_not_hears_one_answer_by_the_same_statements_and_one_hash(hashes: list[bytes]):
    await a_shopper("ada@example.org")
    await a_shopper("no-password@example.org", password=None)
    off = await a_shopper("off@example.org")
    await set_allow_login(SetAllowLoginInput(client_id=Id(str(off.id)), allow_login=False), STAFF)
    unverified = await a_shopper("unverified@example.org")
    await Client.filter(id=unverified.id).update(verified_at=None)
    gone = await a_shopper("gone@example.org")
    await Client.filter(id=gone.id).update(deleted_at=now())
    await a_client("Eve", "listed@example.org", allow_login=False)
    heard = []
    for email, password in [
        ("ada@example.org", "wrong"),
        ("nobody@example.org", "wrong"),
        ("no-password@example.org", PASSWORD),
        ("off@example.org", PASSWORD),
        ("off@example.org", "wrong"),
        ("unverified@example.org", PASSWORD),
        ("gone@example.org", PASSWORD),
        ("listed@example.org", PASSWORD),
        ("nul\x00@example.org", PASSWORD),
        ("\ud800@example.org", PASSWORD),
        ("x" * 2000, PASSWORD),
    ]:
        await Throttle.all().delete()
        hashes.clear()
        async with counted() as statements:
            with pytest.raises(SignInRefused) as refusal:
                await sign_in(email, password)
        heard.append((str(refusal.value), list(statements), len(hashes)))

    assert all(one == heard[0] for one in heard)
    assert not await ClientSession.exists()


async def test_staff_read_in_the_activity_why_a_client_was_refused_and_from_where():
    client = await a_shopper("ada@example.org")
    for email in ("ada@example.org", "nobody@example.org"):
        with pytest.raises(SignInRefused):
            await sign_in(email, "wrong")
    await set_allow_login(SetAllowLoginInput(client_id=Id(str(client.id)), allow_login=False), STAFF)
    with pytest.raises(SignInRefused):
        await sign_in("ada@example.org")

    told = await Event.filter(action="client.sign_in_refused", client_id=client.id).order_by("at")

    assert [event.reason for event in told] == [f"Wrong password, from {ADDRESS}.", f"Login is off, from {ADDRESS}."]


async def test_of_many_guesses_at_once_five_are_looked_at(hashes: list[bytes]):
    await a_shopper("ada@example.org")

    outcomes = await asyncio.gather(
        *(sign_in("ada@example.org", f"guess {n}") for n in range(30)), return_exceptions=True
    )

    assert sum(isinstance(one, SignInRefused) for one in outcomes) == throttle.FREE
    assert sum(isinstance(one, TooManyAttempts) for one in outcomes) == 30 - throttle.FREE
    assert len(hashes) == throttle.FREE


async def test_who_is_locked_out_waits_even_with_the_right_password_and_then_is_in():
    await a_shopper("ada@example.org")
    with time_machine.travel(now(), tick=False) as clock:
        for _ in range(throttle.FREE):
            with pytest.raises(SignInRefused):
                await sign_in("ada@example.org", "wrong")
        with pytest.raises(TooManyAttempts) as refusal:
            await sign_in("ada@example.org")
        assert refusal.value.retry_at == now() + throttle.PAUSES[0]

        clock.shift(throttle.PAUSES[0])

        assert await sign_in("ada@example.org")
        assert not await Throttle.filter(key__endswith=f":{ADDRESS}").exists()


async def test_a_lock_out_here_is_none_for_staff_of_the_same_address():
    await a_shopper("ada@example.org")
    await a_staff(email="ada@example.org", password="seven green otters juggle")
    for n in range(throttle.FREE + 1):
        with pytest.raises((SignInRefused, TooManyAttempts)):
            await sign_in("ada@example.org", f"guess {n}")

    assert await staff_actions.sign_in("ada@example.org", "seven green otters juggle", address=ADDRESS)


async def test_a_password_hashed_at_another_cost_is_hashed_anew_at_sign_in():
    client = await a_shopper("ada@example.org")
    await Client.filter(id=client.id).update(
        password_hash=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    )

    await sign_in("ada@example.org")

    assert not passwords.needs_rehash((await Client.get(id=client.id)).password_hash or "")
    assert await sign_in("ada@example.org")


async def test_login_switched_off_while_the_password_is_being_hashed_lets_nobody_in(monkeypatch: pytest.MonkeyPatch):
    client = await a_shopper("ada@example.org")
    genuine = passwords.verify_password

    async def slow(*given: Any) -> bool:
        right = await genuine(*given)
        await set_allow_login(SetAllowLoginInput(client_id=Id(str(client.id)), allow_login=False), STAFF)
        return right

    monkeypatch.setattr(passwords, "verify_password", slow)

    with pytest.raises(SignInRefused):
        await sign_in("ada@example.org")
    assert not await ClientSession.exists()


async def test_signing_out_ends_this_session_and_no_other():
    await a_shopper("ada@example.org")
    here, there = await sign_in("ada@example.org"), await sign_in("ada@example.org")

    assert await actions.sign_out(here.principal)

    assert (await the_caller(cookie_of(here.secret))).is_nobody
    assert not (await the_caller(cookie_of(there.secret))).is_nobody
    assert not await actions.sign_out(here.principal)
    assert not await actions.sign_out(STAFF)
    assert await Event.filter(action="client.signed_out").count() == 1


async def test_who_chooses_a_password_with_the_mailed_link_is_signed_in():
    client = await a_client("Ada", "ada@example.org")

    verified = await actions.verify_email(await the_secret_mailed_to("ada@example.org"), PASSWORD, ADDRESS, "Firefox")

    assert verified.email == "ada@example.org"
    assert verified.signed_in is not None
    assert (await the_caller(cookie_of(verified.signed_in.secret))).id == client.id
    assert (await Client.get(id=client.id)).last_login_at is not None


async def test_who_only_verifies_is_not_signed_in():
    await a_client("Ada", "ada@example.org")

    verified = await actions.verify_email(await the_secret_mailed_to("ada@example.org"), None, ADDRESS)

    assert verified == actions.VerifiedClient("ada@example.org", None)
    assert not await ClientSession.exists()
