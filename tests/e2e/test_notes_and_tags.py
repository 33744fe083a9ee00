"""What staff keep in mind about a client: notes, tags, and that somebody else only looks alike."""

from __future__ import annotations

import re
from uuid import uuid4

from playwright.sync_api import Locator, Page, expect

from tests.e2e import judging
from tests.e2e.given import Known, a_client, ask

CHANGE = """mutation ($id: ID!, $text: String!) {
  updateNote(input: { id: $id, version: 1, text: $text }) { __typename }
}"""
NOTES = "query ($id: ID!) { client(id: $id) { notes { nodes { id text } } } }"


def opened(page: Page, client: Known, tab: str = "overview") -> None:
    page.goto(f"/clients/{client.id}/{tab}")
    expect(page.get_by_role("heading", level=1)).to_have_text(client.name)


def said(page: Page, words: str) -> Locator:
    """The toast that says so."""
    toast = page.get_by_role("status", name="Notifications").locator(".toast").filter(has_text=words)
    expect(toast).to_be_visible()
    return toast


def undo(page: Page, words: str) -> None:
    said(page, words).get_by_role("button", name="Undo").click()
    said(page, "Undone")


def test_notes_are_written_pinned_changed_and_removed_and_nothing_is_lost(page: Page):
    client = a_client(page)
    opened(page, client, "notes")
    notes = page.get_by_role("region", name="Notes")
    listed = notes.get_by_role("list", name="Notes").get_by_role("listitem")
    expect(notes.get_by_text("No notes yet")).to_be_visible()

    notes.get_by_role("button", name="Add note").click()
    expect(notes.get_by_label("New note")).to_be_focused()
    expect(notes.get_by_text("Please fill this in.")).to_be_visible()
    notes.get_by_label("New note").fill("Rings on Mondays.\nNever before ten.")
    notes.get_by_label("Pin to the top").check()
    page.keyboard.press("Control+Enter")
    expect(listed).to_have_count(1)
    expect(notes.get_by_label("New note")).to_have_value("")
    notes.get_by_label("New note").fill("Pays late")
    notes.get_by_role("button", name="Add note").click()
    expect(listed).to_have_count(2)
    expect(listed.first).to_contain_text("Rings on Mondays.")
    expect(listed.first).to_contain_text("Pinned")
    expect(listed.nth(1)).to_contain_text("Sam Poe")

    late = ask(page.request, NOTES, id=client.id)["client"]["notes"]["nodes"][1]
    listed.nth(1).get_by_role("button", name="Edit note").click()
    listed.nth(1).get_by_label("Note").fill("Pays late, but pays")
    changed = ask(page.request, CHANGE, id=late["id"], text="Pays on time now")
    assert changed["updateNote"]["__typename"] == "Note"
    listed.nth(1).get_by_role("button", name="Save note").click()
    expect(listed.nth(1).get_by_role("alert")).to_contain_text("Someone else has changed this note meanwhile")
    expect(listed.nth(1).get_by_role("blockquote")).to_have_text("Pays on time now")
    expect(listed.nth(1).get_by_label("Note")).to_have_value("Pays late, but pays")
    assert judging.faults_of(page) == []
    judging.resize(page, judging.DESK)
    listed.nth(1).get_by_role("button", name="Save note").click()
    expect(listed.nth(1).get_by_text("Pays late, but pays")).to_be_visible()
    expect(listed.nth(1)).to_contain_text("edited")

    listed.nth(1).get_by_role("button", name="Pin note").click()
    expect(listed.first).to_contain_text("Pays late, but pays")
    listed.first.get_by_role("button", name="Remove note").click()
    expect(listed).to_have_count(1)
    undo(page, "Note removed")
    expect(listed.first).to_contain_text("Pays late, but pays")

    page.get_by_role("link", name="Activity", exact=True).click()
    activity = page.get_by_role("region", name="Activity", exact=True)
    activity.get_by_label("Show").select_option("Notes")
    change = activity.get_by_role("listitem").filter(has=page.get_by_text("Changed a note")).first
    expect(change.get_by_role("deletion")).to_have_text("Pays on time now")
    expect(change.get_by_role("insertion")).to_have_text("Pays late, but pays")
    expect(activity.get_by_text("Added the client")).to_be_hidden()


