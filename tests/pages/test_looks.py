"""How every page looks: the menu of a phone, one frame, paper, and the colours a system forces."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.pages.serving import Visitor

from fingerpost.faces.web.frame import SECTIONS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]
Visit = Callable[..., Visitor]
PHONE = {"width": 360, "height": 740}
WIDE = (
    "/", "/paths", "/library", "/library/paper?id=pmid:39262027", "/screen/ml-into-practice",
    "/dives/ml-into-practice/map", "/dives/ml-into-practice/grid", "/guide", "/settings",
    "/reports",
)  # fmt: skip
"""Pages with tables, pictures, or something beside the text."""


@pytest.mark.parametrize("scripts", [True, False])
def test_a_phone_has_one_menu_with_every_section(visit: Visit, scripts: bool) -> None:
    page = visit(viewport=PHONE, java_script_enabled=scripts).go("/library")
    menu = page.get_by_role("button", name="Menu")
    link = page.get_by_role("navigation").get_by_role("link", name="Screening")
    assert menu.is_visible()
    assert not link.is_visible()
    menu.click()
    for _, name in SECTIONS:
        assert page.locator(".bar").get_by_role("link", name=name, exact=True).is_visible(), name
    link.click()
    assert page.locator("h1").inner_text() == "Screening"
    assert not page.locator("#sections").is_visible()


def test_the_menu_opens_and_closes_by_keyboard(visit: Visit) -> None:
    page = visit(viewport=PHONE).go("/library")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert focused(page) == "Menu"
    page.keyboard.press("Enter")
    assert page.locator("#sections").is_visible()
    page.keyboard.press("Tab")
    assert focused(page) == "Me", "what opened comes next"
    page.keyboard.press("Escape")
    assert not page.locator("#sections").is_visible()
    page.get_by_role("button", name="Menu").press("Enter")
    page.get_by_role("link", name="Plan", exact=True).press("Enter")
    page.wait_for_url("**/plan")


def test_a_desk_shows_the_sections_and_no_menu(visit: Visit) -> None:
    page = visit(viewport={"width": 1280, "height": 800}).go("/library")
    assert not page.get_by_role("button", name="Menu").is_visible()
    assert page.locator(".bar").get_by_role("link").count() == len(SECTIONS) + 1
    assert page.get_by_role("link", name="Reports", exact=True).is_visible()


def test_everything_begins_at_one_edge_of_one_frame(visit: Visit) -> None:
    visitor = visit(viewport={"width": 1600, "height": 900})
    edges: set[tuple[float, ...]] = set()
    for path in WIDE:
        page = visitor.go(path)
        brand, first, left, right = page.evaluate(
            "[...['.brand', 'h1'].map((part) => document.querySelector(part)),"
            " document.querySelector('main')].map((part) => part.getBoundingClientRect().left)"
            ".concat(document.querySelector('main').getBoundingClientRect().right)"
        )
        edges.add((brand, first, left, right))
        tables = page.locator("main :is(.wide, figure)").evaluate_all(
            "all => all.filter((one) => !one.closest('details, .card, form'))"
            ".map((one) => [one.getBoundingClientRect().left, one.getBoundingClientRect().right])"
        )
        for begins, ends in tables:
            assert begins == pytest.approx(first, abs=1), path
            assert ends <= right, path
    assert len(edges) == 1, "the frame does not move from page to page"


def test_a_title_tells_what_was_done_and_where_one_is(visit: Visit) -> None:
    """It is what a screen reader says first; the message on the page was there when it loaded."""
    page = visit().go("/screen/ml-into-practice")
    assert (
        page.title() == "Getting machine learning into clinical practice · Screening · Fingerpost"
    )
    page.goto(page.url.partition("/screen")[0] + "/")
    page.get_by_role("button", name="Done: ").first.click()
    page.get_by_role("status").wait_for()
    assert page.title() == "Marked as done. Today · Fingerpost"
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("status").get_by_text("Marked as done.").wait_for(state="detached")
    assert page.title().endswith(" Today · Fingerpost")


def test_paper_has_tables_open_folds_and_addresses(visit: Visit) -> None:
    visitor = visit()
    page = visitor.go("/paths")
    page.emulate_media(media="print")
    assert page.locator("main table").first.is_visible(), "though it stands in a form"
    assert not page.get_by_role("checkbox").first.is_visible()
    page = visitor.go("/guide/programmes")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("main details:not([open])").count() == 0
    after = "getComputedStyle(document.querySelector('main a[href^=https]'), '::after').content"
    assert "https://" in page.evaluate(after)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("main details[open]").count() == 0


def test_forced_colours_keep_buttons_readable_and_the_section_told(visit: Visit) -> None:
    page = visit(forced_colors="active").go("/library")
    words, ground = colours(page, "button.first", "color", "backgroundColor")
    assert words != ground
    here = colours(page, ".bar a[aria-current]", "borderBottomColor")
    other = colours(page, ".bar nav.main a:not([aria-current])", "borderBottomColor")
    assert here != other


def focused(page: Any) -> str:
    text: str = page.evaluate("document.activeElement.textContent.trim()")
    return text


def colours(page: Any, selector: str, *names: str) -> list[str]:
    """What an element is painted with."""
    found: list[str] = page.evaluate(
        "([part, names]) => names.map((n) => getComputedStyle(document.querySelector(part))[n])",
        [selector, list(names)],
    )
    return found
