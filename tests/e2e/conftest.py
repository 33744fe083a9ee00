"""A real server, a real browser; what either complains of fails the test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, StorageState, expect

from tests.e2e.given import ask, sign_in
from tests.e2e.house import ADMINISTRATOR, READER, House, house_with
from tests.e2e.watching import Watch

CLIENTS = 240
PATIENCE_MS = 10_000
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
# Pages of tests live for seconds: optimising their scripts costs more than it brings.
BRIEF = ["--no-first-run", "--js-flags=--no-opt"]
PERSON: dict[str, Any] = {
    "locale": "en-GB",
    "timezone_id": "UTC",
    "reduced_motion": "reduce",
    "color_scheme": "light",
    "viewport": {"width": 1440, "height": 900},
}

expect.set_options(timeout=PATIENCE_MS)


def chromium() -> str | None:
    """The browser without its windows, which needs two thirds of the time; the whole one where there is no other."""
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")


NewContext = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A store with a past."""
    with house_with(CLIENTS, tmp_path_factory.mktemp("house")) as opened:
        yield opened


@pytest.fixture(scope="session")
def empty_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A store on its first day. Nobody may add anything to it."""
    with house_with(0, tmp_path_factory.mktemp("empty")) as opened:
        yield opened


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": chromium(), "args": [*QUIET, *BRIEF]}


@pytest.fixture(scope="session")
def administrator(playwright: Playwright, house: House) -> StorageState:
    return sign_in(playwright, house, ADMINISTRATOR)


@pytest.fixture(scope="session")
def reader(playwright: Playwright, house: House) -> StorageState:
    return sign_in(playwright, house, READER)


@pytest.fixture(scope="session")
def first_day(playwright: Playwright, empty_house: House) -> StorageState:
    return sign_in(playwright, empty_house, ADMINISTRATOR)


@pytest.fixture(scope="session")
def browser_context_args(house: House, administrator: StorageState) -> dict[str, Any]:
    """Unless a test says otherwise it begins signed in as an administrator, at a desk."""
    return {**PERSON, "base_url": house.url, "storage_state": administrator}


@pytest.fixture
def watch() -> Iterator[Watch]:
    watching = Watch()
    yield watching
    assert watching.complaints() == []


@pytest.fixture
def new_context(browser: Browser, browser_context_args: dict[str, Any], watch: Watch) -> Iterator[NewContext]:
    """As the plugin's own, but what is given replaces what is usual."""
    opened: list[BrowserContext] = []

    def create(**given: Any) -> BrowserContext:
        usual = {**browser_context_args, **given}
        context = browser.new_context(**usual)
        opened.append(context)
        context.set_default_timeout(PATIENCE_MS)
        watch.on(context, usual["base_url"])
        return context

    yield create
    for context in opened:
        context.close()


@pytest.fixture
def unchanged_choices(page: Page) -> Iterator[None]:
    """For tests that choose theme, keys or columns: the server keeps them for the person, whom other tests are, too."""
    yield
    page.close()
    usual = '{ theme: SYSTEM, singleKeys: true, lists: [{ name: "clients", columns: [] }] }'
    ask(page.context.request, f"mutation {{ savePreferences(input: {usual}) {{ __typename }} }}")


@pytest.fixture
def stranger(new_context: NewContext) -> Page:
    """Someone who has not signed in."""
    return new_context(storage_state=None).new_page()


@pytest.fixture
def readers_page(new_context: NewContext, reader: StorageState) -> Page:
    """A colleague who may look but not touch."""
    return new_context(storage_state=reader).new_page()


@pytest.fixture
def first_page(new_context: NewContext, empty_house: House, first_day: StorageState) -> Page:
    """An administrator before the first client."""
    return new_context(base_url=empty_house.url, storage_state=first_day).new_page()
