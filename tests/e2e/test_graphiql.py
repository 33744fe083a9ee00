"""Trying out the API, as oneself, under the same strict policy as every page."""

from __future__ import annotations

import re
from functools import partial

from playwright.sync_api import Locator, Page, expect

from tests.e2e import judging
from tests.e2e.given import a_client

READING = [
    "Newest clients",
    "Filter and sort clients",
    "Search clients",
    "One client with contacts and history",
    "Figures of the last 30 days",
    "Follow what happens",
    "Mails that have not left",
    "Who am I",
]


def opened(page: Page, address: str = "/graphiql") -> Locator:
    """The editor, when it knows the schema."""
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("GraphiQL")
    expect(page.get_by_role("region", name="Docs").get_by_role("article").first).to_be_visible()
    return page.get_by_role("textbox", name="Operation")


def answer(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Answer, as JSON")


def write(editor: Locator, text: str) -> None:
    """As one pastes over all that stood there: what is typed would be completed."""
    editor.press("ControlOrMeta+a")
    editor.page.keyboard.insert_text(text)
    expect(editor).to_have_text(text, use_inner_text=True)


def test_every_example_that_reads_works_as_it_stands(page: Page):
    for title in READING:
        opened(page)
        expect(answer(page)).not_to_contain_text('"data"')
        page.get_by_role("button", name="Examples").click()
        page.get_by_role("menuitem", name=title, exact=True).click()

        page.get_by_role("button", name="Send").click()

        expect(page.get_by_role("region", name="Answer").get_by_role("status")).to_have_text(re.compile("^200 · "))
        expect(answer(page)).to_contain_text('"data"')
        expect(answer(page)).not_to_contain_text('"errors"')


def test_the_schema_completes_what_is_typed_and_underlines_what_it_does_not_know(page: Page):
    editor = opened(page)
    write(editor, "")
    editor.press_sequentially("{ viewer { perm", delay=40)
    page.get_by_role("option", name=re.compile("permissions")).click()
    expect(editor).to_contain_text("permissions")

    write(editor, "{ viewer { nonsense } }")

    expect(page.locator(".cm-lintRange-error")).to_have_text("nonsense")


def test_keys_send_and_what_was_sent_can_be_had_again(page: Page):
    editor = opened(page)
    write(editor, "query Mine { viewer { staff { email } } }")
    editor.press("Control+Enter")
    expect(answer(page)).to_contain_text("sam.poe@example.com")

    page.get_by_role("button", name="Examples").click()
    page.get_by_role("menuitem", name="Newest clients").click()
    expect(editor).to_contain_text("NewestClients")
    page.reload()
    expect(editor).to_contain_text("NewestClients")
    page.get_by_role("button", name="History").click()
    page.get_by_role("menuitem", name=re.compile("^Mine, ")).click()

    expect(editor).to_contain_text("query Mine")


def test_what_cannot_be_sent_says_why(page: Page):
    editor = opened(page)
    status = page.get_by_role("region", name="Answer").get_by_role("status")
    write(editor, "{ viewer {")
    page.get_by_role("button", name="Send").click()
    expect(status).to_contain_text("Syntax Error")

    write(editor, "{ viewer { permissions } }")
    write(page.get_by_role("textbox", name="Variables, as JSON"), "[1]")
    page.get_by_role("button", name="Send").click()

    expect(status).to_contain_text("must be a JSON object")


def test_the_docs_are_walked_by_links_and_searched(page: Page):
    opened(page)
    docs = page.get_by_role("region", name="Docs")
    docs.get_by_label("Find a type or field").fill("inLastDays")
    docs.get_by_role("link", name="DateTimeFilter.inLastDays").click()
    expect(docs.get_by_role("article", name="DateTimeFilter")).to_be_visible()
    assert page.url.endswith("?docs=DateTimeFilter")

    page.go_back()

    expect(docs.get_by_role("article", name="Query")).to_be_visible()


def test_one_may_no_more_here_than_elsewhere(page: Page, readers_page: Page):
    ada = a_client(page)
    editor = opened(readers_page)
    write(
        editor,
        f'mutation {{ setAllowLogin(input: {{ clientId: "{ada.id}", allowLogin: false }}) {{ __typename }} }}',
    )

    readers_page.get_by_role("button", name="Send").click()

    expect(answer(readers_page)).to_contain_text("FORBIDDEN")


def answering(address: str, page: Page) -> None:
    opened(page, address)
    page.get_by_role("button", name="Send").click()
    expect(answer(page)).to_contain_text('"data"')


def test_nothing_is_wrong_with_the_explorer(page: Page):
    faults = judging.faults_in(
        page, [partial(answering, address) for address in ("/graphiql", "/graphiql?docs=Client")]
    )

    assert faults == []
