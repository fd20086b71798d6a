"""What was brought in, and what was written into notes, is taken back in the browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.pages.serving import TODAY, Serving, Visitor
from tests.pages.test_every_page import violations
from tests.pages.test_journeys import bring, ended, record

from fingerpost.home import Home
from fingerpost.home.decisions import Verdict, screen

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]
Visit = Callable[..., Visitor]
STALE = """---
id: pmid:39262027
---
# Alarms

<!-- fingerpost:paper -->
<!-- /fingerpost:paper -->

## My notes

My words.
"""


@pytest.fixture(scope="module")
def axe() -> Any:
    from axe_playwright_python.sync_playwright import Axe

    return Axe()


def sound(axe: Any, page: Any) -> None:
    """The page has no fault of access, wide or narrow, and nothing is cut."""
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert violations(axe, page) == []
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_an_import_is_taken_back_and_a_screened_paper_stays(
    visit: Visit, serving: Serving, axe: Any
) -> None:
    page = visit(bypass_csp=True).page
    made = record(501, "Quagga gone") + "\n" + record(502, "Quagga screened")
    bring(page, serving, ("quagga.nbib", made.encode()))
    ended(page, "Done")
    home = Home.open(serving.home)
    screen(home.journal, "ml-into-practice", "pmid:90000502", Verdict.RELEVANT)
    page.goto(f"{serving.base}/library/import")
    sound(axe, page)
    page.get_by_role("button", name="Take back quagga.nbib").click()
    page.wait_for_url("**/jobs/*")
    ended(page, "Done")
    page.reload()
    sound(axe, page)
    told = page.locator("main").inner_text()
    assert "1 paper taken out of the library. 1 paper stays" in told
    assert "you screened it for ml-into-practice" in page.locator("tbody").inner_text()
    page.get_by_role("link", name="Quagga screened").click()
    assert "Quagga screened" in page.locator("h1").inner_text()
    page.goto(f"{serving.base}/library?q=quagga")
    listed = page.locator("main").inner_text()
    assert "Quagga screened" in listed
    assert "Quagga gone" not in listed
    page.goto(f"{serving.base}/library/import")
    row = page.locator("tr", has_text="quagga.nbib")
    assert f"taken back on {TODAY}" in row.inner_text()
    assert row.get_by_role("button").count() == 0


def test_the_renewing_of_notes_is_undone_by_keyboard_alone(
    visit: Visit, serving: Serving, axe: Any
) -> None:
    folder = serving.home / "papers"
    folder.mkdir(exist_ok=True)
    kept, edited = folder / "alarms.md", folder / "alarms (copy).md"
    for path in (kept, edited):
        path.write_text(STALE, encoding="utf-8")
    page = visit(bypass_csp=True).go("/notes/sync")
    page.get_by_role("button", name="Renew them now").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/jobs/*")
    ended(page, "Done")
    assert kept.read_text(encoding="utf-8") != STALE
    edited.write_text(edited.read_text(encoding="utf-8") + "A word more.\n", encoding="utf-8")
    page.reload()
    sound(axe, page)
    page.get_by_role("button", name="Undo").focus()
    begun = page.url
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: address != begun)
    ended(page, "Done")
    page.reload()
    sound(axe, page)
    assert "it was changed since" in page.locator("tbody").inner_text()
    assert kept.read_text(encoding="utf-8") == STALE
    assert edited.read_text(encoding="utf-8").endswith("My words.\nA word more.\n")
    page.goto(begun)
    assert f"Taken back on {TODAY}" in page.locator("main").inner_text()
    for path in (kept, edited):
        path.unlink()
