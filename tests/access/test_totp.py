"""The second step of signing in."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine

from atrium.access import actions
from atrium.access.models import RecoveryCode, Staff, StaffSession, StaffTotp
from atrium.access.totp import codes
from atrium.access.totp.actions import begin_totp, confirm_totp, remove_totp, renew_recovery_codes, turn_off_totp
from atrium.access.totp.inputs import RemoveStaffTotpInput
from atrium.columns import now
from atrium.errors import Blocked, CodeRequired, Forbidden, InvalidInput, NotFound, SignInRefused, TooManyAttempts
from atrium.events.models import Event
from atrium.mail.models import EmailMessage
from tests.access.given import ADDRESS, PASSWORD, a_principal, a_session, a_staff
from tests.access.team_given import a_manager, an_administrator
from tests.access.totp_given import App, a_wrong_code, an_app
from tests.given import TOKEN
from tests.graph.asking import data
from tests.statements import counted


async def sign_in(person: Staff, code: str | None = None, password: str = PASSWORD, *, address: str = ADDRESS):
    return await actions.sign_in(person.email, password, code, address=address)


async def told() -> list[str]:
    """What the mails about two-step sign-in say has happened."""
    mails = await EmailMessage.filter(kind="staff_two_step").order_by("created_at", "id")
    return [mail.subject.partition(": ")[2] for mail in mails]


async def test_an_app_is_set_up_by_a_code_that_it_shows_and_other_sessions_end():
    person = await a_staff(email="ada@example.org")
    await a_session(person)
    by = await a_principal(person)

    begun = await begin_totp(by)
    app = App(begun.secret, person)
    recovery = await confirm_totp(f" {app.code()[:3]} {app.code()[3:]}", by)

    assert begun.uri.startswith("otpauth://totp/")
    assert "ada%40example.org" in begun.uri
    assert begun.picture.startswith("data:image/svg+xml")
    assert len(set(recovery)) == codes.RECOVERY_CODES
    assert [session.id for session in await StaffSession.filter(ended_at__isnull=True)] == [by.session_id]
    assert await told() == ["two-step sign-in was turned on"]
    assert await Event.filter(action="staff.totp_turned_on").count() == 1


async def test_neither_the_secret_nor_a_recovery_code_can_be_read_in_the_database():
    app = await an_app()

    kept = await StaffTotp.get()
    hashes = [one.code_hash for one in await RecoveryCode.all()]
    assert app.secret not in kept.sealed
    assert codes.unseal(kept.sealed, app.owner.id) == app.secret
    assert codes.unseal(kept.sealed, UUID(int=1)) is None
    assert not [code for code in app.recovery if code in " ".join(hashes)]


async def test_an_app_counts_only_once_it_is_confirmed_within_the_hour():
    person = await a_staff()
    by = await a_principal(person)
    first = App((await begin_totp(by)).secret, person)
    begun = App((await begin_totp(by)).secret, person)

    assert await sign_in(person)
    with pytest.raises(InvalidInput) as refusal:
        await confirm_totp(first.code(), by)
    assert [(fault.path, fault.code) for fault in refusal.value.faults] == [(("code",), "WRONG")]
    with time_machine.travel(now() + timedelta(minutes=61), tick=False), pytest.raises(NotFound):
        await confirm_totp(begun.code(), by)
    assert await confirm_totp(begun.code(), by)
    with pytest.raises(Blocked):
        await begin_totp(by)


async def test_signing_in_asks_for_a_code_only_beside_the_right_password():
    app = await an_app()

    with pytest.raises(SignInRefused):
        await sign_in(app.owner, app.code(), "wrong")
    for nothing in (None, "  "):
        with pytest.raises(CodeRequired):
            await sign_in(app.owner, nothing)
    with pytest.raises(SignInRefused):
        await sign_in(app.owner, a_wrong_code(app))
    assert (await sign_in(app.owner, app.code())).principal.id == app.owner.id


async def test_without_an_app_a_code_is_not_looked_at():
    assert await sign_in(await a_staff(), "123456")


@pytest.mark.parametrize(("seconds", "is_taken"), [(-61, False), (-30, True), (0, True), (30, True), (61, False)])
async def test_a_clock_may_differ_by_one_step(seconds: int, is_taken: bool):
    with time_machine.travel(1_900_000_020, tick=False):
        app = await an_app()
        await StaffTotp.all().update(last_step=None)

        taken = await codes.take(app.owner.id, app.code(seconds))

    assert (taken == "app") is is_taken


async def test_a_code_counts_once_and_none_before_it_counts_any_more():
    with time_machine.travel(1_900_000_020, tick=False):
        app = await an_app()

        assert await sign_in(app.owner, app.code(30))
        for used in (app.code(30), app.code(), app.code(-30)):
            with pytest.raises(SignInRefused):
                await sign_in(app.owner, used)


async def test_the_code_that_confirmed_the_app_does_not_sign_in():
    with time_machine.travel(1_900_000_020, tick=False):
        person = await a_staff()
        by = await a_principal(person)
        app = App((await begin_totp(by)).secret, person)
        await confirm_totp(app.code(), by)

        with pytest.raises(SignInRefused):
            await sign_in(person, app.code())


@pytest.mark.parametrize("kind", ["app", "recovery"])
async def test_of_many_who_use_a_code_at_once_one_is_let_in(kind: str):
    app = await an_app()
    code = app.code() if kind == "app" else app.recovery[0]

    taken = await asyncio.gather(*(codes.take(app.owner.id, code) for _ in range(12)))

    assert sorted(taken, key=str) == [None] * 11 + [kind]


async def test_a_recovery_code_signs_in_once_however_it_is_typed_and_the_owner_is_told():
    app = await an_app()
    typed = app.recovery[3].upper().replace("-", " ")

    assert await sign_in(app.owner, typed)

    with pytest.raises(SignInRefused):
        await sign_in(app.owner, app.recovery[3])
    assert await codes.recovery_codes_left(app.owner.id) == 9
    assert (await told())[-1] == "a recovery code was used; 9 more work"
    assert await Event.filter(action="staff.recovery_code_used").count() == 1


async def test_another_persons_codes_open_nothing():
    app, other = await an_app(), await an_app()

    for code in (other.code(), other.recovery[0]):
        with pytest.raises(SignInRefused):
            await sign_in(app.owner, code)


async def test_guessing_codes_is_stopped_wherever_it_comes_from_and_the_right_one_waits_too():
    app = await an_app()
    with time_machine.travel(now(), tick=False):
        for place in range(10):
            with pytest.raises(SignInRefused):
                await sign_in(app.owner, a_wrong_code(app), address=f"192.0.2.{place}")

        for code in (app.code(), app.recovery[0]):
            with pytest.raises(TooManyAttempts) as refusal:
                await sign_in(app.owner, code, address="198.51.100.1")

    assert refusal.value.retry_at > now()
    assert await codes.recovery_codes_left(app.owner.id) == 10


async def test_a_right_code_forgives_the_guesses_before_it():
    app = await an_app()
    for round_ in range(2):
        for place in range(6):
            with pytest.raises(SignInRefused):
                await sign_in(app.owner, a_wrong_code(app), address=f"192.0.{round_}.{place}")
        assert await sign_in(app.owner, app.recovery[round_], address=f"192.0.{round_}.99")


async def test_new_recovery_codes_void_the_old_ones():
    app = await an_app()

    renewed = await renew_recovery_codes(await a_principal(app.owner))

    assert await codes.take(app.owner.id, app.recovery[0]) is None
    assert await codes.take(app.owner.id, renewed[0]) == "recovery"
    assert (await told())[-1] == "new recovery codes were made"


async def test_turned_off_nothing_of_it_is_kept_and_the_password_is_enough():
    app = await an_app()
    by = await a_principal(app.owner)

    await turn_off_totp(by)

    assert await sign_in(app.owner)
    assert not await StaffTotp.exists()
    assert not await RecoveryCode.exists()
    assert (await told())[-1] == "two-step sign-in was turned off"
    for act in (turn_off_totp, renew_recovery_codes):
        with pytest.raises(Blocked) as refusal:
            await act(by)
        assert [blocker.code for blocker in refusal.value.blockers] == ["TOTP_OFF"]


async def test_an_administrator_helps_who_has_lost_the_app_and_guesses_are_forgiven():
    app, by = await an_app(await a_staff("Grace", "grace@example.org", group="Support")), await an_administrator()
    with time_machine.travel(now(), tick=False):
        for place in range(10):
            with pytest.raises(SignInRefused):
                await sign_in(app.owner, a_wrong_code(app), address=f"192.0.2.{place}")

        await remove_totp(RemoveStaffTotpInput(id=str(app.owner.id), reason="Called from the desk."), by)

        assert await sign_in(app.owner, address="198.51.100.1")
    event = await Event.get(action="staff.totp_removed")
    assert (event.actor_name, event.reason) == ("Ada King", "Grace <grace@example.org>: Called from the desk.")
    assert (await told())[-1] == "two-step sign-in was turned off by Ada King"


async def test_nobody_takes_the_app_from_who_may_do_more():
    app, by = await an_app(), await a_manager()

    with pytest.raises(Blocked) as refusal:
        await remove_totp(RemoveStaffTotpInput(id=str(app.owner.id)), by)

    assert [blocker.code for blocker in refusal.value.blockers] == ["ABOVE_YOU"]
    with pytest.raises(NotFound):
        await remove_totp(RemoveStaffTotpInput(id=str(UUID(int=3))), by)


async def test_whether_someone_has_an_app_is_told_to_them_and_to_who_manages_staff():
    app = await an_app(await a_staff("Grace", group="Support"))
    me, boss = await a_principal(app.owner), await an_administrator()
    query = "{ viewer { staff { totpAt recoveryCodesLeft } } }"

    mine = (await data(query, by=me))["viewer"]["staff"]
    listed = await data("{ staffMembers { nodes { name totpAt recoveryCodesLeft } } }", by=boss)

    assert mine["totpAt"]
    assert mine["recoveryCodesLeft"] == 10
    assert {one["name"]: bool(one["totpAt"]) for one in listed["staffMembers"]["nodes"]} == {
        "Ada King": False, "Grace": True,
    }  # fmt: skip


async def test_what_wrong_passwords_cost_is_the_same_with_an_app_and_without():
    app, plain = await an_app(), await a_staff()
    cost = []
    for person in (app.owner, plain):
        async with counted() as statements:
            with pytest.raises(SignInRefused):
                await sign_in(person, "123456", "wrong")
        cost.append(list(statements))

    assert cost[0] == cost[1]


async def test_only_a_person_has_an_app():
    for act in (begin_totp, renew_recovery_codes, turn_off_totp):
        with pytest.raises(Forbidden):
            await act(TOKEN)
