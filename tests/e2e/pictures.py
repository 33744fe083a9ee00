"""Takes the README's pictures of a store with a past: python -m tests.e2e.pictures"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from tests.e2e.conftest import PERSON, QUIET
from tests.e2e.given import sign_in
from tests.e2e.house import ADMINISTRATOR, house_with

DOCS = Path(__file__).resolve().parents[2] / "docs"
CLIENTS = 8000
DESK: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}, "device_scale_factor": 1.5}
THEMES = ("light", "dark")


def dashboard(page: Page) -> None:
    page.goto("/clients")
    expect(page.get_by_role("application", name="New clients")).to_be_visible()


def clients(page: Page) -> None:
    page.goto("/clients/list?status=ACTIVE,UNVERIFIED&country=DE,FR,GB&created=last90d")
    expect(page.get_by_role("row").nth(5)).to_be_visible()


def add_client(page: Page) -> None:
    page.goto("/clients/list?country=DE,FR,GB&add=true")
    page.get_by_label("First name").fill("Ada")
    page.get_by_label("Last name").fill("Lovelace")
    page.get_by_role("dialog").get_by_label("Email", exact=True).fill("ada lovelace")
    page.get_by_role("dialog").get_by_role("button", name="Add client").click()
    expect(page.get_by_role("dialog").get_by_role("alert")).to_be_visible()


def overview(page: Page) -> None:
    page.goto("/clients/list?status=ACTIVE&country=GB&sort=created")
    page.get_by_role("row").nth(3).get_by_role("link").click()
    expect(page.get_by_role("region", name="Key facts")).to_be_visible()


PICTURES: list[Callable[[Page], None]] = [dashboard, clients, add_client, overview]


def take(context: BrowserContext, show: Callable[[Page], None], to: Path) -> None:
    """One picture, as soon as nothing on the page waits any more."""
    page = context.new_page()
    show(page)
    expect(page.locator(".skeleton")).to_have_count(0)
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    page.mouse.move(0, 0)
    page.evaluate("document.fonts.ready")
    page.screenshot(path=to)
    page.close()


def main() -> None:
    DOCS.mkdir(exist_ok=True)
    with TemporaryDirectory() as directory, house_with(CLIENTS, Path(directory)) as house, sync_playwright() as driver:
        usual = PERSON | DESK | {"base_url": house.url, "storage_state": sign_in(driver, house, ADMINISTRATOR)}
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        for theme in THEMES:
            context = browser.new_context(**{**usual, "color_scheme": theme})
            for show in PICTURES:
                to = DOCS / f"{show.__name__.replace('_', '-')}-{theme}.png"
                take(context, show, to)
                print(to)
        browser.close()


if __name__ == "__main__":
    main()
