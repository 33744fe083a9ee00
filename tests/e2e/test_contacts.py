"""The Contact tab: every kind of contact added, changed and removed, and the login moved to another address."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e import judging
from tests.e2e.given import Known, a_client, ask, links_mailed_to, verify

PHONES = "query ($id: ID!) { client(id: $id) { phones { id number } } }"
RELABEL = """mutation ($id: ID!, $label: String) {
  updateClientPhone(input: {id: $id, label: $label}) { __typename }
}"""


class Contacts:
    """The four lists of a client, and the words for what is done there."""

    def __init__(self, page: Page, client: Known) -> None:
        self.page, self.client = page, client
        page.goto(f"/clients/{client.id}/contacts")

    def panel(self, title: str) -> Locator:
        return self.page.get_by_role("region", name=title, exact=True)

    def row(self, title: str, text: str) -> Locator:
        return self.panel(title).get_by_role("listitem").filter(has_text=text)

    def dialog(self, name: str) -> Locator:
        return self.page.get_by_role("dialog", name=name, exact=True)

    def said(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_role("status", name="Notifications")).to_contain_text(text)

    def clear(self) -> None:
        """Put away what was said: it may lie over what is pressed next."""
        dismissing = self.page.get_by_role("button", name="Dismiss", exact=True)
        while dismissing.count():
            dismissing.first.click()

    def add(self, noun: str, **fields: str) -> Locator:
        self.clear()
        self.page.get_by_role("button", name=f"Add {noun}", exact=True).click()
        dialog = self.dialog(f"Add {noun}")
        for label, text in fields.items():
            field = dialog.get_by_label(label.replace("_", " "), exact=label != "Label")
            if label == "Country":
                field.select_option(text)
            else:
                field.fill(text)
        return dialog

    def save(self, dialog: Locator, button: str) -> None:
        dialog.get_by_role("button", name=button, exact=True).click()
        expect(dialog).to_have_count(0)

    def choose(self, title: str, text: str, act: str) -> None:
        self.clear()
        self.row(title, text).get_by_role("button", name=re.compile("^What to do with")).click()
        self.page.get_by_role("menuitem", name=act, exact=True).click()

    def undo(self) -> None:
        self.page.get_by_role("button", name="Undo").last.click()


def test_phones_addresses_and_companies_are_kept_from_the_contact_tab(page: Page):
    contacts = Contacts(page, a_client(page))

    dialog = contacts.add("phone number", Number="020")
    dialog.get_by_role("button", name="Add phone number").click()
    expect(dialog.get_by_label("Number")).to_be_focused()
    expect(dialog.get_by_text("This is not a phone number.")).to_be_visible()
    dialog.get_by_label("Number").fill("020 7946 0018")
    dialog.get_by_label("Country").select_option("GB")
    contacts.save(dialog, "Add phone number")
    first = contacts.row("Phone numbers", "+44 20 7946 0018")
    expect(first.get_by_role("link")).to_have_attribute("href", "tel:+442079460018")
    expect(first).to_contain_text("Default")

    for number, label in (("+49 30 123456", "office"), ("+33 1 70 18 99 00", "home")):
        contacts.save(contacts.add("phone number", Number=number, Label=label), "Add phone number")
    contacts.choose("Phone numbers", "+49 30 123456", "Make default")
    contacts.said("+49 30 123456 is the default now")
    contacts.choose("Phone numbers", "+49 30 123456", "Remove")
    asked = contacts.dialog("Remove phone number")
    asked.get_by_label("+33 1 70 18 99 00").check()
    faults = judging.faults_of(page)
    contacts.save(asked, "Remove +49 30 123456")
    contacts.said("+49 30 123456 removed; +33 1 70 18 99 00 is the default now")
    expect(contacts.row("Phone numbers", "+33 1 70 18 99 00")).to_contain_text("Default")
    contacts.undo()
    contacts.said("Undone: +49 30 123456 is back.")
    expect(contacts.row("Phone numbers", "+49 30 123456")).to_contain_text("Default")

    dialog = contacts.add("address", Country="DE", Street_and_number="Unter den Linden 1", City="Berlin", Postcode="1")
    dialog.get_by_role("button", name="Add address").click()
    expect(dialog.get_by_text("This is not a postcode of DE.")).to_be_visible()
    faults += judging.faults_of(page)
    dialog.get_by_label("Postcode").fill("10117")
    contacts.save(dialog, "Add address")
    expect(contacts.row("Addresses", "10117 Berlin")).to_contain_text("Germany")
    contacts.choose("Addresses", "10117 Berlin", "Remove")
    contacts.said("removed")
    expect(contacts.panel("Addresses")).to_contain_text("No address")
    contacts.undo()
    expect(contacts.row("Addresses", "10117 Berlin")).to_contain_text("Default")

    dialog = contacts.add("company", Name="Engines")
    dialog.get_by_label("Tax id").fill("DE136695977")
    dialog.get_by_role("button", name="Add company").click()
    expect(dialog.get_by_text("This is not a tax id of DE")).to_be_visible()
    dialog.get_by_label("Tax id").fill("DE 136 695 976")
    contacts.save(dialog, "Add company")
    expect(contacts.row("Companies", "Engines")).to_contain_text("Tax id DE136695976")
    contacts.choose("Companies", "Engines", "Edit")
    contacts.dialog("Edit company").get_by_label("Name").fill("Analytical Engines")
    contacts.save(contacts.dialog("Edit company"), "Save")
    expect(contacts.row("Companies", "Analytical Engines")).to_be_visible()

    page.get_by_role("link", name="Activity", exact=True).click()
    activity = page.get_by_role("region", name="Activity", exact=True)
    expect(activity).to_contain_text("Removed a phone number")
    expect(activity).to_contain_text("Changed a company")
    assert faults == []


def test_who_edits_what_somebody_else_has_just_changed_is_told(page: Page):
    contacts = Contacts(page, a_client(page, phone="+49 30 123456"))
    (phone,) = ask(page.request, PHONES, id=contacts.client.id)["client"]["phones"]

    contacts.choose("Phone numbers", "+49 30 123456", "Edit")
    dialog = contacts.dialog("Edit phone number")
    ask(page.request, RELABEL, id=phone["id"], label="theirs")
    dialog.get_by_label("Label").fill("mine")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_role("alert")).to_contain_text(re.compile(r"Changed by Sam Poe .*Save again"))
    contacts.save(dialog, "Save")

    expect(contacts.row("Phone numbers", "+49 30 123456")).to_contain_text("mine")


def test_a_login_moves_to_another_address_once_its_owner_confirms_it(page: Page):
    client = a_client(page)
    verify(page, links_mailed_to(page, client)[0])
    contacts, title = Contacts(page, client), "E-mail addresses"
    new = f"new.{client.email}"

    page.get_by_role("button", name="Change login e-mail").click()
    dialog = contacts.dialog("Change login e-mail")
    dialog.get_by_label("New login e-mail").fill(new)
    contacts.save(dialog, "Change login e-mail")
    expect(contacts.panel(title)).to_contain_text(f"{new} becomes the login once it is confirmed")
    expect(contacts.row(title, client.email).first).to_contain_text("Login")
    faults = judging.faults_of(page)
    verify(page, links_mailed_to(page, client, 2)[0])
    page.reload()
    expect(contacts.row(title, new)).to_contain_text("Login")
    expect(contacts.panel(title)).not_to_contain_text("becomes the login")

    contacts.choose(title, new, "Make default")
    contacts.said(f"{new} is the default now")
    contacts.choose(title, new, "Remove")
    contacts.save(contacts.dialog("Remove e-mail address"), f"Remove {new}")
    expect(contacts.row(title, client.email)).to_contain_text("Login")
    contacts.choose(title, client.email, "Remove")
    dialog = contacts.dialog("Remove e-mail address")
    dialog.get_by_role("button", name=f"Remove {client.email}").click()
    expect(dialog.get_by_role("alert")).to_contain_text("has no other")
    assert faults == []
