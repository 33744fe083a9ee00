"""Somebody is invited to work here, comes in, forgets the password, and is let go."""

from __future__ import annotations

from atrium.access.profile.recovery import answer_requests
from atrium.settings import Settings
from tests.access.given import PASSWORD, a_staff
from tests.access.team_given import group_id
from tests.journeys.callers import a_browser
from tests.journeys.test_adding_a_client import delivered, link_in

NEW = "nine purple whales yodel"
INVITE = """mutation($input: InviteStaffInput!) { inviteStaff(input: $input) { ... on Staff { id state groups } } }"""
ACCEPT = """mutation($token: String!, $password: String!) { acceptStaffInvitation(token: $token, password: $password) {
  ... on SignedIn { viewer { staff { name state groups } permissions } } ... on TokenRefused { code } } }"""
FORGOTTEN = "mutation($email: String!) { requestStaffPasswordReset(email: $email) }"
RESET = """mutation($token: String!, $password: String!) { resetStaffPassword(token: $token, password: $password) {
  ... on PasswordChanged { email } ... on TokenRefused { code } } }"""
SIGN_IN = (
    """mutation($email: String!, $password: String!) { signIn(email: $email, password: $password) { __typename } }"""
)
DISABLE = """mutation($input: DisableStaffInput!) { disableStaff(input: $input) { ... on Staff { state } } }"""
WHO = "{ viewer { staff { email } } }"


async def test_from_an_invitation_to_being_let_go(settings: Settings):
    given = {"email": "nora@example.org", "name": "Nora New", "groupIds": [await group_id("Read-only")]}
    async with a_browser(settings) as ada, a_browser(settings) as nora:
        await ada.sign_in(await a_staff("Ada King"))

        invited = await ada.ask(INVITE, {"input": given})
        url, carried = link_in(await delivered())
        token = {"token": carried["token"][0], "password": PASSWORD}
        accepted = await nora.ask(ACCEPT, token)
        inside = await nora.ask(WHO)
        again = await nora.ask(ACCEPT, token)

        forgotten = await nora.ask(FORGOTTEN, {"email": "NORA@example.org"})
        await answer_requests()
        reset_url, carried = link_in(await delivered())
        reset = await nora.ask(RESET, {"token": carried["token"][0], "password": NEW})
        ended = await nora.ask(WHO)
        signed_in = await nora.ask(SIGN_IN, {"email": "nora@example.org", "password": NEW})
        disabled = await ada.ask(DISABLE, {"input": {"id": invited["id"], "reason": "Moved on."}})
        outside = await nora.ask(WHO)

    assert (invited["state"], invited["groups"]) == ("PENDING", ["Read-only"])
    assert (url, reset_url) == (f"{settings.base_url}/invitation", f"{settings.base_url}/reset")
    assert accepted["viewer"] == {
        "staff": {"name": "Nora New", "state": "ACTIVE", "groups": ["Read-only"]},
        "permissions": [
            "client.read",
            "dashboard.read",
            "event.read",
            "note.read",
            "order.read",
            "sales.read",
            "ticket.read",
        ],
    }
    assert (inside, again) == ({"staff": {"email": "nora@example.org"}}, {"code": "USED"})
    assert (forgotten, reset) == (True, {"email": "nora@example.org"})
    assert (ended, signed_in) == ({"staff": None}, {"__typename": "SignedIn"})
    assert (disabled, outside) == ({"state": "DISABLED"}, {"staff": None})
