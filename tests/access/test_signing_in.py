from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
import time_machine
from argon2 import PasswordHasher

from atrium.access import actions, passwords, throttle
from atrium.access.authentication import authenticate
from atrium.access.models import Staff, StaffSession, Throttle
from atrium.access.sessions import cookie_name
from atrium.columns import now
from atrium.errors import SignInRefused, TooManyAttempts
from atrium.events.models import Event
from atrium.principal import ActorKind, Door
from tests.access.given import ADDRESS, PASSWORD, a_staff
from tests.statements import counted


async def sign_in(email: str, password: str = PASSWORD) -> actions.SignedInStaff:
    return await actions.sign_in(email, password, address=ADDRESS, user_agent="Firefox")


@pytest.fixture
def hashes(monkeypatch) -> list[bytes]:
    """Every password that was hashed to be compared."""
    seen: list[bytes] = []
    genuine = passwords._matches

    def watched(password: bytes, password_hash: str) -> bool:
        seen.append(password)
        return genuine(password, password_hash)

    monkeypatch.setattr(passwords, "_matches", watched)
    return seen


async def test_who_knows_the_password_is_let_in_and_stays_in():
    person = await a_staff("Ada King", "ada@example.org")

    signed_in = await sign_in("ada@example.org")

    headers = {"cookie": f"{cookie_name()}={signed_in.secret}", "x-requested-by": "atrium"}
    assert signed_in.principal == await authenticate(headers, Door.STAFF, ADDRESS)
    assert (signed_in.principal.kind, signed_in.principal.id) == (ActorKind.STAFF, person.id)
    session = await StaffSession.get()
    assert signed_in.expires_at == session.expires_at == session.created_at + timedelta(hours=12)
    assert (session.address, session.user_agent) == (ADDRESS, "Firefox")
    assert (await Staff.get(id=person.id)).last_login_at is not None


@pytest.mark.parametrize(
    "typed", ["ADA@bücher.example.org", " ada@xn--bcher-kva.example.org ", "Ada@BÜCHER.example.org"]
)
async def test_an_address_is_known_however_it_is_spelt(typed: str):
    await a_staff(email="Ada@bücher.example.org")

    assert await sign_in(typed)


async def test_unknown_disabled_and_wrong_are_one_answer_by_the_same_statements_and_one_hash(hashes):
    await a_staff(email="ada@example.org")
    await a_staff(email="gone@example.org", is_disabled=True)
    heard = []
    for email, password in [
        ("ada@example.org", "wrong"),
        ("nobody@example.org", "wrong"),
        ("gone@example.org", "wrong"),
        ("gone@example.org", PASSWORD),
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
    assert heard[0][2] == 1
    assert not await StaffSession.exists()


async def test_of_fifty_attempts_at_once_exactly_five_cost_a_hash(hashes):
    await a_staff(email="ada@example.org")

    answers = await asyncio.gather(*(sign_in("ada@example.org", "wrong") for _ in range(50)), return_exceptions=True)

    assert sum(isinstance(answer, SignInRefused) for answer in answers) == throttle.FREE
    assert sum(isinstance(answer, TooManyAttempts) for answer in answers) == 50 - throttle.FREE
    assert len(hashes) == throttle.FREE


async def test_a_locked_account_is_locked_for_the_right_password_and_known_to_nobody():
    await a_staff(email="ada@example.org")
    with time_machine.travel(now(), tick=False):
        for email in ("ada@example.org", "nobody@example.org"):
            for _ in range(throttle.FREE):
                with pytest.raises(SignInRefused):
                    await sign_in(email, "wrong")

        for email in ("ada@example.org", "nobody@example.org"):
            with pytest.raises(TooManyAttempts):
                await sign_in(email)


async def test_signing_in_clears_the_mistakes_before_it():
    await a_staff(email="ada@example.org")
    for _ in range(3):
        for _ in range(throttle.FREE - 1):
            with pytest.raises(SignInRefused):
                await sign_in("ada@example.org", "wrong")
        assert await sign_in("ada@example.org")


async def test_a_hash_of_another_cost_is_renewed_at_the_next_sign_in():
    person = await a_staff(email="ada@example.org")
    cheap = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)
    await Staff.filter(id=person.id).update(password_hash=cheap)

    await sign_in("ada@example.org")

    renewed = (await Staff.get(id=person.id)).password_hash
    assert not passwords.needs_rehash(renewed)
    assert await sign_in("ada@example.org")


async def test_every_attempt_is_written_down_without_what_was_typed():
    await a_staff("Ada King", "ada@example.org")
    for email in ("ada@example.org", "my-password-by-mistake"):
        with pytest.raises(SignInRefused):
            await sign_in(email, "wrong-secret")
    await sign_in("ada@example.org")

    events = await Event.all().order_by("at", "id")

    assert [event.action for event in events] == ["staff.sign_in_refused"] * 2 + ["staff.signed_in"]
    assert "ada@example.org" in events[0].reason
    assert ADDRESS in events[0].reason
    assert "mistake" not in events[1].reason
    assert not [event for event in events if "wrong-secret" in event.reason]
    assert events[2].actor_name == "Ada King"


async def test_a_password_that_was_changed_while_it_was_verified_lets_nobody_in():
    person = await a_staff()
    await Staff.filter(id=person.id).update(password_hash=await passwords.hash_password("another green otter sings"))

    with pytest.raises(SignInRefused):
        await actions.let_in(person, PASSWORD, ADDRESS, "Firefox")

    assert await StaffSession.all().count() == 0
