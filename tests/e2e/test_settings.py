"""Settings: who and what may come in, and how each is shut out again."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.e2e import judging
from tests.e2e.colleagues import a_colleague
from tests.e2e.conftest import NewContext
from tests.e2e.house import ADMINISTRATOR, PASSWORD

OTHER_PASSWORD = "nine loud herons wade south"


def run_curl(playwright: Playwright, line: str) -> dict[str, Any]:
    """What a shell would answer to this line."""
    program, url, *options = shlex.split(line)
    assert program == "curl"
    given = list(zip(options[::2], options[1::2], strict=True))
    headers = dict(value.split(": ", 1) for option, value in given if option == "-H")
    (body,) = [value for option, value in given if option == "-d"]
    context = playwright.request.new_context()
    answer: dict[str, Any] = json.loads(context.post(url, headers=headers, data=body).body())
    context.dispose()
    return answer


def test_a_token_lets_a_program_in_until_it_is_revoked(page: Page, playwright: Playwright):
    name = f"Shop sync {uuid4().hex[:6]}"
    page.goto("/settings/tokens")
    page.get_by_role("link", name="Create token").click()
    dialog = page.get_by_role("dialog", name="Create token")
    dialog.get_by_label("Name").fill(name)
    dialog.get_by_label("See clients and their contact details.").check()
    dialog.get_by_role("button", name="Create token").click()
    ready = page.get_by_role("dialog", name=f"{name} is ready")
    line = ready.locator("code").nth(1).inner_text()

    assert run_curl(playwright, line) == {"data": {"viewer": {"permissions": ["client.read"]}}}
    page.keyboard.press("Escape")
    expect(ready).to_be_visible()
    ready.get_by_role("button", name="I have copied it").click()
    token = page.get_by_role("region", name="Tokens").get_by_role("listitem").filter(has_text=name)
    expect(token).to_contain_text("See clients and their contact details.")
    token.get_by_role("button", name=f"Revoke {name}").click()
    page.get_by_role("dialog").get_by_role("button", name=f"Revoke {name}").click()
    expect(token).to_have_count(0)

    assert run_curl(playwright, line)["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    page.get_by_role("link", name="Ended").click()
    expect(page.get_by_role("listitem").filter(has_text=name)).to_contain_text("Revoked")


def test_the_last_administrator_cannot_be_shut_out(page: Page):
    page.goto("/settings/staff?q=poe")
    page.get_by_role("region", name="Staff members").get_by_role("link", name=ADMINISTRATOR.name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(ADMINISTRATOR.name)

    page.get_by_role("button", name=f"Disable {ADMINISTRATOR.name}").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=f"Disable {ADMINISTRATOR.name}").click()

    expect(dialog.get_by_role("alert")).to_contain_text("last administrator")


def test_who_is_disabled_is_out_at_once_and_may_be_let_in_again(page: Page, new_context: NewContext):
    nina, theirs = a_colleague(page, new_context)
    theirs.goto("/clients/list")
    expect(theirs.get_by_role("heading", level=1)).to_have_text("Clients list")
    page.goto(f"/settings/staff/{nina.id}")

    page.get_by_role("button", name=f"Disable {nina.name}").click()
    page.get_by_role("dialog").get_by_label("Reason").fill("Left the company")
    page.get_by_role("dialog").get_by_role("button", name=f"Disable {nina.name}").click()
    expect(page.get_by_role("region", name="Standing")).to_contain_text("Disabled")
    expect(page.get_by_role("region", name="Sessions")).to_contain_text("Not signed in anywhere")
    theirs.get_by_role("searchbox").fill("x")

    expect(theirs.get_by_role("dialog", name="Sign in again")).to_be_visible()
    page.get_by_role("button", name=f"Enable {nina.name}").click()
    page.get_by_role("dialog").get_by_role("button", name=f"Enable {nina.name}").click()
    expect(page.get_by_role("region", name="Standing")).to_contain_text("Active")


def test_a_session_is_ended_from_afar(page: Page, new_context: NewContext):
    nina, theirs = a_colleague(page, new_context)
    theirs.goto("/clients/list")
    expect(theirs.get_by_role("heading", level=1)).to_have_text("Clients list")
    page.goto(f"/settings/staff/{nina.id}")
    sessions = page.get_by_role("region", name="Sessions")

    sessions.get_by_role("button", name="End the session").first.click()

    expect(sessions).to_contain_text("Not signed in anywhere")
    theirs.get_by_role("searchbox").fill("x")
    expect(theirs.get_by_role("dialog", name="Sign in again")).to_be_visible()


def test_a_groups_permissions_are_saved_together_and_not_lost_by_leaving(page: Page, new_context: NewContext):
    name = f"Desk {uuid4().hex[:6]}"
    page.goto("/settings/groups?create=true")
    dialog = page.get_by_role("dialog", name="Create group")
    dialog.get_by_label("Name").fill(name)
    dialog.get_by_label("See clients and their contact details.").check()
    dialog.get_by_role("button", name="Create group").click()
    box = page.get_by_role("checkbox", name=f"{name}: Read every mail")
    box.check()
    bar = page.get_by_role("region", name="Unsaved changes")
    expect(bar).to_contain_text(f"{name} not saved yet")

    page.get_by_role("link", name="Mailbox").click()
    page.get_by_role("dialog", name="Leave without saving?").get_by_role("button", name="Keep editing").click()
    expect(box).to_be_checked()
    bar.get_by_role("button", name="Save").click()
    expect(bar).to_have_count(0)
    _, theirs = a_colleague(page, new_context, group=name)
    theirs.goto("/settings")

    expect(theirs.get_by_role("heading", level=1)).to_have_text("Mailbox")
    page.reload()
    expect(box).to_be_checked()
    expect(page.get_by_role("columnheader", name=name)).to_contain_text("1 member")


def test_ones_own_password_ends_the_other_sessions(page: Page, new_context: NewContext):
    nina, theirs = a_colleague(page, new_context)
    theirs.goto("/profile")
    theirs.get_by_label("Password now").fill("not the password")
    theirs.get_by_label("New password").fill(OTHER_PASSWORD)
    theirs.get_by_role("button", name="Change password").click()
    expect(theirs.get_by_label("Password now")).to_be_focused()
    theirs.get_by_label("Password now").fill(PASSWORD)

    theirs.get_by_role("button", name="Change password").click()

    expect(theirs.get_by_role("status", name="Notifications")).to_contain_text("Your password is changed")
    expect(theirs.get_by_label("Password now")).to_have_value("")
    expect(theirs.get_by_role("region", name="Where you are signed in").get_by_role("listitem")).to_have_count(1)
    other = new_context(storage_state=None).new_page()
    other.goto("/login")
    other.get_by_label("Email").fill(nina.email)
    other.get_by_label("Password", exact=True).fill(OTHER_PASSWORD)
    other.get_by_role("button", name="Sign in").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Clients")


def test_theme_keys_and_name_are_the_same_in_every_browser(page: Page, new_context: NewContext):
    _, theirs = a_colleague(page, new_context)
    theirs.goto("/profile")
    theirs.get_by_label("Dark").check()
    theirs.get_by_role("switch", name="Single-key shortcuts").uncheck()
    theirs.get_by_label("Name").fill("Nina Stone")
    theirs.get_by_role("region", name="Unsaved changes").get_by_role("button", name="Save").click()
    expect(theirs.get_by_role("button", name="Signed in as Nina Stone")).to_be_visible()

    other = new_context(storage_state=theirs.context.storage_state() | {"origins": []}).new_page()
    other.goto("/profile")

    expect(other.get_by_label("Dark")).to_be_checked()
    expect(other.get_by_role("switch", name="Single-key shortcuts")).not_to_be_checked()
    expect(other.locator("html")).to_have_attribute("data-theme", "dark")
    other.keyboard.press("?")
    expect(other.get_by_role("dialog")).to_have_count(0)


def the_staff(page: Page) -> None:
    page.goto("/settings/staff")
    expect(page.get_by_role("region", name="Staff members").get_by_role("link").first).to_be_visible()


def inviting_without_saying_whom(page: Page) -> None:
    page.goto("/settings/staff?invite=true")
    expect(page.get_by_role("dialog").get_by_role("checkbox").first).to_be_visible()
    page.get_by_role("button", name="Send invitation").click()
    expect(page.get_by_role("alert")).to_be_visible()


def a_member_half_renamed(page: Page) -> None:
    the_staff(page)
    page.get_by_role("link", name=ADMINISTRATOR.name).click()
    expect(page.get_by_role("region", name="Sessions").get_by_role("listitem").first).to_be_visible()
    page.get_by_label("Name", exact=True).fill("Somebody else")
    expect(page.get_by_role("region", name="Unsaved changes")).to_be_visible()


def shutting_someone_out(page: Page) -> None:
    the_staff(page)
    page.get_by_role("link", name=ADMINISTRATOR.name).click()
    page.get_by_role("button", name="Disable").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def the_groups(page: Page) -> None:
    page.goto("/settings/groups")
    expect(page.get_by_role("columnheader", name="Administrator")).to_be_visible()


def making_a_group(page: Page) -> None:
    page.goto("/settings/groups?create=true")
    expect(page.get_by_role("dialog").get_by_role("checkbox").first).to_be_visible()


def a_token_that_was_just_made(page: Page) -> None:
    page.goto("/settings/tokens?create=true")
    page.get_by_label("Name").fill("Shop sync")
    page.get_by_role("dialog").get_by_role("checkbox").first.check()
    page.get_by_role("dialog").get_by_role("button", name="Create token").click()
    expect(page.get_by_role("dialog", name="Shop sync is ready")).to_be_visible()


def the_tokens(page: Page) -> None:
    a_token_that_was_just_made(page)
    page.get_by_role("button", name="I have copied it").click()
    expect(page.get_by_role("region", name="Tokens").get_by_role("listitem").first).to_be_visible()


def ones_own_profile(page: Page) -> None:
    page.goto("/profile")
    expect(page.get_by_role("region", name="Where you are signed in").get_by_role("listitem").first).to_be_visible()


WALKS: dict[str, list[Callable[[Page], None]]] = {
    "people": [the_staff, inviting_without_saying_whom, a_member_half_renamed, shutting_someone_out],
    "groups": [the_groups, making_a_group],
    "ways in": [a_token_that_was_just_made, the_tokens, ones_own_profile],
}


@pytest.mark.parametrize("walk", WALKS)
def test_nothing_is_wrong_with_the_settings(page: Page, walk: str):
    faults = judging.faults_in(page, WALKS[walk])

    assert faults == []
