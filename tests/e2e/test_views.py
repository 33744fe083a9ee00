"""Saved views: kept by one person, opened by another, and the list that one comes to."""

from __future__ import annotations

import re
from uuid import uuid4

from playwright.sync_api import Page, expect

from tests.e2e import judging
from tests.e2e.colleagues import a_colleague
from tests.e2e.conftest import NewContext
from tests.e2e.house import PASSWORD, House


def is_faultless(page: Page) -> None:
    """As it stands, at every size; afterwards one sits at a desk again."""
    assert judging.faults_of(page) == []
    judging.resize(page, judging.DESK)


def the_list(page: Page, search: str = "") -> None:
    page.goto(f"/clients/list{search}")
    expect(page.get_by_role("rowheader").first).to_be_visible()


def choose(page: Page, button: str | re.Pattern[str], item: str) -> None:
    page.get_by_role("button", name=button).click()
    page.get_by_role("menu").get_by_text(item, exact=True).click()


def heads(page: Page) -> list[str]:
    return [text for text in page.get_by_role("columnheader").all_inner_texts() if text]


def test_a_view_is_saved_shared_opened_by_a_colleague_and_changed(page: Page, new_context: NewContext, house: House):
    sue, hers = a_colleague(page, new_context, "Support")
    name = f"Quiet ones {uuid4().hex[:6]}"
    the_list(hers, "?status=ACTIVE,UNVERIFIED&sort=name&cols=status,created")
    choose(hers, "Views", "Save as a new view…")
    dialog = hers.get_by_role("dialog", name="Save view")
    dialog.get_by_role("button", name="Save view").click()
    expect(dialog.get_by_text("Please fill this in.")).to_be_visible()
    dialog.get_by_label("Name").fill(name)
    dialog.get_by_label("Share with everybody here").check()
    dialog.get_by_label("Open the list with it").check()
    is_faultless(hers)
    dialog.get_by_role("button", name="Save view").click()
    expect(hers.get_by_role("button", name=f"View: {name}")).to_be_visible()
    expect(hers.get_by_role("button", name="Save", exact=True)).to_have_count(0)

    _, his = a_colleague(page, new_context)
    the_list(his)
    choose(his, "Views", f"{name} ({sue.name})")
    expect(his).to_have_url(re.compile(r"status=ACTIVE,UNVERIFIED.*sort=name"))
    expect(his.get_by_role("region", name="Filter in force")).to_contain_text("Status is")
    assert heads(his) == ["Name", "Status", "Created"]
    his.get_by_role("button", name=re.compile("^Take away")).first.click()
    changes = his.get_by_role("region", name="Changes to the view")
    expect(changes).to_contain_text("Changed")
    expect(changes.get_by_role("button", name="Save", exact=True)).to_have_count(0)
    is_faultless(his)
    changes.get_by_role("button", name="Reset").click()
    expect(changes).to_have_count(0)
    expect(his.get_by_role("region", name="Filter in force")).to_be_visible()

    hers.goto("/clients")
    hers.get_by_role("link", name="Clients list").click()
    expect(hers).to_have_url(re.compile(r"status=ACTIVE,UNVERIFIED.*view="))
    the_list(hers, "?add=true")
    expect(hers.get_by_role("button", name=f"View: {name}")).to_be_visible()
    expect(hers.get_by_role("dialog", name="Add client")).to_be_visible()
    the_list(hers, "?view=nonsense")
    expect(hers.get_by_text("The view in this address does not exist")).to_be_visible()
    the_list(hers)
    expect(hers).to_have_url(re.compile(r"status=ACTIVE,UNVERIFIED.*view="))
    choose(hers, re.compile("^Order"), "Newest first")
    hers.get_by_role("region", name="Changes to the view").get_by_role("button", name="Save", exact=True).click()
    expect(hers.get_by_role("region", name="Changes to the view")).to_have_count(0)
    choose(hers, f"View: {name}", "All clients")
    expect(hers).to_have_url(re.compile(r"list\?view=all$"))

    house.run_sql(f"""UPDATE client_view SET conditions = '{{"mood": true, "verified": true}}' WHERE name = '{name}'""")
    the_list(his)
    choose(his, "Views", f"{name} ({sue.name})")
    expect(his.get_by_role("alert")).to_contain_text("There is no condition called mood any more.")
    expect(his.get_by_role("region", name="Filter in force")).to_contain_text("E-mail verified")

    choose(hers, "Views", "Manage views…")
    views = hers.get_by_role("dialog", name="Views")
    expect(views.get_by_role("listitem").filter(has_text=name)).to_contain_text("your list opens with it")
    is_faultless(hers)
    choose(hers, f"Change {name}", "Remove…")
    hers.get_by_role("dialog").get_by_role("button", name=f"Remove {name}").click()
    expect(views).to_contain_text("There are no views yet.")


def test_columns_follow_a_person_to_another_browser(page: Page, new_context: NewContext):
    nina, theirs = a_colleague(page, new_context)
    the_list(theirs)
    theirs.get_by_role("button", name="Columns").click()
    dialog = theirs.get_by_role("dialog", name="Columns")
    dialog.get_by_role("checkbox", name="Country").uncheck()
    dialog.get_by_role("checkbox", name="Tags").check()
    with theirs.expect_response(lambda answer: "SavePreferences" in (answer.request.post_data or "")):
        dialog.get_by_label("Compact").check()

    elsewhere = new_context(storage_state=None).new_page()
    elsewhere.goto("/clients/list")
    elsewhere.get_by_label("Email").fill(nina.email)
    elsewhere.get_by_label("Password", exact=True).fill(PASSWORD)
    elsewhere.get_by_role("button", name="Sign in").click()
    expect(elsewhere.get_by_role("rowheader").first).to_be_visible()

    expect(elsewhere.get_by_role("columnheader", name="Tags")).to_be_visible()
    assert heads(elsewhere) == ["Name", "Email", "Status", "Number", "Last login", "Created", "Tags"]
