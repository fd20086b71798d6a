"""Pages that ask the network, in the browser: shown, asked, stopped, gone on with, taken back."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from tests.language_models import proposals, set_up
from tests.loopback import Asked, Loopback, Reply, serving
from tests.pages.serving import Serving, Visitor
from tests.suppliers import PubMed
from tests.unit.faces.web import diving
from tests.unit.faces.web.asked import SILENT, Everyone

from fingerpost.desk import open_desk
from fingerpost.home import Area
from fingerpost.sources.live import SUPPLIERS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("asking")]
Visit = Callable[..., Visitor]
ENDED = 90_000


@dataclass
class Gated:
    """Suppliers of our own; PubMed's later pages wait while the gate is shut."""

    everyone: Everyone = field(default_factory=Everyone)
    gate: threading.Event = field(default_factory=threading.Event)

    def __call__(self, asked: Asked) -> Reply:
        if asked.verb == "efetch" and int(asked.params.get("retstart", 0)) >= 200:
            self.gate.wait(60)
        return self.everyone(asked)


@pytest.fixture(scope="module")
def gated() -> Gated:
    made = Gated()
    made.gate.set()
    return made


@pytest.fixture(scope="module")
def server(gated: Gated) -> Iterator[Loopback]:
    with serving(Loopback(gated)) as running:
        yield running


@pytest.fixture(scope="module")
def served(server: Loopback, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder: Path = tmp_path_factory.mktemp("asking")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FINGERPOST_DATA", str(folder / "data"))
        patch.delenv("FINGERPOST_OFFLINE", raising=False)
        for name in SUPPLIERS:
            patch.setenv(f"FINGERPOST_URL_{name.upper()}", server.address)
        home = diving.begin(folder / "home")
        home.add_area(Area("sepsis", "Sepsis on the ward", "sepsis AND paper"))
        with open_desk(home.folder) as desk:
            desk.library.put([SILENT])
        running = Serving(home.folder, folder / "data")
        running.start()
        yield running
        running.end()


@pytest.fixture
def visit(browser: Any, served: Serving) -> Iterator[Visit]:
    visitors: list[Visitor] = []

    def go(**options: Any) -> Visitor:
        visitors.append(Visitor(browser, served, **options))
        return visitors[-1]

    yield go
    for visitor in visitors:
        visitor.close()


def done(page: Any) -> str:
    """Wait for the job of a page and return what came of it."""
    page.locator("[data-state]", has_text="Done").wait_for(timeout=ENDED)
    said: str = page.locator("[data-said]").inner_text()
    return said


def tab_to(page: Any, locator: Any) -> None:
    """Reach an element by Tab alone."""
    for _ in range(80):
        if locator.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab does not lead there")


def test_an_area_without_papers_gets_some_by_mouse(
    visit: Visit, server: Loopback, gated: Gated
) -> None:
    gated.everyone.pubmed = PubMed(list(range(1, 8)))
    before = len(server.asked)
    page = visit().go("/dives/sepsis")
    page.get_by_role("link", name="Fetch papers on it").click()
    assert page.get_by_label("What to look for").input_value() == "sepsis AND paper"
    page.get_by_role("button", name="Show what would be sent").click()
    card = page.locator("#shown")
    assert "PubMed, at 127.0.0.1" in card.inner_text()
    assert "No e-mail address" in card.inner_text()
    card.get_by_text("The first request, word for word").click()
    assert card.get_by_role("row", name="term").inner_text().endswith("sepsis AND paper")
    assert len(server.asked) == before, "nothing is sent before the second press"
    page.get_by_role("button", name="Ask PubMed").click()
    assert "7 papers read: 7 new" in done(page)
    assert len(server.asked) > before
    page.get_by_role("link", name="Go on").click()
    assert page.url.endswith("/dives/sepsis")
    page.go_back()
    page.get_by_role("link", name="Fetch papers", exact=True).click()
    assert "7 papers read" in page.locator("main").inner_text(), "it is listed"


def test_a_fetch_is_stopped_and_goes_on(visit: Visit, gated: Gated) -> None:
    gated.everyone.pubmed = PubMed(list(range(1001, 1451)))
    gated.gate.clear()
    page = visit().go("/library/fetch?query=wards&show=yes")
    page.get_by_role("button", name="Ask PubMed").click()
    page.locator("[data-count]", has_text="200 papers read").wait_for(timeout=ENDED)
    assert page.locator("progress").get_attribute("max") == "450"
    page.get_by_role("button", name="Stop").click()
    gated.gate.set()
    page.locator("[data-state]", has_text="Stopped").wait_for(timeout=ENDED)
    page.get_by_role("button", name="Try again").click()
    said = done(page)
    assert "had come before the cut" in said


def test_a_paper_is_added_by_keyboard_alone(visit: Visit) -> None:
    page = visit().go("/library/add")
    tab_to(page, page.get_by_label("DOI, PMID, arXiv id"))
    page.keyboard.type("https://doi.org/10.5555/w.1")
    tab_to(page, page.get_by_label("Also make a note on it").first)
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Show who would be asked"))
    page.keyboard.press("Enter")
    assert "where it is not known there Europe PMC" in page.locator("#shown").inner_text()
    tab_to(page, page.get_by_role("button", name="Ask, and bring it in"))
    page.keyboard.press("Enter")
    assert "1 new paper" in done(page)
    tab_to(page, page.get_by_role("link", name="Go on"))
    page.keyboard.press("Enter")
    card = page.get_by_label("What came of it")
    assert "Work 1" in card.inner_text()
    assert "cited as" in card.inner_text()
    card.get_by_role("link", name="its note").click()
    assert "Work 1" in page.locator("h1").inner_text()


def test_a_pdf_is_looked_at_before_anybody_is_asked(
    visit: Visit, server: Loopback, tmp_path: Path
) -> None:
    from tests.pdfs import Words, pdf

    text = "We looked at the vital signs of many patients on the wards of a made-up hospital. "
    lines = [Words(72, 780, "https://doi.org/10.5555/w.2", 8), Words(72, 740, "Work 2", 18)]
    lines += [Words(72, 690 - 14 * row, text, 10) for row in range(8)]
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf([lines]))
    before = len(server.asked)
    page = visit(java_script_enabled=False).go("/library/add")
    page.get_by_label("A PDF of the paper").set_input_files(file)
    page.get_by_role("button", name="Look which paper it is").click()
    until_done_without_scripts(page)
    page.get_by_role("link", name="Go on").click()
    assert '"10.5555/w.2"[doi]' in page.locator("#shown").inner_text()
    assert len(server.asked) == before
    page.get_by_role("button", name="Ask, and bring it in").click()
    until_done_without_scripts(page)
    assert "1 new paper" in page.locator("main").inner_text()


