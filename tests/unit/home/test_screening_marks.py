"""Verdicts in the journal: the last one stands, and one taken back was never said."""

from __future__ import annotations

from pathlib import Path

import pytest

from fingerpost.home import Area, Home
from fingerpost.home.decisions import (
    EXCLUDED,
    INCLUDED,
    Mark,
    Verdict,
    decide,
    marks_on,
    screen,
    take_back,
)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home.create(tmp_path / "home", "")
    made.add_area(Area("sepsis", "Sepsis", "sepsis"))
    return made


def _marks(home: Home) -> dict[str, Mark]:
    return marks_on(home.journal.read()[0], "sepsis")


def _verdicts(home: Home) -> dict[str, Verdict]:
    return {paper: mark.verdict for paper, mark in _marks(home).items()}


def test_marks_stand_in_the_order_of_first_reading(home: Home) -> None:
    screen(home.journal, "sepsis", "pmid:1", Verdict.NOT, "animals", "likely")
    screen(home.journal, "sepsis", "pmid:2", Verdict.MAYBE)
    screen(home.journal, "stroke", "pmid:9", Verdict.RELEVANT)
    screen(home.journal, "sepsis", "pmid:1", Verdict.RELEVANT, "people after all")
    assert list(_verdicts(home).items()) == [
        ("pmid:1", Verdict.RELEVANT),
        ("pmid:2", Verdict.MAYBE),
    ]
    assert _marks(home)["pmid:1"].why == "people after all"


def test_a_mark_taken_back_gives_way_to_the_one_before(home: Home) -> None:
    screen(home.journal, "sepsis", "pmid:1", Verdict.MAYBE)
    screen(home.journal, "sepsis", "pmid:1", Verdict.NOT)
    take_back(home.journal, "sepsis", _marks(home)["pmid:1"])
    assert _verdicts(home) == {"pmid:1": Verdict.MAYBE}
    take_back(home.journal, "sepsis", _marks(home)["pmid:1"])
    assert _verdicts(home) == {}


def test_what_is_marked_not_is_excluded_from_the_area(home: Home) -> None:
    screen(home.journal, "sepsis", "pmid:1", Verdict.NOT)
    screen(home.journal, "sepsis", "pmid:2", Verdict.RELEVANT)
    screen(home.journal, "sepsis", "pmid:3", Verdict.MAYBE)
    decide(home.journal, "sepsis", ["pmid:4"], EXCLUDED)
    assert home.area("sepsis").excluded == {"pmid:1", "pmid:4"}
    decide(home.journal, "sepsis", ["pmid:1", "pmid:2"], INCLUDED)
    assert home.area("sepsis").excluded == {"pmid:4"}
    assert _verdicts(home) == {
        "pmid:2": Verdict.RELEVANT,
        "pmid:3": Verdict.MAYBE,
        "pmid:4": Verdict.NOT,
    }


def test_a_verdict_that_nobody_knows_is_no_mark(home: Home) -> None:
    home.journal.append("screened", "pmid:1", area="sepsis", verdict="perhaps")
    home.journal.append("screened", "pmid:2", area="sepsis", verdict=["relevant"])
    assert _marks(home) == {}


def test_criteria_are_read_from_the_area(home: Home) -> None:
    area = Area("falls", "Falls", "falls", take_in=("adults",), leave_out=("animals", "reviews"))
    home.add_area(area)
    assert home.area("falls") == area
