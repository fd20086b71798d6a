"""A question is asked of papers on machine learning; it can be asked of all, and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from fingerpost.errors import UsageError
from fingerpost.guide import example_profile_text
from fingerpost.home import Area, Home
from fingerpost.intake.asking import area_from, without_learning
from fingerpost.intake.first_look import first_look
from fingerpost.intake.learning_names import LEARNING
from fingerpost.intake.widening import narrow_again, widen
from fingerpost.library import Library
from fingerpost.records import Paper


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("FINGERPOST_DATA", str(tmp_path / "data"))
    return Home.create(tmp_path / "home", example_profile_text())


@pytest.mark.parametrize(
    ("query", "without"),
    [
        (f"sepsis AND {LEARNING}", "sepsis"),
        (f"(sepsis OR stroke) AND child* AND {LEARNING}", "(sepsis OR stroke) AND child*"),
        (LEARNING, ""),
        ('sepsis AND "machine learning"', ""),
        ("*", ""),
    ],
)
def test_only_what_was_added_is_taken_out(query: str, without: str) -> None:
    assert without_learning(query) == without


def test_a_search_is_widened_in_its_file_and_back(home: Home) -> None:
    home.add_area(area_from("Early warning of sepsis"))
    before = home.area("early-warning-of-sepsis")
    assert widen(home, before) == "sepsis"
    assert home.area(before.name).query == "sepsis"
    with pytest.raises(UsageError, match="has no names of machine learning"):
        widen(home, home.area(before.name))
    narrow_again(home, home.area(before.name))
    assert home.area(before.name).query == before.query
    with pytest.raises(UsageError, match="changed since"):
        narrow_again(home, home.area(before.name))


def test_a_first_look_counts_papers_without_machine_learning(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.put(
            [Paper("Sepsis bundles", pmid="1"), Paper("Sepsis and deep learning", pmid="2")]
        )
        look = first_look(library, area_from("Early warning of sepsis"))
        assert look.found == 1
        assert look.any_method == ("sepsis", 2)
        own = first_look(library, Area("own", "Own", "sepsis"))
        assert own.any_method is None