def until_done_without_scripts(page: Any) -> None:
    """The page of a job loads itself again by its own until the work has ended."""
    page.get_by_role("link", name="Go on").or_(
        page.get_by_role("link", name="See what is new")
    ).wait_for(timeout=ENDED)


def test_a_search_is_saved_and_brought_up_to_date_without_scripts(
    visit: Visit, gated: Gated
) -> None:
    gated.everyone.pubmed = PubMed([2001, 2002])
    page = visit(java_script_enabled=False).go("/areas/update?area=sepsis")
    page.get_by_text("Save a search with it").click()
    page.get_by_role("button", name="Save it").click()
    assert "Nothing was asked yet" in page.get_by_role("status").inner_text()
    page.get_by_role("button", name="Undo").click()
    assert "not kept any more" in page.get_by_role("status").inner_text()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Ask all that is shown here").click()
    until_done_without_scripts(page)
    page.get_by_role("link", name="See what is new").click()
    assert "1 search asked again: 2 new." in page.locator("main").inner_text()
    page.get_by_role("link", name="Paper 2001.").click()
    assert "Paper 2001" in page.locator("h1").inner_text()


def test_yearly_totals_lead_to_growth(visit: Visit, gated: Gated) -> None:
    gated.everyone.pubmed = PubMed()
    page = visit().go(f"/dives/{diving.AREA}")
    page.get_by_role("button", name="Look into it").click()
    done(page)
    page.get_by_role("link", name="See what was found").click()
    page.get_by_role("link", name="Trends").click()
    page.get_by_role("link", name="Ask for yearly totals").click()
    assert "22 questions" in page.locator("main").inner_text()
    page.get_by_role("button", name="Ask PubMed").click()
    assert "PubMed has" in done(page)
    page.get_by_role("link", name="See the trends").click()
    assert "the area's share of all papers" in page.locator("main").inner_text()


def test_a_model_is_asked_about_a_paper_without_scripts(visit: Visit, served: Serving) -> None:
    visitor = visit(java_script_enabled=False)
    page = visitor.go(f"/library/paper?id=pmid:{SILENT.pmid}")
    page.get_by_role("link", name="What a language model of yours would propose").click()
    assert "No language model is set up" in page.locator("main").inner_text()
    with serving(Loopback(lambda _: proposals(("task", "operations", "ward rounds")))) as model:
        set_up(served.data / "settings", f"{model.address}/v1")
        page.reload()
        assert "made-up-7b, at 127.0.0.1" in page.locator("main").inner_text()
        assert model.asked == []
        page.get_by_role("button", name="Send it and ask").click()
        page.get_by_role("link", name="See what it proposes").wait_for(timeout=ENDED)
        assert len(model.asked) == 1
    page.get_by_role("link", name="See what it proposes").click()
    assert "not checked by anybody" in page.locator("main").inner_text()
    page.get_by_role("button", name="Take it as my own word").click()
    assert "proposed by made-up-7b, accepted by the reader" in page.locator("main").inner_text()
    page.get_by_role("button", name="Undo").first.click()
    assert "accepted by the reader" not in page.locator("main").inner_text()
