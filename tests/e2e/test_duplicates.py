"""Clients who look like one: found among all, merged from their page, or said to be different."""

from __future__ import annotations

import re
import time
from uuid import uuid4

from playwright.sync_api import Page, expect

from tests.e2e import judging
from tests.e2e.given import PATIENCE, Known, a_client, ask

GROUPS = "{ duplicateGroups(first: 50, rule: PHONE) { nodes { members { client { id } } } } }"


def wait_for_the_group_of(page: Page, *clients: Known) -> None:
    """Until the worker has grouped these: a page that is opened before asks again only after a while."""
    wanted, end = {client.id for client in clients}, time.monotonic() + 4 * PATIENCE
    while time.monotonic() < end:
        nodes = ask(page.request, GROUPS)["duplicateGroups"]["nodes"]
        if any({member["client"]["id"] for member in node["members"]} == wanted for node in nodes):
            return
        time.sleep(0.1)
    raise AssertionError(f"{wanted} are no group: {nodes}")


def test_likely_duplicates_lead_to_the_merge_or_are_said_to_be_different(page: Page):
    phone = f"+4930{uuid4().int % 10**8:08d}"
    ada, grace, eve = [a_client(page, name, phone=phone) for name in ("Ada", "Grace", "Eve")]
    wait_for_the_group_of(page, ada, grace, eve)
    page.goto("/clients/list")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Duplicates").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Duplicates")
    page.get_by_role("navigation", name="Duplicates by reason").get_by_role("link", name="Same phone").click()
    group = page.get_by_role("article").filter(has_text=phone)
    expect(group).to_be_visible()
    expect(group.get_by_role("heading", name="3 clients: same phone")).to_be_visible()
    expect(group.locator("mark", has_text=phone)).to_have_count(3)
    assert judging.faults_of(page) == []
    judging.resize(page, judging.DESK)

    expect(group.get_by_label(f"Keep this one: {ada.name}")).to_be_checked()
    group.get_by_label(f"Keep this one: {grace.name}").check()
    group.get_by_role("link", name="Merge").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Merge")
    expect(page).to_have_url(re.compile(f"/clients/({ada.id}|{eve.id})/merge.*into={grace.id}"))
    page.go_back()

    group.get_by_role("button", name="Not duplicates").focus()
    page.keyboard.press("Enter")
    expect(group).to_be_hidden()
    expect(page.get_by_role("region", name="Likely duplicates")).to_be_focused()
    page.get_by_role("status", name="Notifications").get_by_role("button", name="Undo").click()
    expect(group).to_be_visible()
