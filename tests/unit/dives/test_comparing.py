"""Two areas side by side, and one area on two days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import pytest
from tests.unit.dives.looking import TODAY, assert_harmless, look, text_of
from tests.unit.landscape.corpus import papers

from fingerpost.dives import Dive, change_since, read_kept, save_beside, save_snapshot
from fingerpost.dives.beside import beside
from fingerpost.dives.pages import dive_markdown, dive_page
from fingerpost.errors import HomeError, UsageError
from fingerpost.home import Area, Home
from fingerpost.records import Paper, Retraction

BEFORE = date(2026, 9, 1)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home in which a dive into 24 papers was kept in September."""
    home = Home.create(tmp_path / "home", "")
    save_snapshot(home, replace(look(tmp_path / "then", papers(12)[:24]), today=BEFORE))
    return home


def now(tmp_path: Path, found: list[Paper], query: str = "*") -> Dive:
    return look(tmp_path / "now", found, Area("all", "All papers", query))


def test_what_came_and_went_is_told_in_words(home: Home, tmp_path: Path) -> None:
    gone = msgspec.structs.replace(papers(12)[3], retraction=Retraction.RETRACTED)
    dive = now(tmp_path, [*papers(12)[4:], gone])
    change = change_since(dive, read_kept(home, "all", date(2026, 10, 1), TODAY))
    assert set(change.came) == {f"pmid:{n}" for n in range(25, 37)}
    assert {paper for paper, _ in change.went} == {f"pmid:{n}" for n in range(1, 5)}
    assert change.sentences[0] == "32 papers now, 24 on 2026-09-01: 12 came, 4 went."
    assert "1 more paper left out: retracted." in change.sentences
    told = replace(dive, change=change)
    for page in (text_of(assert_harmless(dive_page(told))), dive_markdown(told)):
        assert "What is new since Tue 1 Sep 2026" in page
        assert "12 came, 4 went" in page


def test_the_same_papers_are_no_news(home: Home, tmp_path: Path) -> None:
    dive = now(tmp_path, papers(12)[:24])
    change = change_since(dive, read_kept(home, "all", BEFORE, TODAY))
    assert (change.came, change.went) == ((), ())
    assert change.sentences == ("24 papers now, 24 on 2026-09-01: 0 came, 0 went.",)


def test_a_paper_that_got_its_pmid_later_is_the_same_paper(tmp_path: Path) -> None:
    home = Home.create(tmp_path / "home", "")
    first = Paper("Sepsis by its preprint", "Sepsis.", arxiv="2001.00001", year=2020)
    bare = Paper("Sepsis without a number", "Sepsis.", year=2021)
    save_snapshot(home, replace(look(tmp_path / "then", [first, bare]), today=BEFORE))
    later = [msgspec.structs.replace(first, pmid="77"),
             msgspec.structs.replace(bare, doi="10.5555/late")]  # fmt: skip
    change = change_since(now(tmp_path, later), read_kept(home, "all", BEFORE, TODAY))
    assert (change.came, change.went) == ((), ())


def test_another_query_is_said_first(home: Home, tmp_path: Path) -> None:
    change = change_since(
        now(tmp_path, papers(12), "sepsis"), read_kept(home, "all", BEFORE, TODAY)
    )
    assert change.sentences[0].startswith("The query was another on 2026-09-01 (*)")


def test_a_day_without_a_kept_dive_lists_those_there_are(home: Home) -> None:
    with pytest.raises(UsageError, match=r"of 2026-08-31 or before \(there are: 2026-09-01\)"):
        read_kept(home, "all", date(2026, 8, 31), TODAY)
    with pytest.raises(UsageError, match="none yet"):
        read_kept(home, "stroke", TODAY, TODAY)
    assert read_kept(home, "all", TODAY, TODAY).day == BEFORE
    with pytest.raises(UsageError, match=r"there are: 2026-09-01\)\. .* before 2026-09-01"):
        read_kept(home, "all", TODAY, BEFORE)


@pytest.mark.parametrize("name", ["recipe.json", "papers.csv", "grid.csv"])
def test_a_damaged_snapshot_is_told_with_its_place(home: Home, name: str) -> None:
    path = home.folder / "dives" / "all" / "2026-09-01" / name
    path.write_text("{}" if name.endswith("json") else "state\nx\n")
    with pytest.raises(HomeError, match="2026-09-01: this kept dive cannot be read"):
        read_kept(home, "all", TODAY, TODAY)


def test_two_areas_have_the_same_figures_side_by_side(tmp_path: Path) -> None:
    found = papers(12)
    first = look(tmp_path / "a", found, Area("all", "All <b>papers</b>", "*"))
    second = look(tmp_path / "b", found, Area("eye", "Eyes", "retinopathy"))
    rows = {row.figure: (row.first, row.second) for row in beside(first, second)}
    assert rows["query"] == ("*", "retinopathy")
    assert rows["papers"] == ("36", "12")
    assert rows["papers in both areas"] == ("12 of 36 (33%)", "12 of 12 (100%)")
    assert rows["growth a year, by a supplier's totals"] == ("cannot be said", "cannot be said")
    assert rows["abstracts that show machine learning"] == ("24", "8")
    assert rows["crowded pairs"][1] == "cannot be said"
    page = save_beside(tmp_path, first, second)
    assert "12 of 36 (33%)" in text_of(assert_harmless(page.read_text(encoding="utf-8")))
    assert page.with_suffix(".csv").read_text().startswith("figure,all,eye\n")
    assert save_beside(tmp_path, first, second).read_bytes() == page.read_bytes()
