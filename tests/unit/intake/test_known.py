"""Did I find them? Known papers held against a query."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fingerpost.intake.known import find_paper, hold_against, papers_named
from fingerpost.library import Library
from fingerpost.records import Author, Link, LinkKind, MeshHeading, Paper

PAPERS = [
    Paper("Deep learning for septic shock", pmid="1", doi="10.1000/one", year=2020,
          mesh=(MeshHeading("Shock, Septic"),)),
    Paper("Machine learning in sepsis", pmid="2", year=2021, abstract="Sepsis and lactate."),
    Paper("Neural networks read chest films", arxiv="2001.01234", year=2020),
    Paper("Sepsis: a review of deep learning", year=2019, authors=(Author("Okoro", "Ada"),)),
]  # fmt: skip


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        opened.put(PAPERS)
        yield opened


@pytest.mark.parametrize(
    ("named", "title"),
    [
        ("1", PAPERS[0].title),
        ("PMID: 2", PAPERS[1].title),
        ("https://doi.org/10.1000/ONE", PAPERS[0].title),
        ("arXiv:2001.01234v2", PAPERS[2].title),
        ("Sepsis - a Review of deep Learning.", PAPERS[3].title),
    ],
)
def test_papers_are_known_by_ids_and_titles(library: Library, named: str, title: str) -> None:
    paper = find_paper(library, named)
    assert paper is not None
    assert paper.title == title


@pytest.mark.parametrize("named", ["99", "Nothing of the kind", "sepsis", "", '"', "10.1000/none"])
def test_what_is_not_there_is_not_guessed(library: Library, named: str) -> None:
    assert find_paper(library, named) is None


@pytest.mark.parametrize(
    "named", ["10.1000/Final", "https://doi.org/10.1000/final", "pmid:77", "77"]
)
def test_a_published_id_leads_to_the_preprint_that_names_it(library: Library, named: str) -> None:
    links = (
        Link(LinkKind.PUBLISHED_AS, "doi:10.1000/FINAL"),
        Link(LinkKind.PUBLISHED_AS, "pmid:77"),
    )
    library.put([Paper("Alarms at night", arxiv="2001.00009", links=links)])
    paper = find_paper(library, named)
    assert paper is not None
    assert paper.id == "arxiv:2001.00009"
    assert papers_named(library, named) == []
    [held] = hold_against(library, "alarms", [named])
    assert held.found
    library.put([Paper("Warnings at night", doi="10.1000/final", pmid="77")])
    paper = find_paper(library, named)
    assert paper is not None
    assert paper.title == "Warnings at night"


def test_the_part_that_fails_is_named_with_words_that_help(library: Library) -> None:
    query = 'sepsis AND ("machine learning" OR "deep learning")'
    found, missed, review, absent = hold_against(library, query, ["2", "1", PAPERS[3].title, "77"])
    assert found.found
    assert review.found
    assert absent.paper is None
    assert not missed.found
    [part] = missed.missing
    assert "sepsis" in part.part
    assert not part.is_exclusion
    words = [suggestion.words for suggestion in part.suggestions]
    assert 'mesh:"Shock, Septic"' in words
    for suggestion in part.suggestions:
        wider = f'({part.part} OR {suggestion.words}) AND ("machine learning" OR "deep learning")'
        hits = library.search(wider)
        assert hits.total == suggestion.total
        assert "pmid:1" in [hit.paper.id for hit in hits.hits]


def test_a_paper_that_a_not_keeps_out(library: Library) -> None:
    [held] = hold_against(library, "sepsis NOT lactate", ["2"])
    assert [part.is_exclusion for part in held.missing] == [True]
    assert "lactate" in held.missing[0].part


def test_a_paper_without_any_identifier(library: Library) -> None:
    [held] = hold_against(library, "chest AND films", [PAPERS[3].title])
    assert len(held.missing) == 2


def test_a_keyword_with_a_sign_of_the_language_is_no_hindrance(library: Library) -> None:
    odd = Paper("Typing tissue", pmid="5", keywords=("HLA-B*27", "wom?n", 'say "so"', "typing"))
    library.put([odd])
    [held] = hold_against(library, "sepsis", ["5"])
    assert 'keyword:"typing"' in [each.words for each in held.missing[0].suggestions]
