"""A phrase is found in both spellings, as its words are when they stand alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.unit.library.test_spelling import DIFFERENT, PAIRS, rows

from fingerpost.library import Library
from fingerpost.library.index.spelling import ruled
from fingerpost.library.index.spellings import spellings_of
from fingerpost.records import Author, Paper


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    papers = [
        Paper("Brain tumour in children", "The haemoglobin level at a centre.", pmid="1"),
        Paper("Brain tumor in children", "The hemoglobin level at a center.", pmid="2"),
        Paper("A tumour of the brain", "Nothing else.", pmid="3",
              authors=(Author("Colour", "Ann"),)),
    ]  # fmt: skip
    with Library.open(tmp_path_factory.mktemp("library")) as library:
        library.put(papers)
        yield library


@pytest.mark.parametrize(
    "query",
    [
        '"brain tum%r"',
        '"brain tum%r"[ti]',
        'title:"brain tum%r"',
        '"tum%r brain"[ti:~0]',
        '"brain tum%rs"[ti:~2] OR "brain tum%r in"',
        '"brain tum%r*"[tiab]',
        '"bra* tum%r"',
    ],
)
def test_both_spellings_find_both(library: Library, query: str) -> None:
    for spelling in ("ou", "o"):
        asked = query.replace("%", spelling)
        assert {hit.paper.pmid for hit in library.search(asked).hits} >= {"1", "2"}
        assert library.search(asked).total == 2, asked


def test_a_cut_word_in_a_phrase_is_met_in_both(library: Library) -> None:
    assert library.search('"haemoglob* level"').total == 2
    assert library.search('"hemoglob* level"').total == 2


def test_a_name_is_spelt_in_one_way(library: Library) -> None:
    assert library.search('"Colour A"[au]').total == 1
    assert library.search('"Color A"[au]').total == 0


def test_the_explanation_names_both_and_pubmed_gets_what_was_written(library: Library) -> None:
    found = library.explain('"brain tumour"[ti]')
    assert found.tree.words == ("brain", "tumour/tumor")
    assert "tumour" in found.pubmed
    assert "tumor" not in found.pubmed


@pytest.mark.parametrize(("one", "other"), rows(PAIRS))
def test_the_spellings_of_a_pair_name_each_other(one: str, other: str) -> None:
    if one.isascii() and ruled(one) == ruled(other):
        assert other in spellings_of(one)
        assert one in spellings_of(other)


@pytest.mark.parametrize(("one", "other"), rows(DIFFERENT))
def test_words_that_differ_do_not(one: str, other: str) -> None:
    assert other not in spellings_of(one)
