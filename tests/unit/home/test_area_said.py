"""Own scores and advice: written into the area's file, and taken back to the byte."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fingerpost.errors import UsageError
from fingerpost.home import Area, Home, OwnScore
from fingerpost.home.area import Advice
from fingerpost.home.area_said import day_to_come, say_advice, say_score, take_said_back

TODAY = date(2026, 11, 23)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home.create(tmp_path, "")
    home.add_area(Area("sepsis", "Early warning of sepsis", "sepsis", notes="My own words."))
    return home


def text_of(home: Home) -> str:
    return (home.folder / "areas" / "sepsis.md").read_text(encoding="utf-8")


def test_a_score_is_taken_back_to_the_one_before_it(home: Home) -> None:
    untouched = text_of(home)
    first, _ = say_score(home, home.area("sepsis"), OwnScore("scale", 4, "daily", 3, 5))
    second, _ = say_score(home, home.area("sepsis"), OwnScore("scale", 2, "rare now"))
    with pytest.raises(UsageError, match="does not stand any more"):
        take_said_back(home, first.id)
    take_said_back(home, second.id)
    assert home.area("sepsis").scores == (OwnScore("scale", 4, "daily", 3, 5),)
    take_said_back(home, first.id)
    assert text_of(home) == untouched
    with pytest.raises(UsageError, match="does not stand any more"):
        take_said_back(home, first.id)


def test_only_the_advice_that_is_meant_is_taken_back(home: Home) -> None:
    one = Advice("scale", 2, "rare here", who="a ward pharmacist", on="2026-11-23")
    other = Advice("scale", 5, "every night", who="a night nurse", on="2026-11-23")
    entry, _ = say_advice(home, home.area("sepsis"), one)
    say_advice(home, home.area("sepsis"), other)
    take_said_back(home, entry.id)
    assert home.area("sepsis").advice == (other,)
    assert "My own words." in text_of(home)


@pytest.mark.parametrize(("low", "score", "high"), [(None, 6, None), (4, 3, None), (1, 3, 2)])
def test_a_score_that_cannot_be_is_not_written(
    home: Home, low: float | None, score: float, high: float | None
) -> None:
    untouched = text_of(home)
    with pytest.raises(UsageError):
        say_score(home, home.area("sepsis"), OwnScore("scale", score, "", low, high))
    assert text_of(home) == untouched


def test_a_day_to_look_again_lies_ahead() -> None:
    assert day_to_come("", TODAY) == ""
    assert day_to_come("2027-03-01", TODAY) == "2027-03-01"
    for text in ("2026-11-23", "spring"):
        with pytest.raises(UsageError):
            day_to_come(text, TODAY)
