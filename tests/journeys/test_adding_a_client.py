"""A client is added, gets a mail, follows its link, and is found again."""

from __future__ import annotations

import asyncio
import re
from email.message import EmailMessage
from urllib.parse import parse_qs

from atrium.mail.delivery import Carrier, deliver_due
from atrium.mail.server import Encryption, Server
from atrium.settings import Settings
from tests.access.given import a_staff
from tests.given import rows_everywhere
from tests.journeys.callers import a_browser, a_storefront
from tests.mail.servers import Postbox, a_mail_server

ADA = {"firstName": "Ada", "lastName": "Lovelace", "email": "ada@example.org", "allowLogin": True}
PASSWORD = "seven green otters juggle"
FOUND = "query($search: String) { clients(filter: {search: $search}) { nodes { id status } } }"
TILES = "{ clientDashboard { tiles { name count } } }"


async def delivered() -> EmailMessage:
    """The one letter that the outbox sends to a real mail server."""
    postbox = Postbox()
    async with a_mail_server(postbox) as port:
        assert await deliver_due(Carrier(Server("127.0.0.1", port, Encryption.NONE, timeout=5, patience=5))) == 1
    (letter,) = postbox.letters
    return letter


def link_in(letter: EmailMessage) -> tuple[str, dict[str, list[str]]]:
    """Where the letter's link leads, and what it carries behind the #."""
    text = letter.get_body(("plain",)).get_content()
    url, fragment = re.search(r"(https?://\S+)#(\S+)", text).groups()
    return url, parse_qs(fragment)


def counts(dashboard: dict) -> dict[str, int]:
    return {tile["name"]: tile["count"] for tile in dashboard["tiles"]}


async def test_from_adding_a_client_to_finding_it_verified(settings: Settings):
    async with a_browser(settings) as sam, a_storefront(settings) as ada:
        await sam.sign_in(await a_staff("Sam Staff"))

        added = await sam.ask("AddClient", {"input": ADA, "idempotencyKey": "once"})
        one = {"id": added["id"]}
        before = await sam.ask("ClientHead", one)
        url, carried = link_in(await delivered())
        told = await ada.ask("VerifyEmail", {"token": carried["token"][0], "password": PASSWORD})
        found = await sam.ask(FOUND, {"search": "lovelace ada@"})
        mails = await sam.ask("ClientEmails", one)
        timeline = await sam.ask("ClientTimeline", one)
        tiles = counts(await sam.ask(TILES))

    assert (before["status"], before["verifiedAt"]) == ("UNVERIFIED", None)
    assert (url, carried["choose"]) == (f"{settings.base_url}/store/verify", ["1"])
    assert told == {"__typename": "Verified", "email": "ada@example.org"}
    assert [(node["id"], node["status"]) for node in found["nodes"]] == [(added["id"], "ACTIVE")]
    (mail,) = mails["emailHistory"]["nodes"]
    assert (mail["state"], carried["token"][0] in mail["text"] + mail["html"]) == ("SENT", False)
    assert {(event["action"], event["actor"]["name"]) for event in timeline["timeline"]["nodes"]} == {
        ("client.added", "Sam Staff"),
        ("client.password_chosen", "Ada Lovelace"),
        ("client.email_verified", "Ada Lovelace"),
    }
    assert (tiles["TOTAL"], tiles["NEW"], tiles["ACTIVE"], tiles["UNVERIFIED"]) == (1, 1, 1, 0)


async def test_a_link_works_once_and_then_says_so(settings: Settings):
    async with a_browser(settings) as sam, a_storefront(settings) as ada:
        await sam.sign_in(await a_staff())
        await sam.ask("AddClient", {"input": ADA})
        token = link_in(await delivered())[1]["token"][0]

        weak = await ada.ask("VerifyEmail", {"token": token, "password": "password"})
        first = await ada.ask("VerifyEmail", {"token": token, "password": PASSWORD})
        second = await ada.ask("VerifyEmail", {"token": token, "password": PASSWORD})
        unknown = await ada.ask("VerifyEmail", {"token": "x" * 43, "password": PASSWORD})

    assert (weak["__typename"], [fault["path"] for fault in weak["fields"]]) == ("InvalidInput", [["password"]])
    assert first["__typename"] == "Verified"
    assert (second["__typename"], second["code"]) == ("TokenRefused", "USED")
    assert (unknown["__typename"], unknown["code"]) == ("TokenRefused", "UNKNOWN")


async def test_twenty_requests_with_one_key_add_one_client_and_promise_one_mail(settings: Settings):
    async with a_browser(settings) as sam:
        await sam.sign_in(await a_staff())
        asked = {"input": ADA, "idempotencyKey": "pressed twenty times"}

        answers = await asyncio.gather(*(sam.ask("AddClient", asked) for _ in range(20)))
        other = await sam.ask("AddClient", {**asked, "input": {**ADA, "firstName": "Bob"}})

    assert len({answer["id"] for answer in answers}) == 1
    assert other["__typename"] == "IdempotencyConflict"
    rows = await rows_everywhere()
    assert (rows["client"], rows["email_message"], rows["verification_token"], rows["client_delta"]) == (1, 1, 1, 1)


async def test_all_that_is_wrong_with_a_client_is_said_at_once_and_nothing_is_kept(settings: Settings):
    given = {"email": "not an address", "phone": "12", "currency": "XXQ", "language": "zz-zz", "externalId": "\u0007"}
    async with a_browser(settings) as sam:
        await sam.sign_in(await a_staff())
        before = await rows_everywhere()

        refused = await sam.ask("AddClient", {"input": given})

    assert refused["__typename"] == "InvalidInput"
    named = {tuple(fault["path"]) for fault in refused["fields"]}
    assert named == {("firstName",), ("email",), ("phone",), ("currency",), ("language",), ("externalId",)}
    assert await rows_everywhere() == before


async def test_of_two_who_edit_at_once_one_is_told_to_look_again(settings: Settings):
    async with a_browser(settings) as sam, a_browser(settings) as kim:
        await sam.sign_in(await a_staff("Sam Staff"))
        await kim.sign_in(await a_staff("Kim Staff"))
        key = (await sam.ask("AddClient", {"input": ADA}))["id"]
        seen = await sam.ask("ClientFacts", {"id": key})
        edit = {"id": key, "version": seen["version"]}

        answers = await asyncio.gather(
            sam.ask("UpdateClient", {"input": {**edit, "lastName": "King"}}),
            kim.ask("UpdateClient", {"input": {**edit, "lastName": "Byron"}}),
        )
        after = await sam.ask("ClientFacts", {"id": key})
        again = await kim.ask("UpdateClient", {"input": {**edit, "version": after["version"], "language": "de"}})

    assert sorted(answer["__typename"] for answer in answers) == ["Client", "StaleVersion"]
    (won,) = [answer for answer in answers if answer["__typename"] == "Client"]
    assert (after["lastName"], after["version"]) == (won["lastName"], seen["version"] + 1)
    assert (again["__typename"], again["language"], again["lastName"]) == ("Client", "de", won["lastName"])
