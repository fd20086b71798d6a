"""Abbreviations and long forms find each other, where the library's own papers define them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fingerpost.library import Library
from fingerpost.records import Paper

PAPERS = [
    Paper("Mining notes", pmid="1", abstract="Electronic health records (EHR) were read."),
    Paper("Reading notes", pmid="2", abstract="An electronic health record (EHR) was kept."),
    Paper("EHRs on the ward", pmid="3"),
    Paper("The electronic health record of tomorrow", pmid="4"),
    Paper("Health record keeping, electronic or not", pmid="5"),
    Paper("Coronary disease", pmid="6", abstract="Coronary artery disease (CAD) and heart."),
    Paper("Detection", pmid="7", abstract="Computer-aided diagnosis (CAD) of chest films."),
]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path) as opened:
        opened.put(PAPERS)
        yield opened


def found(library: Library, query: str) -> list[str]:
    return sorted(hit.paper.pmid for hit in library.search(query).hits)


def test_a_short_form_finds_the_long_one_and_says_so(library: Library) -> None:
    assert found(library, "EHR") == ["1", "2", "3", "4"]
    [note] = library.search("EHR").notes
    assert note.startswith("EHR = electronic health record")
    assert "2 papers" in note


def test_a_long_form_finds_the_short_one_whatever_its_number(library: Library) -> None:
    assert found(library, "electronic health records") == ["1", "2", "3", "4", "5"]
    assert found(library, "electronic health record[tiab]") == ["1", "2", "3", "4", "5"]
    assert found(library, "electronic health records AND ward") == ["3"]


def test_quotation_marks_and_stars_keep_to_what_is_written(library: Library) -> None:
    assert found(library, '"EHR"') == ["1", "2"]
    assert found(library, '"electronic health record"') == ["2", "4"]
    assert library.search('"EHR"').notes == ()


def test_what_papers_do_not_agree_on_is_left(library: Library) -> None:
    assert found(library, "CAD") == ["6", "7"]
    assert library.search("CAD").notes == ()


def test_capitals_tell_an_abbreviation(library: Library) -> None:
    assert found(library, "ehr") == ["1", "2", "3"]


def test_counts_matches_and_explanations_agree(library: Library) -> None:
    total = library.search("EHR NOT ward").total
    assert total == 3
    assert len(library.match("EHR NOT ward")) == total
    assert library.explain("EHR NOT ward").tree.papers == total
    assert sum(library.facets("EHR NOT ward", "year").values()) == 0
    assert library.notes_on("EHR") == library.search("EHR").notes == library.explain("EHR").notes


def test_other_fields_keep_their_words(library: Library) -> None:
    assert library.search("EHR[au]").notes == ()
