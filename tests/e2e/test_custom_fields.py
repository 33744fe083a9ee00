"""What a store wants to know beyond the usual: defined, asked for, filtered by, shown as a column, and gone again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.given import a_client, a_name, ask
from tests.e2e.judging import DESK, PHONE, faults_of, resize
from tests.e2e.test_filter import condition, filter_opened
from tests.e2e.test_list import names
from tests.e2e.test_list_full import arranged, heads

FIELDS = "{ customFields { id label clientCount } }"
REMOVE = "mutation ($input: RemoveCustomFieldInput!) { removeCustomField(input: $input) { __typename } }"


@dataclass(frozen=True)
class Labels:
    """Of two fields that no other test has: neither is left behind, however the story ends."""

    size: str
    seats: str


@pytest.fixture
def labels(page: Page) -> Iterator[Labels]:
    mark = uuid4().hex[:6]
    made = Labels(f"Shirt size {mark}", f"Seats {mark}")
    yield made
    for field in ask(page.request, FIELDS)["customFields"]:
        if mark in field["label"]:
            ask(page.request, REMOVE, input={"id": field["id"], "losingValues": field["clientCount"]})


def judged(page: Page) -> None:
    """Nothing is wrong with the page as it stands, whatever the screen."""
    assert faults_of(page) == []
    resize(page, DESK)


def define(page: Page, label: str, type_: str, *, options: str = "", required: bool = False) -> Locator:
    """A field is defined in the settings; its row."""
    page.get_by_role("link", name="Define field").click()
    dialog = page.get_by_role("dialog", name="Define field")
    dialog.get_by_label("Label", exact=True).fill(label)
    dialog.get_by_label("Type", exact=True).select_option(label=type_)
    if options:
        dialog.get_by_label("Options", exact=True).fill(options)
        expect(dialog.get_by_label("Preview").locator("option", has_text=options.split("\n")[0])).to_be_attached()
    dialog.get_by_role("switch", name="Required").set_checked(required)
    dialog.get_by_role("button", name="Define field").click()
    expect(dialog).to_be_hidden()
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=label))


def add_with(page: Page, labels: Labels, last: str) -> None:
    """A client is added; without the required field it is refused first."""
    page.goto("/clients/list?add=true")
    dialog = page.get_by_role("dialog", name="Add client")
    size = dialog.get_by_label(labels.size, exact=True)
    expect(size).to_be_visible()  # the details are open, because one of them is required
    dialog.get_by_label("First name").fill("Ada")
    dialog.get_by_label("Last name").fill(last)
    dialog.get_by_role("switch", name="Allow login").uncheck()
    dialog.get_by_label(re.compile(labels.seats)).fill("twelve")
    dialog.get_by_role("button", name="Add client").click()
    refusal = dialog.get_by_role("alert")
    expect(refusal.get_by_role("button", name=f"{labels.size}: Please fill this in.")).to_be_visible()
    expect(refusal.get_by_role("button", name=f"{labels.seats}: This has to be a whole number.")).to_be_visible()
    size.select_option("Large")
    dialog.get_by_label(re.compile(labels.seats)).fill("12")
    dialog.get_by_role("button", name="Add client").click()
    expect(dialog).to_be_hidden()


def test_a_required_field_is_defined_asked_for_filtered_by_and_shown_as_a_column(page: Page, labels: Labels):
    without = a_client(page, "Eve")
    _, last = a_name()
    page.goto("/settings/custom-fields")
    row = define(page, labels.size, "One of several", options="Small\nLarge", required=True)
    expect(row.get_by_role("cell").nth(0)).to_have_text(re.sub(r"\W", "_", labels.size.lower()))
    seats = define(page, labels.seats, "Whole number")
    seats.get_by_role("button", name=f"Move {labels.seats} up").click()
    expect(page.get_by_role("status").filter(has_text=f"{labels.seats} is now at place")).to_be_visible()
    rows = page.get_by_role("rowheader").all_inner_texts()
    assert rows.index(labels.seats) == rows.index(labels.size) - 1
    judged(page)

    add_with(page, labels, last)

    page.goto("/clients/list")
    dialog = filter_opened(page)
    condition(dialog, 0).get_by_label("Field").select_option(label=labels.seats)
    condition(dialog, 0).get_by_label("Operator").select_option(label="is at least")
    condition(dialog, 0).get_by_label("Value").fill("12")
    dialog.get_by_role("button", name="Add condition").click()
    condition(dialog, 1).get_by_label("Field").select_option(label=labels.size)
    condition(dialog, 1).get_by_label("Add a value").select_option(label="Large")
    expect(dialog.get_by_role("status")).to_have_text("About to match 1 client")
    dialog.get_by_role("button", name="Apply").click()
    sentence = page.get_by_role("region", name="Filter in force")
    expect(sentence).to_contain_text(f"{labels.seats} is at least 12")
    expect(sentence).to_contain_text(f"{labels.size} is “Large”")
    columns = arranged(page)
    columns.get_by_role("checkbox", name=labels.size).check()
    columns.get_by_role("button", name="Done").click()
    assert names(page) == [f"Ada {last}"]
    assert labels.size in heads(page)
    expect(page.get_by_role("row").nth(1)).to_contain_text("Large")
    page.reload()
    expect(page.get_by_role("row").nth(1)).to_contain_text("Large")
    expect(sentence).to_contain_text(f"{labels.seats} is at least 12")
    columns = arranged(page)
    columns.get_by_role("checkbox", name=labels.size).uncheck()
    columns.get_by_role("button", name="Done").click()

    page.get_by_role("row").nth(1).get_by_role("link").click()
    page.get_by_role("link", name="Custom fields").click()
    values = page.get_by_role("region", name="Custom fields", exact=True)
    values.get_by_role("button", name="Edit").click()
    values.get_by_label(labels.size, exact=True).select_option("Small")
    values.get_by_label(re.compile(labels.seats)).fill("")
    judged(page)
    values.get_by_role("button", name="Save").click()
    expect(values).to_contain_text(f"{labels.size}Small")
    page.get_by_role("button", name="Undo").click()
    expect(values).to_contain_text(f"{labels.size}Large")
    page.goto(f"/clients/{without.id}/custom")
    expect(values.get_by_text(labels.size)).to_be_visible()  # nobody asked Eve, and nobody has to
    expect(page).to_have_url(re.compile(f"/clients/{without.id}/fields$"))
    page.goto(f"/clients/{without.id}/nonsense")
    expect(page).to_have_url(re.compile(f"/clients/{without.id}/overview$"))
    resize(page, PHONE)
    page.goto(f"/clients/{without.id}/activity")
    expect(page.get_by_role("link", name="Activity", exact=True)).to_be_in_viewport(ratio=1)
    assert page.evaluate("[scrollX, scrollY]") == [0, 0]
    resize(page, DESK)

    page.goto("/settings/custom-fields")
    expect(row).to_contain_text("1 client")
    row.get_by_role("link", name=labels.size).click()
    editor = page.get_by_role("dialog", name=f"Change {labels.size}")
    editor.get_by_label("Options", exact=True).fill("Small")
    expect(editor.get_by_role("status")).to_contain_text("No longer offered: Large (1 client)")
    expect(editor.get_by_label("Type", exact=True)).to_have_attribute("readonly", "")
    judged(page)
    editor.get_by_role("button", name="Save field").click()
    expect(editor).to_be_hidden()
    row.get_by_role("button", name=f"Remove {labels.size}").click()
    asked = page.get_by_role("dialog", name=f"Remove {labels.size}?")
    expect(asked).to_contain_text("1 client has a value in it.")
    asked.get_by_role("button", name=f"Remove {labels.size}").click()
    expect(row).to_have_count(0)
