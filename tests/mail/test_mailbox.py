"""The mailbox: found by state and by words, opened one by one."""

from __future__ import annotations

import pytest

from atrium.mail.models import EmailMessage, MailState
from tests.graph.asking import ask, data, staff
from tests.mail.given import SECRET, a_mail

FOUND = "query($q: String, $state: [MailState!]) { mailbox(search: $q, state: $state) { totalCount nodes { to } } }"


@pytest.fixture
async def mails() -> list[EmailMessage]:
    made = [await a_mail(f"{name}@example.org") for name in ("Ada", "grace", "a_b")]
    await EmailMessage.filter(id=made[0].id).update(subject="Your INVOICE 100%", state=MailState.FAILED)
    return made


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("ADA", ["Ada"]),
        ("ada invoice", ["Ada"]),
        ("100%", ["Ada"]),
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
