"""The mailbox: found by state and by words, opened one by one."""

from __future__ import annotations

import pytest

from atrium.clients.models import Client
from atrium.clients.signing_in.recovery import answer_requests, request_reset, reset_password
from atrium.folding import fold
from atrium.mail.models import EmailMessage, MailState
from tests.clients.signing_in_given import a_shopper
from tests.given import the_secret_mailed_to
from tests.graph.asking import ask, data, staff
from tests.mail.given import SECRET, a_mail

FOUND = "query($q: String, $state: [MailState!]) { mailbox(search: $q, state: $state) { totalCount nodes { to } } }"


async def a_link_for(client: Client) -> str:
    """The secret of a link for a new password."""
    await request_reset(client.login_email or "", "192.0.2.7")
    await answer_requests()
    return await the_secret_mailed_to(client.login_email or "")


@pytest.fixture
async def mails() -> list[EmailMessage]:
    made = [await a_mail(f"{name}@example.org") for name in ("Ada", "grace", "a_b")]
    subject, address = "Your INVOICE 100% für Änne", made[0].to
    shown = {"subject": subject, "found_by": fold(f"{address} {subject}")}
    await EmailMessage.filter(id=made[0].id).update(**shown, state=MailState.FAILED)
    return made


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("ADA", ["Ada"]),
        ("ada invoice", ["Ada"]),
        ("100%", ["Ada"]),
        ("ANNE fur", ["Ada"]),
        ("_b@", ["a_b"]),
        ("grace invoice", []),
        ("confirm", ["a_b", "grace"]),
        (" ", ["a_b", "grace", "Ada"]),
        (None, ["a_b", "grace", "Ada"]),
    ],
)
async def test_a_search_finds_mails_with_all_its_words_in_address_or_subject(mails, search, found):
    box = (await data(FOUND, {"q": search}))["mailbox"]

    assert [node["to"].partition("@")[0] for node in box["nodes"]] == found
    assert box["totalCount"] == len(found)


async def test_state_and_search_hold_together(mails):
    box = (await data(FOUND, {"q": "example", "state": ["FAILED"]}))["mailbox"]

    assert [node["to"] for node in box["nodes"]] == ["Ada@example.org"]


async def test_a_search_beyond_measure_is_refused():
    for search in ("x" * 201, " ".join(f"w{count}" for count in range(13))):
        answer = await ask(FOUND, {"q": search})
        assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


async def test_one_mail_is_opened_by_its_id_with_its_link_masked(mails):
    query = "query($id: ID!) { mail(id: $id) { to text state } }"

    opened = (await data(query, {"id": str(mails[1].id)}))["mail"]

    assert (opened["to"], opened["state"]) == ("grace@example.org", "WAITING")
    assert SECRET not in opened["text"]
    assert await data(query, {"id": "x"}) == {"mail": None}


async def test_who_may_not_read_mails_opens_none(mails):
    answer = await ask("query($id: ID!) { mail(id: $id) { to } }", {"id": str(mails[0].id)}, by=staff("client.read"))

    assert answer["errors"][0]["extensions"]["needs"] == ["mail.read"]


async def test_a_clients_history_narrows_by_state_and_says_which_mails_carry_a_link_that_works_once():
    client = await a_shopper("ada@example.org", first_name="Ada")
    await reset_password(await a_link_for(client), "nine purple whales yodel", "192.0.2.7")
    asked = """query($id: ID!, $state: [MailState!]) { client(id: $id) { emailHistory(state: $state) {
      totalCount nodes { kind carriesLink } } } }"""

    waiting = (await data(asked, {"id": str(client.id), "state": ["WAITING"]}))["client"]["emailHistory"]
    failed = (await data(asked, {"id": str(client.id), "state": ["FAILED"]}))["client"]["emailHistory"]
    every = (await data(asked, {"id": str(client.id)}))["client"]["emailHistory"]

    assert {node["kind"]: node["carriesLink"] for node in every["nodes"]} == {
        "verify_email": True,
        "client_password_reset": True,
        "client_password_changed": False,
    }
    assert [node["kind"] for node in failed["nodes"]] == ["client_password_reset"]
    assert (waiting["totalCount"], every["totalCount"]) == (2, 3)
