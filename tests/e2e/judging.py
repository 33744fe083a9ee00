"""What a page must bear in every state: axe, both themes, a desk and a phone, and the narrowest screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, expect

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
DESK, PHONE, NARROWEST = (1440, 900), (390, 844), (320, 568)  # WCAG 1.4.10 names 320

# In the other theme only colours change: a page that is otherwise just as it was judged is asked about colours alone.
RUN = """async (tags) => {
  await new Promise(requestAnimationFrame);  // what hears of another theme has heard of it by then
  const standing = () => [innerWidth, document.documentElement.outerHTML, document.body.innerText].join();
  const isRecoloured = standing() === window.judged;
  const others = axe.getRules(tags).filter((rule) => isRecoloured && !rule.tags.includes('cat.color'));
  const { violations } = await axe.run(document, {
    runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'], iframes: false,
    rules: Object.fromEntries(others.map(({ ruleId }) => [ruleId, { enabled: false }])),
  });
  window.judged = standing();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`));
}"""
BEYOND = """() => {
  const width = document.documentElement.clientWidth;
  const scrolls = (element) => /auto|scroll|hidden|clip/.test(getComputedStyle(element).overflowX);
  const isContained = ({ parentElement: up }) => up !== document.body && up && (scrolls(up) || isContained(up));
  const beyond = (isOut, words) => {
    const out = [...document.body.querySelectorAll('*')]
      .filter((element) => isOut(element.getBoundingClientRect()) && !isContained(element))
      .map((element) => `${element.tagName} ${element.className}`.slice(0, 80));
    return out.length ? [...out.slice(0, 6), words] : [];
  };
  const scrollsAside = document.documentElement.scrollWidth > width;
  const wider = scrollsAside ? beyond(({ right }) => right > width + 1, 'wider than the screen') : [];
  return [
    ...(scrollsAside && !wider.length ? ['scrolls sideways, for something that no part of the page contains'] : wider),
    // Nothing scrolls to what lies there; what lies there wholly is hidden on purpose.
    ...beyond(({ left, right }) => left < -1 && right > 1, 'cut off at the left edge'),
  ];
}"""
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"


def resize(page: Page, size: tuple[int, int]) -> None:
    """To these sizes; what measures itself has done so again when this returns."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.evaluate(TWO_FRAMES)


def cut_off(page: Page, size: tuple[int, int]) -> list[str]:
    """What lies beyond the screen's edges at this size, where nobody can read it, and which edge."""
    resize(page, size)
    beyond: list[str] = page.evaluate(BEYOND)
    return [f"{size[0]} {words}" for words in beyond]


def settled(page: Page) -> None:
    """Everything asked has been answered and drawn."""
    expect(page.locator(".skeleton")).to_have_count(0)
    expect(page.locator("[aria-busy=true]")).to_have_count(0)


def faults_of(page: Page, *sizes: tuple[int, int]) -> list[str]:
    """Everything that is wrong with the page as it stands, at these sizes, in both themes."""
    found: list[str] = []
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    for size in sizes or (DESK, PHONE):
        found += cut_off(page, size)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            broken: list[str] = page.evaluate(RUN, TAGS)
            found += [f"{scheme} {size[0]} {each}" for each in broken]
    return found + cut_off(page, NARROWEST)


def faults_in(page: Page, states: Iterable[Callable[[Page], None]]) -> list[str]:
    """Everything that is wrong in any of these states, each reached at a desk and by day, one after the other."""
    found: list[str] = []
    for state in states:
        page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
        page.emulate_media(color_scheme="light")
        state(page)
        settled(page)
        found += [f"{getattr(state, '__name__', state)}: {fault}" for fault in faults_of(page)]
    return found
