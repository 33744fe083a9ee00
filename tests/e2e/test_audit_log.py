"""Settings → Audit log: who did what in the house."""

from __future__ import annotations

import re
from uuid import uuid4

from playwright.sync_api import Page, expect

from tests.e2e import judging
from tests.e2e.given import ask

ADD = """mutation ($input: AddStaffGroupInput!) {
  addStaffGroup(input: $input) { __typename ... on StaffGroup { id } ... on Error { message } } }"""
CHANGE = """mutation ($input: UpdateStaffGroupInput!) {
  updateStaffGroup(input: $input) { __typename ... on Error { message } } }"""


def test_the_audit_log_tells_who_did_what_and_is_narrowed_by_kind_and_person(page: Page):
    name, renamed = f"Night shift {uuid4().hex[:6]}", f"Day shift {uuid4().hex[:6]}"
    added = ask(page.request, ADD, input={"name": name, "permissions": ["client.read"]})["addStaffGroup"]
    ask(page.request, CHANGE, input={"id": added["id"], "name": renamed, "permissions": ["client.read"]})

    page.goto("/settings/audit")
    log = page.get_by_role("region", name="What was done")
    changed = log.get_by_role("listitem").filter(has_text=renamed).filter(has_text="Changed a group")
    expect(changed.locator("del")).to_have_text(name)
    expect(changed.locator("ins")).to_have_text(renamed)
    expect(log.get_by_role("heading", name="Today")).to_be_visible()

    page.get_by_label("Show").select_option("API tokens")
    expect(changed).to_have_count(0)
    page.get_by_label("Show").select_option("Staff and groups")
    changed.get_by_role("link").click()
    expect(page.get_by_role("link", name="Only by")).to_be_visible()
    expect(page).to_have_url(re.compile(r"kind=staff&who="))
    assert judging.faults_of(page) == []

    page.get_by_role("link", name="Only by").click()
    expect(page.get_by_role("link", name="Only by")).to_have_count(0)
    expect(changed).to_be_visible()
