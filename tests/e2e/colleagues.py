"""People who work here beside the one whose story is told, and what is mailed to them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from playwright.sync_api import BrowserContext, Page

from tests.e2e.given import PATIENCE, ask
from tests.e2e.house import PASSWORD

GROUPS = "{ staffGroups(first: 100) { nodes { id name } } }"
INVITE = """mutation ($input: InviteStaffInput!) {
  inviteStaff(input: $input) { __typename ... on Staff { id } ... on Error { message } }
}"""
ACCEPT = """mutation ($token: String!, $password: String!) {
  acceptStaffInvitation(token: $token, password: $password) { __typename }
}"""
MAILS = "query ($search: String!) { mailbox(search: $search, first: 10) { nodes { id state text } } }"


@dataclass(frozen=True)
class Colleague:
    """Someone who has accepted an invitation, and signs in with `PASSWORD`."""

    id: str
    name: str
    email: str


@dataclass(frozen=True)
class Mailed:
    """A link, and the mail that it stands in."""

    mail_id: str
    link: str


def an_address() -> str:
    """An address that nobody else has."""
    return f"nina{uuid4().hex[:10]}@example.org"


def link_mailed_to(page: Page, address: str, path: str) -> Mailed:
    """The newest link to a page of ours that was mailed to an address, as soon as it was captured."""
    link = re.compile(rf"https?://\S+{path}#token=\S+")
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        for mail in ask(page.request, MAILS, search=address)["mailbox"]["nodes"]:
            found = link.search(mail["text"])
            if mail["state"] == "CAPTURED" and found:
                return Mailed(mail["id"], found[0])
        time.sleep(0.1)
    raise AssertionError(f"{address} got no mail with a link to {path}")


def local(link: str) -> str:
    """The part of a link that the browser's own base address comes before."""
    return re.sub(r"^https?://[^/]+", "", link)


def a_colleague(
    page: Page, new_context: Callable[..., BrowserContext], group: str = "Read-only"
) -> tuple[Colleague, Page]:
    """Someone new in a group, and a page in a browser of their own in which they are signed in."""
    email, name = an_address(), f"Nina {uuid4().hex[:8]}"
    groups = {each["name"]: each["id"] for each in ask(page.request, GROUPS)["staffGroups"]["nodes"]}
    invited = ask(page.request, INVITE, input={"email": email, "name": name, "groupIds": [groups[group]]})
    assert invited["inviteStaff"]["__typename"] == "Staff", invited
    token = link_mailed_to(page, email, "/invitation").link.partition("#token=")[2]
    theirs = new_context(storage_state=None).new_page()
    accepted = ask(theirs.request, ACCEPT, token=token, password=PASSWORD)
    assert accepted["acceptStaffInvitation"]["__typename"] == "SignedIn", accepted
    return Colleague(invited["inviteStaff"]["id"], name, email), theirs
