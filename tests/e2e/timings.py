"""Reports how fast the pages are, in the whole browser: python -m tests.e2e.timings. It gates nothing."""

from __future__ import annotations

import os
import shutil
import statistics
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.e2e.conftest import PERSON, QUIET
from tests.e2e.given import sign_in
from tests.e2e.house import ADMINISTRATOR, house_with

CLIENTS = int(os.environ.get("CLIENTS", "9000"))
ROWS_SCROLLED = 8000
TIMES = 5
STEP_PX = 1200

WATCHED = """
window.seen = { lcp: 0, shift: 0, interactions: new Map() };
const observe = (type, each, more = {}) =>
  new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true, ...more });
observe('largest-contentful-paint', (entry) => { seen.lcp = entry.startTime; });
observe('layout-shift', (entry) => { if (!entry.hadRecentInput) seen.shift += entry.value; });
observe('event', ({ interactionId, duration }) => {
  const known = seen.interactions.get(interactionId) ?? 0;
  if (interactionId) seen.interactions.set(interactionId, Math.max(duration, known));
}, { durationThreshold: 16 });
"""
FRAMES = """
window.frames_ms = [];
let before = performance.now();
const look = (now) => { frames_ms.push(now - before); before = now; requestAnimationFrame(look); };
requestAnimationFrame(look);
"""
ROW_IN_SIGHT = "Math.max(0, ...[...document.querySelectorAll('[aria-rowindex]')].map((row) => row.ariaRowIndex))"


def settled(page: Page) -> None:
    expect(page.locator(".skeleton")).to_have_count(0)
    expect(page.locator("[aria-busy=true]")).to_have_count(0)


def share_of(values: list[float], share: float) -> float:
    """The value that this share of all does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def cold(browser: Browser, usual: dict[str, Any], address: str) -> tuple[float, float]:
    """The median of the largest paint in ms, and the greatest shift, each time in a browser that knows nothing yet."""
    paints, shifts = [], []
    for _ in range(TIMES):
        context = browser.new_context(**usual)
        page = context.new_page()
        page.add_init_script(WATCHED)
        page.goto(address)
        settled(page)
        page.wait_for_timeout(300)
        paints.append(page.evaluate("seen.lcp"))
        shifts.append(page.evaluate("seen.shift"))
        context.close()
    return statistics.median(paints), max(shifts)


def filtering(page: Page) -> None:
    for name in ("Unverified", "Guests", "All"):
        page.get_by_role("group", name="Quick filters").get_by_role("button", name=name).click()
        settled(page)


def sorting(page: Page) -> None:
    for _ in range(3):
        page.get_by_role("columnheader", name="Name").get_by_role("button").first.click()
        settled(page)


def typing(page: Page) -> None:
    page.get_by_role("searchbox").press_sequentially("anna mi", delay=120)
    settled(page)


def opening_a_dialog(page: Page) -> None:
    for _ in range(3):
        page.get_by_role("main").get_by_role("link", name="Add client").click()
        expect(page.get_by_role("dialog")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)


ACTS: list[Callable[[Page], None]] = [filtering, sorting, typing, opening_a_dialog]


def interaction(browser: Browser, usual: dict[str, Any], act: Callable[[Page], None]) -> list[float]:
    """From every press to the next paint, in ms; what took less than 16 is not told by the browser."""
    context = browser.new_context(**usual)
    page = context.new_page()
    page.add_init_script(WATCHED)
    page.goto("/clients/list")
    settled(page)
    act(page)
    page.wait_for_timeout(300)
    took: list[float] = page.evaluate("[...seen.interactions.values()]")
    context.close()
    return took or [16.0]


def scrolling(browser: Browser, usual: dict[str, Any]) -> tuple[int, float, int, float]:
    """How far it went, the frames' 95th percentile in ms, the page's elements, and its heap in MB once collected."""
    context = browser.new_context(**usual)
    page = context.new_page()
    page.goto("/clients/list?sort=number")
    settled(page)
    page.mouse.move(800, 600)
    page.evaluate(FRAMES)
    row = 0
    for _ in range(ROWS_SCROLLED):
        page.mouse.wheel(0, STEP_PX)
        page.wait_for_timeout(40)
        row = page.evaluate(ROW_IN_SIGHT)
        if row >= min(ROWS_SCROLLED, CLIENTS):
            break
    frames: list[float] = page.evaluate("frames_ms")
    session = context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    heap = session.send("Runtime.getHeapUsage")["usedSize"] / 1_000_000
    elements: int = page.evaluate("document.querySelectorAll('*').length")
    context.close()
    return row, share_of(frames, 0.95), elements, heap


def report(browser: Browser, usual: dict[str, Any]) -> None:
    for name, address in (("Clients list", "/clients/list"), ("Dashboard", "/clients")):
        paint, shift = cold(browser, usual, address)
        print(f"{name}, cold: largest paint after {paint:.0f} ms, layout shift {shift:.3f}")
    for act in ACTS:
        took = interaction(browser, usual, act)
        print(
            f"{act.__name__}: next paint after {share_of(took, 0.75):.0f} ms (worst {max(took):.0f})".replace("_", " ")
        )
    row, frame, elements, heap = scrolling(browser, usual)
    print(f"scrolled to row {row:,}: frame p95 {frame:.0f} ms, {elements:,} elements, {heap:.0f} MB of heap")


def main() -> None:
    with TemporaryDirectory() as directory, house_with(CLIENTS, Path(directory)) as house, sync_playwright() as driver:
        usual = PERSON | {"base_url": house.url, "storage_state": sign_in(driver, house, ADMINISTRATOR)}
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        print(f"{CLIENTS:,} clients, {browser.version}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
        report(browser, usual)
        browser.close()


if __name__ == "__main__":
    main()
