"""A client comes in at the store, loses the way and finds it again, while staff look after the login."""

from __future__ import annotations

from atrium.clients.signing_in.recovery import answer_requests
from atrium.settings import Settings
from tests.access.given import a_staff
from tests.clients.signing_in_given import PASSWORD, a_shopper
from tests.given import the_secret_mailed_to
from tests.journeys.callers import Caller, a_browser, a_program, a_storefront

ME = "{ viewer { client { id loginEmail } } }"
SIGN_IN = """mutation($email: String!, $password: String!, $asToken: Boolean! = false) {
  clientSignIn(email: $email, password: $password, asToken: $asToken) {
    __typename ... on SignedIn { token viewer { client { loginEmail } } } ... on Error { code } } }"""
LOGIN = """query($id: ID!) { client(id: $id) { lastLoginAt sessions { nodes { id isToken } }
  timeline { nodes { action actor { name } } } } }"""
END = "mutation($input: EndClientSessionsInput!) { endClientSessions(input: $input) { __typename } }"
DENY = "mutation($input: SetAllowLoginInput!) { setAllowLogin(input: $input) { __typename } }"
RESET = """mutation($token: String!, $password: String!) { resetPassword(token: $token, password: $password) {
  __typename ... on Verified { email } ... on Error { code } } }"""
NEW = "nine purple whales yodel"


def with_header(store: Caller) -> Caller:
    return Caller(store.http, {"x-requested-by": "atrium"}, store.door)


async def test_a_client_signs_in_is_signed_out_by_staff_and_comes_back_with_a_new_password(settings: Settings):
    ada = await a_shopper("ada@example.org")
    one, told = {"id": str(ada.id)}, {"email": "ada@example.org", "password": PASSWORD}
    async with a_browser(settings) as sam, a_storefront(settings) as bare:
        shop = with_header(bare)
        await sam.sign_in(await a_staff("Sam Staff"))

        entered = await shop.ask(SIGN_IN, told)
        here = await shop.ask(ME)
        login = await sam.ask(LOGIN, one)
        await sam.ask(END, {"input": {"clientId": one["id"], "reason": "Lost telephone"}})
        ended = await shop.ask(ME)
        asked = await shop.ask('mutation { requestPasswordReset(email: "ADA@example.org") }')
        await answer_requests()
        reset = await shop.ask(RESET, {"token": await the_secret_mailed_to("ada@example.org"), "password": NEW})
        old, new = await shop.ask(SIGN_IN, told), await shop.ask(SIGN_IN, {**told, "password": NEW})
        out = await shop.ask("mutation { clientSignOut }")
        gone = await shop.ask(ME)
        timeline = await sam.ask(LOGIN, one)

    assert (entered["viewer"]["client"], entered["token"]) == ({"loginEmail": "ada@example.org"}, None)
    assert here["client"]["id"] == one["id"]
    assert [session["isToken"] for session in login["sessions"]["nodes"]] == [False]
    assert login["lastLoginAt"] is not None
    assert (ended["client"], asked, reset) == (None, True, {"__typename": "Verified", "email": "ada@example.org"})
    assert (old["code"], new["__typename"], out, gone["client"]) == ("SIGN_IN_REFUSED", "SignedIn", True, None)
    assert [event["action"] for event in timeline["timeline"]["nodes"]][:7] == [
        "client.signed_out", "client.signed_in", "client.sign_in_refused", "client.password_reset",
        "client.password_reset_sent", "client.sessions_ended", "client.signed_in",
    ]  # fmt: skip


async def test_a_storefront_on_another_site_holds_a_token_until_login_is_switched_off(settings: Settings):
    ada = await a_shopper("ada@example.org")
    async with a_browser(settings) as sam, a_storefront(settings) as visitor:
        await sam.sign_in(await a_staff())
        told = {"email": "ada@example.org", "password": PASSWORD, "asToken": True}

        token = (await visitor.ask(SIGN_IN, told))["token"]
        async with a_program(settings, token, door="/store/graphql") as shop, a_program(settings, token) as elsewhere:
            here = await shop.ask(ME)
            at_staffs_door = await elsewhere.answer(ME)
            await sam.ask(DENY, {"input": {"clientId": str(ada.id), "allowLogin": False, "reason": "Fraud"}})
            after = await shop.answer(ME)
        cookies = len(visitor.http.cookies)

    assert here["client"]["loginEmail"] == "ada@example.org"
    assert [answer["errors"][0]["extensions"]["code"] for answer in (at_staffs_door, after)] == ["UNAUTHENTICATED"] * 2
    assert cookies == 0


async def test_who_chooses_a_password_in_a_browser_is_signed_in_by_the_same_press(settings: Settings):
    async with a_browser(settings) as sam, a_storefront(settings) as bare:
        shop = with_header(bare)
        await sam.sign_in(await a_staff())
        await sam.ask("AddClient", {"input": {"firstName": "Ada", "email": "ada@example.org"}})
        token = await the_secret_mailed_to("ada@example.org")

        verified = await shop.ask("VerifyEmail", {"token": token, "password": PASSWORD})
        here = await shop.ask(ME)

    assert verified["__typename"] == "SignedIn"
    assert here["client"]["loginEmail"] == "ada@example.org"
