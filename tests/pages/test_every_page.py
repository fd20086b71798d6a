"""What holds of every page: accessible, readable without scripts, on any screen, light or dark."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from tests.pages.serving import TODAY, Serving, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]

PAGES = {
    "/": "Today",
    "/me": "Me",
    "/me/file": "Me as a file",
    "/me/answers/matters": "What matters to you",
    "/me/answers/time": "Time and means",
    "/me/answers/machine-learning": "Skills: machine learning",
    "/paths": "Which way in fits me?",
    "/paths/clinical-researcher": "Clinical research with machine learning",
    "/paths/compare?with=clinical-researcher&with=regulation": "Clinical research with machine",
    "/areas": "Areas",
    "/dives": "Dives",
    "/dives/ml-into-practice": "Getting machine learning into clinical practice",
    "/dives/ml-into-practice/topics": "Topics",
    "/dives/ml-into-practice/topics?topic=1": "Topics",
    "/dives/ml-into-practice/evidence": "Evidence",
    "/dives/ml-into-practice/grid": "Methods and problems",
    "/dives/ml-into-practice/map": "Map",
    "/dives/ml-into-practice/trends": "Trends",
    "/dives/ml-into-practice/people": "People",
    "/dives/ml-into-practice/reading": "Reading order",
    "/dives/beside?area=ml-into-practice&area=knowledge-management": "Getting machine learning",
    "/areas/list": "Bring a list of areas in",
    "/focus": "What to focus on",
    "/plan": "Plan",
    "/library": "Library",
    "/library?q=sepsis&sort=newest": "Library",
    "/library?q=sepsis+AND": "Library",
    "/library?q=zzzz": "Library",
    "/library/paper?id=pmid:39262027": "The effects of applying artificial intelligence",
    "/library/paper?id=pmid:39262027&list=tripod": "The effects of applying artificial",
    "/library/propose?id=pmid:39262027": "What a language model proposes",
    "/screen": "Screening",
    "/screen/ml-into-practice": "Getting machine learning into clinical practice",
    "/screen/ml-into-practice/decided": "Decided",
    "/screen/ml-into-practice/verdicts": "Verdicts from a file",
    "/library/import": "Bring papers in",
    "/library/fetch": "Fetch papers from a supplier",
    "/library/fetch?area=ml-into-practice&show=yes": "Fetch papers from a supplier",
    "/library/add": "Add one paper",
    "/library/add?what=10.5555/made.up&note=yes": "Add one paper",
    "/areas/update": "Bring up to date",
    "/dives/ml-into-practice/totals": "Yearly totals",
    "/library/duplicates?kind=merged": "Duplicates",
    "/library/problems": "Problems",
    "/notes": "Notes",
    "/notes/sync": "Bring notes up to date",
    "/guide": "Guide",
    "/guide/skills/statistics": "Statistics and evaluation",
    "/guide/resources?price=free": "Resources",
    "/guide/programmes": "Programmes",
    "/guide/dates": "Dates",
    "/guide/packs": "Your own entries and packs",
    "/settings": "Settings",
    "/settings/check": "Is all well?",
    "/help": "Help",
    "/reports": "Reports",
    f"/reports/signposts/{TODAY}": "Your signpost",
    "/nowhere": "Not here",
}
COMMAND = re.compile(r"\bfingerpost [a-z]+|\s--[a-z]+")
Visit = Callable[..., Visitor]


@pytest.fixture(scope="module")
def axe() -> Any:
    from axe_playwright_python.sync_playwright import Axe

    return Axe()


def violations(axe: Any, page: Any) -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA and its own best practices."""
    options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    found = axe.run(page, options=options).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_axe_finds_nothing_on_any_page(visit: Visit, axe: Any, scheme: str, width: int) -> None:
    """With every fold open, and the menu of a phone on one page."""
    size = {"width": width, "height": 800}
    visitor = visit(color_scheme=scheme, bypass_csp=True, viewport=size)
    for path, heading in PAGES.items():
        page = visitor.go(path)
        assert heading in page.locator("h1").first.inner_text()
        page.evaluate("for (const part of document.querySelectorAll('iframe')) part.remove()")
        page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        if width == 360 and path == "/help":
            page.get_by_role("button", name="Menu").click()
        assert violations(axe, page) == [], path


def test_axe_would_find_something(visit: Visit, axe: Any) -> None:
    page = visit(bypass_csp=True).go("/paths")
    page.evaluate("document.querySelector('main').innerHTML += '<img src=\"data:,\">'")
    assert any(found.startswith("image-alt") for found in violations(axe, page))


SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"""
"""What a reader may ask for (WCAG 1.4.12) without words being cut."""
CUT = """() => [...document.querySelectorAll("main *, header *")].filter((part) => {
  const style = getComputedStyle(part);
  return ["hidden", "clip"].includes(style.overflowX) && style.clipPath === "none"
    && part.localName !== "input" && !part.closest("svg")
    && part.scrollWidth > part.clientWidth + 1;
}).map((part) => part.outerHTML.slice(0, 200))"""
UNREACHED = """() => [...document.querySelectorAll("main *")].filter((part) => {
  const scrolls = ["auto", "scroll"].includes(getComputedStyle(part).overflowX);
  return scrolls && part.scrollWidth > part.clientWidth + 1
    && !(part.tabIndex >= 0 && (part.ariaLabel || part.localName === "pre"));
}).map((part) => part.outerHTML.slice(0, 200))"""
"""Parts that scroll sideways and that the keyboard cannot reach, or that have no name."""


def test_nothing_is_cut_where_a_page_is_magnified_and_spaced(visit: Visit) -> None:
    """320 px are a window of 1280 at 400 % (WCAG 1.4.10)."""
    visitor = visit(viewport={"width": 320, "height": 256}, bypass_csp=True)
    over = "document.documentElement.scrollWidth - window.innerWidth"
    for path in PAGES:
        page = visitor.go(path)
        page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        assert page.evaluate(over) <= 0, path
        page.add_style_tag(content=SPACED)
        assert page.evaluate(over) <= 0, path
        assert page.evaluate(CUT) == [], path
        assert page.evaluate(UNREACHED) == [], path
    page.evaluate(
        "for (const how of ['hidden', 'auto']) {"
        " const part = document.querySelector('main').appendChild(document.createElement('div'));"
        " part.append('W'.repeat(400)); part.style.overflowX = how; }"
    )
    assert page.evaluate(CUT), "it would find words that are cut"
    assert page.evaluate(UNREACHED), "and what only a mouse can scroll"


@pytest.mark.parametrize("width", [360, 768, 1600])
def test_pages_fit_every_window_and_are_light(visit: Visit, serving: Serving, width: int) -> None:
    visitor = visit(viewport={"width": width, "height": 800})
    sizes: dict[str, int] = {}

    def weigh(response: Any) -> None:
        if "/signposts/" not in response.url and response.status == 200:
            sizes[response.url] = len(response.body())

    visitor.page.on("response", weigh)
    for path in PAGES:
        sizes.clear()
        page = visitor.go(path)
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert over <= 0, path
        assert sum(sizes.values()) < 500_000, path


def test_every_page_can_be_read_without_scripts(visit: Visit) -> None:
    visitor = visit(java_script_enabled=False)
    for path, heading in PAGES.items():
        page = visitor.go(path)
        assert heading in page.locator("h1").first.inner_text()
        assert page.locator("main").is_visible()
        told = COMMAND.findall(page.locator("main").inner_text())
        assert told == [], f"{path} names a command for what a page does"


def test_every_page_can_be_taken(visit: Visit, serving: Serving) -> None:
    visitor = visit()
    for path in PAGES:
        page = visitor.go(path)
        links = page.locator("footer .takes a")
        for link in links.all():
            answer = visitor.context.request.get(serving.base + link.get_attribute("href"))
            assert answer.status == 200, path
            assert "attachment" in answer.headers["content-disposition"]
            text = answer.text()
            kind = "csv" if "text/csv" in answer.headers["content-type"] else "md"
            assert text.count("\n") >= (1 if kind == "csv" else 3), path
        assert links.count() == (0 if path == "/nowhere" else 2)


def test_the_keyboard_reaches_everything(visit: Visit) -> None:
    visitor = visit()
    for path in PAGES:
        page = visitor.go(path)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip", path
        wanted = page.locator(
            "main :is(a[href], button, input:not([type=hidden]), select, summary, [tabindex='0'])"
        )
        negative = wanted.evaluate_all("all => all.filter((one) => one.tabIndex < 0).length")
        assert negative == 0, path
    page = visitor.go("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    style = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert style == "solid", "focus is seen"


def test_paper_shows_what_is_read_and_no_buttons(visit: Visit) -> None:
    page = visit().go("/")
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert not page.locator(".bar").is_visible()
    assert not page.get_by_role("button").first.is_visible()
