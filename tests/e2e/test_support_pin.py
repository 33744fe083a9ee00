"""Who calls? The client reads out the PIN from the store, and staff check it in the dashboard."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.e2e import judging
from tests.e2e.given import a_client, ask, links_mailed_to, verify

SETTING = "{ supportPinSetting { version } }"
SWITCH_ON = """mutation ($version: Int!) {
  saveSupportPinSetting(input: { isOn: true, intervalHours: 24, version: $version }) { __typename }
}"""


def own_pin(at_the_store: Page) -> str:
    """What the client reads in the account."""
    digits = at_the_store.get_by_role("region", name="Support PIN").get_by_role("status")
    expect(digits).to_have_text(re.compile(r"^\d{3} \d{3}$"))
    return digits.inner_text()


def another(pin: str) -> str:
    return f"{(int(pin.replace(' ', '')) + 1) % 10**6:06d}"


def test_a_pin_from_the_store_is_verified_in_the_dashboard(page: Page, stranger: Page):
    client = a_client(page)
    verify(stranger, links_mailed_to(page, client)[0])
    stranger.goto("/store/account")
    pin = own_pin(stranger)
    faults = judging.faults_of(stranger)

    # The top bar: nothing is known but what the caller says.
    page.goto("/clients/list")
    page.get_by_role("link", name="Verify PIN").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Verify PIN")
    page.get_by_label("Support PIN").fill(another(pin))
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("No results")
    page.get_by_label("Support PIN").fill(f" {pin}")
    page.get_by_role("button", name="Verify").click()
    expect(page.get_by_text(re.compile(r"Verified \d\d?:\d\d"))).to_be_visible()
    faults += judging.faults_of(page)
    page.get_by_role("main").get_by_role("link", name=client.name).click()
    expect(page.get_by_role("list", name="Standing").get_by_text(re.compile(r"Verified \d\d?:\d\d"))).to_be_visible()

    # The client's page: checked, told, renewed, all by keyboard.
    expect(page.get_by_role("button", name="Manage client")).to_be_visible()
    page.keyboard.press("m")
    expect(page.get_by_role("menuitem", name="Client support PIN")).to_be_focused()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Client support PIN")
    expect(dialog.get_by_label("Support PIN")).to_be_focused()
    assert "act=client-support-pin" in page.url
    page.keyboard.type(another(pin))
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("No results")
    dialog.get_by_role("button", name="Reveal").click()
    expect(dialog.get_by_text(pin, exact=True)).to_be_visible()
    faults += judging.faults_of(page)
    dialog.get_by_role("button", name="Regenerate").click()
    expect(dialog.get_by_text(pin, exact=True)).to_be_hidden()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()

    # The palette knows digits that look like a PIN.
    stranger.get_by_role("region", name="Support PIN").get_by_role("button", name="Regenerate").click()
    expect(stranger.get_by_text(pin, exact=True)).to_be_hidden()
    page.keyboard.press("Control+k")
    page.get_by_role("combobox").fill(own_pin(stranger))
    expect(page.get_by_role("option", name=re.compile(r"^Verify PIN \d{3} \d{3}$"))).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main").get_by_role("link", name=client.name)).to_be_visible()
    assert faults == []


def test_switched_off_nobody_has_a_pin_and_everybody_is_told_why(page: Page, stranger: Page):
    client = a_client(page)
    verify(stranger, links_mailed_to(page, client)[0])
    page.goto("/settings/support-pin")
    page.get_by_label("Hours that a PIN lasts").fill("800")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Choose between 1 and 720 hours.")).to_be_visible()
    page.get_by_label("Hours that a PIN lasts").fill("24")
    page.get_by_role("switch", name="Support PINs").uncheck()
    expect(page.get_by_text("Saving voids every PIN at once")).to_be_visible()
    faults = judging.faults_of(page)
    try:
        page.get_by_role("region", name="Unsaved changes").get_by_role("button", name="Save").click()
        expect(page.get_by_text("There are no PINs")).to_be_visible()

        stranger.goto("/store/account")
        expect(stranger.get_by_text("does without support PINs")).to_be_visible()
        page.goto(f"/clients/{client.id}/overview")
        expect(page.get_by_role("button", name="Manage client")).to_be_visible()
        page.keyboard.press("m")
        entry = page.get_by_role("menuitem", name="Client support PIN")
        expect(entry).to_have_attribute("aria-disabled", "true")
        expect(entry).to_contain_text("switched off")
        page.keyboard.press("Escape")
        page.keyboard.press("Control+k")
        page.get_by_role("combobox").fill("client support")
        expect(page.get_by_role("option", name=re.compile("Client support PIN"))).to_contain_text("switched off")
    finally:
        version = ask(page.request, SETTING)["supportPinSetting"]["version"]
        ask(page.request, SWITCH_ON, version=version)
    assert faults == []
