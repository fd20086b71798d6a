"""The order of what a search finds, and that what is ranked is what is counted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fingerpost.library import Library
from fingerpost.records import Author, MeshHeading, Paper

FILLER = "Children on nine wards were seen by two nurses who wrote down what they saw each day."
PAPERS = [
    Paper("Lactate in sepsis", abstract=FILLER, pmid="1", year=1990),
    Paper("A trial on wards", abstract=f"{FILLER} Lactate rose in sepsis.", pmid="2", year=2001),
    Paper(
        "Nurses and shock",
        abstract=FILLER,
        keywords=("sepsis", "lactate"),
        pmid="3",
        year=2012,
        authors=(Author("Hopper", "Grace"),),
    ),
    Paper("Sepsis", abstract=FILLER, pmid="4", year=2013, mesh=(MeshHeading("Shock, Septic"),)),
    Paper("Falls", abstract=f"{FILLER} A shock is rare.", pmid="5", year=2024),
    Paper("Tumours of the skin", abstract="An MRI (magnetic resonance image).", pmid="6"),
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("library")) as made:
        made.put(PAPERS)
        yield made


def found(library: Library, query: str) -> list[str]:
    return [hit.paper.pmid for hit in library.search(query).hits]


def test_a_paper_with_the_words_in_its_title_comes_first(library: Library) -> None:
    assert found(library, "lactate sepsis")[0] == "1"
    assert sorted(found(library, "lactate sepsis")) == ["1", "2", "3"]
    assert found(library, "sepsis")[:2] == ["4", "1"], "the shorter title is more on it"


def test_a_word_in_the_title_counts_among_alternatives_too(library: Library) -> None:
    assert found(library, "shock OR falls")[0] == "5", "it has both, one of them in the title"
    assert found(library, "nurses AND (shock OR septic)")[0] == "3"


def test_a_word_that_must_not_be_there_lifts_nothing(library: Library) -> None:
    plain = {hit.paper.pmid: hit.score for hit in library.search("nurses").hits}
    without = library.search("nurses NOT (sepsis AND mri)").hits
    assert {hit.paper.pmid: hit.score for hit in without} == plain


@pytest.mark.parametrize(
    "query",
    [
        "sepsis", "lactate sepsis", "sepsis OR falls", "tumor", "mri", "nurses AND (shock OR mri)",
        "hopper", "shock NOT falls", '"on wards" OR falls', "seps* OR tumours", '"sepsis"',
        "sepsis[ti] OR shock", "sepsis[mh] OR lactate", "NOT sepsis", "1990:2012[dp] AND sepsis",
        "(sepsis OR shock) AND nurses NOT falls[ti] AND 2001:2013[dp]", "nowhere OR falls",
        "covid-19 OR sepsis", "the AND sepsis",
    ],
)  # fmt: skip
def test_every_paper_that_is_counted_is_shown_once(library: Library, query: str) -> None:
    result = library.search(query)
    shown = [hit.paper.id for hit in result.hits]
    assert len(shown) == len(set(shown)) == result.total
    assert sorted(shown) == [paper.id for paper in library.match(query)]
    stated = [hit.paper.year for hit in result.hits if hit.paper.year]
    assert result.by_year == {year: stated.count(year) for year in sorted(set(stated))}


@pytest.mark.parametrize("last", [1990, 2000, 2001, 2002, 2012, 2013, 2024, 2030])
def test_few_years_and_many_years_find_the_papers_of_these_years(
    library: Library, last: int
) -> None:
    for first in (1980, 1990, 1991, 2001, 2012):
        wanted = sorted(p.pmid for p in PAPERS if p.year and first <= p.year <= last)
        assert sorted(found(library, f"year:{first}..{last}")) == wanted if first <= last else True


@pytest.fixture(scope="module")
def alike(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """More papers that are alike than are told apart one by one, in several commits."""
    with Library.open(tmp_path_factory.mktemp("alike")) as made:
        for first in (0, 700):
            made.put(
                Paper(f"Randomised made-up trial {n}", doi=f"10.5555/{n * 7919 % 1400}", year=2020)
                for n in range(first, first + 700)
            )
        made.put([Paper("A randomly made-up cohort", doi="10.5555/x", year=2021)])
        made.put([Paper("Random letters", abstract="At random.", doi="10.5555/y")])
        yield made


@pytest.mark.parametrize("limit", [1, 3, 20])
def test_of_very_many_alike_those_come_that_are_first_by_their_ids(
    alike: Library, limit: int
) -> None:
    ids = sorted(f"doi:10.5555/{n}" for n in range(1400))
    best = [hit.paper.id for hit in alike.search("random*", limit).hits]
    assert best == ["doi:10.5555/y", *sorted([*ids, "doi:10.5555/x"])][:limit]
    newest = [hit.paper.id for hit in alike.search("*", limit, sort="newest").hits]
    assert newest == ["doi:10.5555/x", *ids][:limit]
    oldest = [hit.paper.id for hit in alike.search("*", limit, sort="oldest").hits]
    assert oldest == ids[:limit]


def test_pages_of_very_many_alike_follow_each_other(alike: Library) -> None:
    for sort in ("best", "newest", "oldest"):
        pages = [
            hit.paper.id
            for start in range(0, 1402, 300)
            for hit in alike.search("random*", 300, start=start, sort=sort).hits
        ]
        assert len(set(pages)) == len(pages) == 1402
    assert pages[-2:] == ["doi:10.5555/x", "doi:10.5555/y"], "what has no date comes last"
