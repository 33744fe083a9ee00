"""A second step of signing in, and a fresh proof before what is grave."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pyotp
from playwright.sync_api import Page, expect

from tests.e2e import judging
from tests.e2e.colleagues import a_colleague
from tests.e2e.conftest import NewContext
from tests.e2e.house import PASSWORD, House


def is_faultless(page: Page) -> None:
    """As it stands, at every size; afterwards one sits at a desk again."""
    assert judging.faults_of(page) == []
    judging.resize(page, judging.DESK)


def let_time_pass(house: House, email: str) -> None:
    """As if somebody had proved who they are a day ago."""
    whose = f"(SELECT id FROM staff WHERE email_fold = '{email}')"
    house.run_sql(f"UPDATE staff_session SET proved_at = '2020-01-01T00:00:00.000000Z' WHERE staff_id IN {whose}")


def sign_out(page: Page) -> None:
    page.context.clear_cookies()
    page.goto("/login")


def sign_in(page: Page, email: str) -> None:
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def set_up(page: Page) -> tuple[pyotp.TOTP, list[str]]:
    """Turn it on as a person does; answers what the phone holds, and the recovery codes."""
    page.goto("/profile")
    page.get_by_role("button", name="Set up").click()
    dialog = page.get_by_role("dialog")
    app = pyotp.TOTP(dialog.locator("code").inner_text().replace(" ", ""))
    expect(dialog.get_by_label("Code that the app shows")).to_be_focused()
    dialog.get_by_label("Code that the app shows").fill("12")
    dialog.get_by_role("button", name="Turn on").click()
    expect(dialog.get_by_text("This is not the code that the app shows now.")).to_be_visible()
    is_faultless(page)
    dialog.get_by_label("Code that the app shows").fill(app.now())
    dialog.get_by_role("button", name="Turn on").click()
    kept = page.get_by_role("dialog", name="Two-step sign-in is on")
    expect(kept.get_by_role("listitem")).to_have_count(10)
    is_faultless(page)
    recovery = kept.locator("code").all_inner_texts()
    kept.get_by_role("button", name="I have kept them").click()
    return app, recovery


def test_with_an_app_one_signs_in_by_two_steps_and_proves_grave_acts_by_a_code(
    page: Page, new_context: NewContext, house: House
):
    nina, theirs = a_colleague(page, new_context, "Administrator")
    app, recovery = set_up(theirs)
    panel = theirs.get_by_role("region", name="Two-step sign-in")
    expect(panel).to_contain_text("10 recovery codes left")
    expect(panel).to_contain_text("On")

    sign_out(theirs)
    sign_in(theirs, nina.email)
    code = theirs.get_by_label("Code from your app")
    expect(code).to_be_focused()
    code.fill("000000")
    expect(theirs.get_by_role("alert")).to_contain_text("not right")
    expect(code).to_have_value("")
    is_faultless(theirs)
    theirs.get_by_role("button", name="Use a recovery code instead").click()
    theirs.get_by_label("Recovery code").fill(recovery[0].upper())
    theirs.get_by_role("button", name="Sign in").click()
    expect(theirs).to_have_url(re.compile("/clients"))

    let_time_pass(house, nina.email)
    name = f"Sync {uuid4().hex[:6]}"
    theirs.goto("/settings/tokens?create=true")
    theirs.get_by_label("Name").fill(name)
    theirs.get_by_label("See clients and their contact details.").check()
    theirs.get_by_role("button", name="Create token").click()
    proof = theirs.get_by_role("dialog", name="Prove that it is you")
    proof.get_by_label("Code from your app").fill(app.at(datetime.now(UTC) + timedelta(seconds=30)))
    expect(theirs.get_by_role("dialog", name=f"{name} is ready")).to_be_visible()

    page.goto(f"/settings/staff?q={nina.name.split()[1]}")
    row = page.get_by_role("link", name=nina.name)
    expect(row).to_contain_text("Two-step")
    row.click()
    page.get_by_role("button", name=f"Turn off for {nina.name}").click()
    page.get_by_role("dialog").get_by_label("Reason").fill("Lost the phone")
    page.get_by_role("dialog").get_by_role("button", name=f"Turn off for {nina.name}").click()
    expect(page.get_by_role("status", name="Notifications")).to_contain_text("signs in by the password alone")
    expect(page.get_by_role("region", name="Two-step sign-in")).to_have_count(0)
    sign_out(theirs)
    sign_in(theirs, nina.email)
    expect(theirs).to_have_url(re.compile("/clients"))


def test_a_grave_act_waits_for_the_password_and_then_goes_on_with_what_was_typed(
    page: Page, new_context: NewContext, house: House
):
    nina, theirs = a_colleague(page, new_context, "Administrator")
    let_time_pass(house, nina.email)
    theirs.goto("/settings/groups?create=true")
    name = f"Night shift {uuid4().hex[:6]}"
    form = theirs.get_by_role("dialog")
    form.get_by_label("Name").fill(name)
    form.get_by_label("See clients and their contact details.").check()
    form.get_by_role("button", name="Create group").click()
    proof = theirs.get_by_role("dialog", name="Prove that it is you")
    expect(proof.get_by_label("Password", exact=True)).to_be_focused()
    is_faultless(theirs)

    proof.get_by_role("button", name="Cancel").click()
    expect(theirs.get_by_role("alert")).to_contain_text("Nothing was done yet")
    expect(form.get_by_label("Name")).to_have_value(name)
    form.get_by_role("button", name="Create group").click()
    proof.get_by_label("Password", exact=True).fill("not the password")
    proof.get_by_role("button", name="Continue").click()
    expect(proof.get_by_role("alert")).to_contain_text("not right")
    proof.get_by_label("Password", exact=True).fill(PASSWORD)
    proof.get_by_role("button", name="Continue").click()

    expect(theirs.get_by_role("dialog")).to_have_count(0)
    expect(theirs.get_by_role("main")).to_contain_text(name)