def test_tags_are_offered_as_they_are_typed_put_on_and_taken_off(page: Page):
    word = f"whole{uuid4().hex[:6]}"
    there, client = a_client(page, tags=[f"EU {word}", word.title()]), a_client(page)
    opened(page, client)
    facts = page.get_by_role("region", name="Key facts")
    tags = facts.get_by_role("list", name="Tags").get_by_role("listitem")

    facts.get_by_role("button", name="Add a tag").click()
    box = facts.get_by_role("combobox", name="New tag")
    expect(box).to_be_focused()
    box.press_sequentially(word.upper())
    offered = facts.get_by_role("listbox", name="Tags in use").get_by_role("option")
    expect(offered).to_have_count(2)
    expect(offered.first).to_contain_text(word.title())
    page.keyboard.press("ArrowDown")
    expect(offered.first).to_have_attribute("aria-selected", "true")
    assert judging.faults_of(page) == []
    judging.resize(page, judging.DESK)
    page.keyboard.press("Enter")
    expect(tags).to_have_text([word.title()])
    box.fill("of my own")
    page.keyboard.press("Enter")
    expect(tags).to_have_count(2)
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    facts.get_by_role("button", name="Take off of my own").click()
    expect(tags).to_have_count(1)
    undo(page, "Tag of my own taken off")
    expect(tags).to_have_count(2)

    page.keyboard.press("e")
    edited = facts.get_by_label("Tags")
    edited.focus()
    page.keyboard.press("Backspace")
    edited.fill("early, ")
    page.keyboard.press("Enter")
    expect(tags.filter(has_text="early")).to_be_visible()
    expect(tags).to_have_count(2)
    expect(page.get_by_text("Tags changed")).to_be_visible()
    page.get_by_role("link", name="Activity", exact=True).click()
    activity = page.get_by_role("region", name="Activity", exact=True)
    expect(activity.get_by_text("Took tags off")).to_be_visible()

    page.goto("/clients/list")
    page.get_by_role("button", name="Filter", exact=True).click()
    dialog = page.get_by_role("dialog", name="Filter clients")
    dialog.get_by_label("Field").select_option("Tag")
    dialog.get_by_label("Operator").select_option("is")
    dialog.get_by_role("combobox", name="Value").press_sequentially(word)
    dialog.get_by_role("listbox", name="Tags in use").get_by_role("option", name=re.compile(f"^{word.title()}")).click()
    expect(dialog.get_by_role("combobox", name="Value")).to_have_value(word.title())
    expect(dialog.get_by_text("About to match 1 client")).to_be_visible()
    dialog.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("link", name=there.name)).to_be_visible()


def test_a_possible_duplicate_is_shown_with_its_reason_until_somebody_says_that_it_is_none(page: Page):
    phone = f"+4420794{uuid4().int % 10**5:05}"
    client, other = a_client(page, phone=phone), a_client(page, "Eve", phone=phone)
    opened(page, client)
    attention = page.get_by_role("region", name="Needs attention")

    expect(attention).to_contain_text(f"Possible duplicate of {other.name}")
    expect(attention).to_contain_text(f"same phone: {phone}")
    assert judging.faults_of(page) == []
    judging.resize(page, judging.DESK)
    attention.get_by_role("button", name=f"Not a duplicate {other.name}").click()
    expect(attention).to_be_hidden()
    undo(page, f"{other.name} is not the same")
    expect(attention).to_be_visible()
    attention.get_by_role("button", name=f"Not a duplicate {other.name}").click()
    past = page.get_by_role("region", name="Looks like others")
    expect(past).to_contain_text("Sam Poe")

    opened(page, other)
    expect(page.get_by_role("region", name="Key facts")).to_contain_text("Eve")
    past.get_by_role("button", name=f"Take back {client.name}").click()
    expect(attention).to_contain_text(f"Possible duplicate of {client.name}")
    attention.get_by_role("link", name=f"Open {client.name}").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(client.name)
    page.get_by_role("link", name="Activity", exact=True).click()
    expect(page.get_by_text("Took back that it is not the same client").first).to_be_visible()
