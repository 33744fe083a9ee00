"""Inviting staff by mail."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from atrium.access import actions
from atrium.access.models import Staff, StaffGroup, StaffLink
from atrium.access.permissions import PRESETS
from atrium.access.team.inputs import DisableStaffInput, EnableStaffInput, InviteStaffInput
from atrium.access.team.invitations import accept_invitation, invite_staff
from atrium.access.team.members import disable_staff, enable_staff
from atrium.columns import now
from atrium.errors import Blocked, InvalidInput, SignInRefused, TokenRefused, TooManyAttempts
from atrium.events.models import Event
from atrium.mail.models import EmailMessage, MailState
from tests.access.given import ADDRESS, PASSWORD, a_staff
from tests.access.team_given import a_manager, an_administrator, an_invited, group_id
from tests.given import the_secret_mailed_to

START = datetime(2030, 5, 1, 12, 0, tzinfo=UTC)


async def accept(token: str, name: str | None = None, password: str = PASSWORD) -> actions.SignedInStaff:
    return await accept_invitation(token, name, password, ADDRESS)


async def refused(token: str) -> str:
    with pytest.raises(TokenRefused) as refusal:
        await accept(token)
    return refusal.value.code


def codes(refusal: pytest.ExceptionInfo[InvalidInput]) -> dict[str, str]:
    return {".".join(fault.path): fault.code for fault in refusal.value.faults}


async def test_who_is_invited_chooses_a_password_and_is_in():
    await an_invited("new@example.org", "Read-only")

    signed_in = await accept(await the_secret_mailed_to("new@example.org"), "Nora Newest")

    assert signed_in.principal.name == "Nora Newest"
    assert signed_in.principal.permissions == PRESETS["Read-only"]
    person = await Staff.get(email="new@example.org")
    assert (person.name, person.invited_at) == ("Nora Newest", None)
    assert (await actions.sign_in("new@example.org", PASSWORD, address=ADDRESS)).principal.id == person.id


async def test_the_mail_leads_to_the_dashboard_and_names_who_invites():
    await an_invited(by=await an_administrator("Ada King"))

    mail = await EmailMessage.get()

    assert "/invitation#token=" in mail.text
    assert "/invitation#token=" in mail.html
    assert "Ada King" in mail.text
    assert await the_secret_mailed_to("new@example.org") not in f"{mail.text}{mail.html}{mail.sealed}"


async def test_nobody_knows_a_password_until_the_invitation_is_accepted():
    await an_invited()

    with pytest.raises(SignInRefused):
        await actions.sign_in("new@example.org", "", address=ADDRESS)


async def test_a_link_works_once_for_seven_days_and_a_newer_one_replaces_it():
    with time_machine.travel(START, tick=False) as clock:
        by = await an_administrator()
        await an_invited(by=by)
        first = await the_secret_mailed_to("new@example.org")
        clock.shift(timedelta(minutes=2))
        await an_invited(by=by)
        second = await the_secret_mailed_to("new@example.org")
        clock.shift(timedelta(days=6, hours=23))

        assert await refused(first) == "SUPERSEDED"
        await accept(second)
        assert await refused(second) == "USED"
        assert await refused("nonsense") == "UNKNOWN"

        await an_invited("late@example.org", by=by)
        third = await the_secret_mailed_to("late@example.org")
        clock.shift(timedelta(days=7))
        assert await refused(third) == "EXPIRED"


async def test_inviting_again_is_one_account_with_the_newer_groups_and_one_waiting_mail():
    with time_machine.travel(START, tick=False) as clock:
        by = await an_administrator()
        person = await an_invited("new@example.org", "Support", by=by)
        clock.shift(timedelta(minutes=2))

        again = await an_invited("NEW@example.org", "Finance", by=by)

    assert again.id == person.id
    assert [group.name for group in await StaffGroup.filter(memberships__staff_id=person.id)] == ["Finance"]
    assert [mail.state for mail in await EmailMessage.all().order_by("created_at")] == [
        MailState.FAILED,
        MailState.WAITING,
    ]


async def test_inviting_again_at_once_waits_a_minute():
    by = await an_administrator()
    await an_invited(by=by)

    with pytest.raises(TooManyAttempts):
        await an_invited(by=by)


async def test_everything_wrong_with_an_invitation_is_said_at_once():
    with pytest.raises(InvalidInput) as refusal:
        await invite_staff(InviteStaffInput(email="nonsense", name="\x07", group_ids=["x"]), await an_administrator())

    assert codes(refusal) == {"email": "MALFORMED", "name": "CONTROL_CHARACTER", "groupIds.0": "UNKNOWN_GROUP"}
    assert not await StaffLink.exists()


async def test_who_works_here_already_is_not_invited():
    await a_staff(email="old@example.org")

    with pytest.raises(InvalidInput) as refusal:
        await an_invited("OLD@example.org")

    assert codes(refusal) == {"email": "EMAIL_TAKEN"}


async def test_nobody_gives_what_they_may_not_do_themselves():
    by = await a_manager()
    given = InviteStaffInput(email="new@example.org", group_ids=[await group_id("Managers"), await group_id("Support")])

    with pytest.raises(InvalidInput) as refusal:
        await invite_staff(given, by)

    assert codes(refusal) == {"groupIds.1": "NOT_YOURS_TO_GIVE"}


async def test_who_was_invited_to_more_is_not_invited_again_by_who_may_less():
    await an_invited("new@example.org", "Administrator")
    by = await a_manager()

    with time_machine.travel(now() + timedelta(minutes=5)), pytest.raises(Blocked) as refusal:
        await invite_staff(InviteStaffInput(email="new@example.org", group_ids=[await group_id("Managers")]), by)

    assert [blocker.code for blocker in refusal.value.blockers] == ["ABOVE_YOU"]


async def test_a_weak_password_is_refused_and_the_link_keeps_working():
    await an_invited()
    token = await the_secret_mailed_to("new@example.org")

    with pytest.raises(InvalidInput) as refusal:
        await accept(token, " ", "short")

    assert codes(refusal) == {"name": "REQUIRED", "password": "TOO_SHORT"}
    await accept(token)


async def test_disabling_withdraws_an_invitation_and_enabling_sends_a_new_one():
    with time_machine.travel(START, tick=False) as clock:
        by = await an_administrator()
        person = await an_invited(by=by)
        token = await the_secret_mailed_to("new@example.org")

        await disable_staff(DisableStaffInput(id=str(person.id)), by)
        assert await refused(token) == "SUPERSEDED"
        clock.shift(timedelta(minutes=2))
        await enable_staff(EnableStaffInput(id=str(person.id)), by)

        await accept(await the_secret_mailed_to("new@example.org"))


async def test_inviting_and_accepting_are_written_down_without_the_secret():
    await an_invited()
    token = await the_secret_mailed_to("new@example.org")
    await accept(token)

    events = {event.action: event for event in await Event.all()}
    assert {"staff.invited", "staff.invitation_accepted", "staff.signed_in"} <= set(events)
    assert events["staff.invited"].reason == "Nora New <new@example.org>"
    assert token not in str([dict(event) for event in events.values()])
    assert PASSWORD not in str([dict(event) for event in events.values()])


async def test_who_is_disabled_and_enabled_over_and_over_is_not_written_to_any_faster():
    with time_machine.travel(now(), tick=False):
        person, by = await an_invited("new@example.org"), await an_administrator()
        for _ in range(4):
            await disable_staff(DisableStaffInput(id=str(person.id)), by)
            await enable_staff(EnableStaffInput(id=str(person.id)), by)

        waiting = await EmailMessage.filter(to="new@example.org", state=MailState.WAITING)

        assert [mail.run_at for mail in waiting] == [now() + timedelta(minutes=1)]
