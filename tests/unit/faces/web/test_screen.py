"""Screening in the browser: the same counts and order as elsewhere, and nothing counted twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from fingerpost.desk import Desk, open_desk
from fingerpost.dives.screening import Screening, unread_relevant
from fingerpost.faces.web import sittings as sittings_of
from fingerpost.faces.web.screen import How, ScreenPage, how_of, screen_page
from fingerpost.faces.web.screened import decided_page
from fingerpost.faces.web.sittings import Sitting, Sittings
from fingerpost.guide import example_profile_text
from fingerpost.home import Area, Home
from fingerpost.home.decisions import Verdict
from fingerpost.records import Paper, Section

DAY = date(2026, 11, 23)


def papers(count: int, word: str = "sepsis") -> list[Paper]:
    return [
        Paper(f"Alerts for {word} in ward {n}", abstract=f"METHODS: {word.title()} in {n} people.",
              sections=(Section("METHODS", f"{word.title()} in {n} people."),), pmid=str(n))
        for n in range(1, count + 1)
    ]  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("FINGERPOST_DATA", str(tmp_path / "data"))
    home = Home.create(tmp_path / "home", example_profile_text())
    home.add_area(Area("sepsis", "Early warning of sepsis", "sepsis"))
    with open_desk(home.folder) as desk:
        desk.library.put(papers(12))
        yield desk


def sitting(desk: Desk, sittings: Sittings, name: str = "sepsis") -> Sitting:
    found = sittings.of(desk, desk.home.area(name), DAY, 60)
    assert found is not None
    assert found.screening is not None
    return found


def page_of(desk: Desk, sittings: Sittings, how: How | None = None) -> ScreenPage:
    screening = sitting(desk, sittings).screening
    assert screening is not None
    screening.catch_up(desk.library)
    return screen_page(desk, screening, how or How(), sittings.later("sepsis"))


def test_the_page_shows_what_the_command_would_show(desk: Desk) -> None:
    page = page_of(desk, Sittings())
    alone = Screening(desk.library, desk.home.journal, desk.home.area("sepsis"), DAY)
    assert page.shown is not None
    assert page.shown.paper == alone.next()[0]
    assert page.shown.because == "most likely to matter"
    assert page.total == 12
    assert page.progress == alone.progress()
    title = "".join(run.text for run in page.shown.title)
    assert title == page.shown.paper.title
    assert [run.text for run in page.shown.title if run.is_sought] == ["sepsis"]
    ((label, runs),) = page.shown.lines
    assert (label, runs[0].text, runs[0].is_sought) == ("METHODS", "Sepsis", True)


def test_a_kept_sitting_sees_what_others_decide(desk: Desk) -> None:
    sittings = Sittings()
    first = page_of(desk, sittings).shown
    other = Screening(desk.library, desk.home.journal, desk.home.area("sepsis"), DAY)
    assert first is not None
    other.mark(first.paper, Verdict.RELEVANT, "known", "likely")
    page = page_of(desk, sittings)
    assert page.flow is not None
    assert (page.flow.relevant, page.flow.unread) == (1, 11)
    assert page.shown is not None
    assert page.shown.paper.id != first.paper.id
    assert page.last is not None
    assert page.last.paper == first.paper.id
    assert page.reasons == ("known",)
    kept = sitting(desk, sittings)
    assert sitting(desk, sittings) is kept, "made ready once"


def test_other_papers_or_another_search_make_another_sitting(desk: Desk) -> None:
    sittings = Sittings()
    before = sitting(desk, sittings)
    desk.library.put(papers(13))
    after = sitting(desk, sittings)
    assert after is not before
    assert after.screening is not None
    assert len(after.screening.papers) == 13
    desk.library.delete(["pmid:13"])
    assert page_of(desk, sittings).total == 12
    changed = desk.home.folder / "areas" / "sepsis.md"
    changed.write_text(
        changed.read_text("utf-8").replace("query: sepsis", "query: stroke"), "utf-8"
    )
    page = page_of(desk, sittings)
    assert page.total == 0
    assert page.shown is None


def test_only_so_many_areas_are_kept(desk: Desk) -> None:
    sittings = Sittings()
    first = sitting(desk, sittings)
    for number in range(sittings_of.MOST_KEPT):
        desk.home.add_area(Area(f"a{number}", f"Area {number}", "ward"))
        sitting(desk, sittings, f"a{number}")
    assert sitting(desk, sittings) is not first


def test_only_so_many_papers_are_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sittings_of, "MOST_PAPERS", 20)
    sittings = Sittings()
    desk.home.add_area(Area("ward", "Ward", "ward"))
    first, _ = sitting(desk, sittings), sitting(desk, sittings, "ward")
    again = sitting(desk, sittings, "ward")
    assert sitting(desk, sittings, "ward") is again
    assert sitting(desk, sittings) is not first


def test_what_cannot_be_searched_is_told_every_time(desk: Desk) -> None:
    desk.home.add_area(Area("broken", "Broken", "sepsis AND"))
    sittings = Sittings()
    for _ in range(2):
        with pytest.raises(Exception, match="AND has nothing behind it"):
            sitting(desk, sittings, "broken")


def test_an_area_of_too_many_papers_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sittings_of, "MOST_TO_SCREEN", 11)
    with pytest.raises(Exception, match="finds 12 papers, and no more than 11"):
        sitting(desk, Sittings())


def test_a_paper_that_is_put_off_comes_again(desk: Desk) -> None:
    sittings = Sittings()
    first = page_of(desk, sittings).shown
    assert first is not None
    sittings.put_off("sepsis", first.paper.id)
    sittings.put_off("sepsis", first.paper.id)
    page = page_of(desk, sittings)
    assert page.later == 1
    assert page.shown is not None
    assert page.shown.paper.id != first.paper.id
    sittings.take_up("sepsis")
    again = page_of(desk, sittings).shown
    assert again is not None
    assert again.paper.id == first.paper.id


def test_a_named_paper_is_shown_with_what_stands_and_why_it_was_shown(desk: Desk) -> None:
    sittings = Sittings()
    screening = sitting(desk, sittings).screening
    assert screening is not None
    screening.mark(screening.papers["pmid:5"], Verdict.NOT, "animals", "random check")
    shown = page_of(desk, sittings, How(at="pmid:5")).shown
    assert shown is not None
    assert shown.mark is not None
    assert (shown.shown, shown.why, shown.because) == ("random check", "animals", "")
    screening.undo(screening.papers["pmid:5"])
    shown = page_of(desk, sittings, How(at="pmid:5")).shown
    assert shown is not None
    assert (shown.mark, shown.shown) == (None, "random check")


def test_decisions_are_listed_searched_and_counted(desk: Desk) -> None:
    screening = sitting(desk, Sittings()).screening
    assert screening is not None
    for number, verdict in [(1, Verdict.RELEVANT), (2, Verdict.NOT), (3, Verdict.NOT)]:
        why = "animals only" if number == 2 else ""
        screening.mark(screening.papers[f"pmid:{number}"], verdict, why, "likely")
    page = decided_page(screening, How(), "", "", 0, 2)
    assert [each.paper.pmid for each in page.listed] == ["3", "2"]
    assert page.later.endswith("start=2")
    assert page.earlier == ""
    found = decided_page(screening, How(), "Animals ward", "not", 0, 50)
    assert [each.paper.pmid for each in found.listed] == ["2"]
    assert found.listed[0].address == "/screen/sepsis?at=pmid%3A2#paper"
    assert found.total == 1


def test_what_an_address_asks_is_bounded() -> None:
    assert how_of("sideways", "7", "x" * 900) == How(at="x" * 500)
    how = how_of("random", "0.8")
    assert (how.order, how.recall) == ("random check", 0.8)
    assert how.address("a b", said="back") == "/screen/a%20b?by=random&recall=0.8&said=back#paper"


def test_how_many_are_left_follows_from_the_estimate(desk: Desk) -> None:
    screening = sitting(desk, Sittings()).screening
    assert screening is not None
    assert unread_relevant(screening.progress()) is None
    for paper in screening.next()[:3]:
        screening.mark(paper, Verdict.RELEVANT, shown="likely")
    progress = screening.progress()
    left = unread_relevant(progress)
    assert left is not None
    assert 0 <= left[0] <= left[1] <= 9
    assert progress.estimated_recall == pytest.approx(3 / (3 + left[0]))
    for paper in screening.next():
        screening.mark(paper, Verdict.NOT, shown="likely")
    assert unread_relevant(screening.progress()) == (0, 0)
