"""What a query finds is told before an area is built on it, and what to do about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fingerpost.intake.asking import area_from
from fingerpost.intake.first_look import FEWEST, first_look
from fingerpost.library import Library
from fingerpost.records import Paper


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library.open(tmp_path)
    library.put(
        [Paper(f"Brain tumor {n}: machine learning", pmid=str(n)) for n in range(1, 35)]
        + [Paper("Brain tumour MRI and deep learning", pmid="99")]
    )
    return library


def test_a_wider_search_is_offered_with_its_count(library: Library) -> None:
    with library:
        area = area_from("Brain tumour MRI")
        look = first_look(library, area)
        assert (look.found, look.titles) == (1, ("Brain tumour MRI and deep learning",))
        assert look.wider is not None
        assert look.wider.found == library.search(look.wider.query, 0).total == 35
        assert f"This would find 35 papers:  {look.wider.query}" in look.advice
        assert area.query.startswith("brain AND tumour AND mri")


def test_enough_papers_need_no_advice(library: Library) -> None:
    with library:
        look = first_look(library, area_from("Brain tumours"))
        assert look.found >= FEWEST
        assert (len(look.titles), look.advice, look.wider) == (5, "", None)


def test_a_query_of_ones_own_is_not_taken_apart(library: Library) -> None:
    with library:
        look = first_look(library, area_from("Brain tumour MRI", "brain AND tumour AND mri AND x"))
        assert "Widen it" in look.advice
        assert look.wider is None


def test_too_many_papers_are_to_be_narrowed(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fingerpost.intake.first_look.MOST", 20)
    with library:
        assert "Narrow it" in first_look(library, area_from("Brain tumour")).advice


def test_an_empty_library_is_to_be_filled(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        assert "library is empty" in first_look(library, area_from("Sepsis")).advice


def test_a_word_that_no_paper_has_is_told_with_words_near_it(library: Library) -> None:
    with library:
        advice = first_look(library, area_from("Brain tumorr imagging")).advice
        assert "No paper has “tumorr”; near it: tumor, tumour." in advice
        assert "adversarial" not in advice, "names of machine learning are not theirs"


def test_who_is_asked_about_is_given_up_last_and_told(library: Library) -> None:
    with library:
        look = first_look(library, area_from("Brain tumor in children"))
        assert look.found == 0
        assert look.wider is not None
        assert "child*" not in look.wider.query
        assert look.wider.found == 35
