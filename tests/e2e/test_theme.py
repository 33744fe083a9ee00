"""Light and dark, by the system or by choice, without a flash."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.usefixtures("unchanged_choices")

GROUND = "getComputedStyle(document.documentElement).backgroundColor"
FIRST_PAINT = """new MutationObserver(() => {
  if (document.body && !window.first) window.first = document.documentElement.dataset.theme ?? 'system';
}).observe(document, { childList: true, subtree: true });"""


def luminance(page: Page) -> float:
    numbers = page.evaluate(f"{GROUND}.match(/\\d+/g).slice(0, 3).map(Number)")
    return sum(numbers) / 3


def choose(page: Page, name: str) -> None:
    page.get_by_role("button", name="Theme").click()
    page.get_by_role("menuitemradio", name=name).click()


def test_the_systems_theme_is_followed_until_one_is_chosen(page: Page):
    page.goto("/clients")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert luminance(page) > 200

    page.emulate_media(color_scheme="dark")
    assert luminance(page) < 60
    choose(page, "Light")
    assert luminance(page) > 200
    choose(page, "As the system")

    assert luminance(page) < 60


@pytest.mark.parametrize("address", ["/clients", "/login", "/store/verify"])
def test_a_chosen_theme_is_there_before_anything_is_painted(page: Page, address: str):
    page.goto("/clients")
    choose(page, "Dark")
    page.add_init_script(FIRST_PAINT)

    page.goto(address)

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("window.first") == "dark"
    assert luminance(page) < 60
