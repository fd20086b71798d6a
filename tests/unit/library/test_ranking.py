"""Papers near to a text, in an order that a reader would choose."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fingerpost.library import Library
from fingerpost.records import Author, Paper

FILLING = " ".join(f"Ward {at} kept its usual record of beds and staff." for at in range(12))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def paper(number: int, title: str, abstract: str = FILLING, **more: object) -> Paper:
    return Paper(title=title, abstract=abstract, pmid=str(number), **more)  # type: ignore[arg-type]


def ranked(library: Library, text: str, limit: int = 20) -> list[str]:
    return [hit.paper.pmid for hit in library.rank(text, limit).hits]


def test_no_word_of_the_text_is_a_must(library: Library) -> None:
    library.put([paper(1, "Sepsis on the ward"), paper(2, "Knees of footballers")])
    assert ranked(library, "Forecasting sepsis with neural networks") == ["1"]


def test_the_paper_with_more_of_the_words_comes_first(library: Library) -> None:
    library.put([paper(1, "Sepsis"), paper(2, "Sepsis and lactate"), paper(3, "Lactate in cows")])
    assert ranked(library, "lactate sepsis")[0] == "2"


def test_words_that_stand_together_count_more_than_words_apart(library: Library) -> None:
    apart = f"{FILLING} Early on, staff were short. {FILLING} A warning was given. {FILLING}"
    beside = f"{FILLING} Early warning was given. {FILLING} On, staff were short. A {FILLING}"
    library.put([paper(1, "A ward", apart), paper(2, "A ward", beside)])
    assert ranked(library, "early warning") == ["2", "1"]


def test_a_word_in_the_title_counts_more_than_one_at_the_end(library: Library) -> None:
    library.put([
        paper(1, "Beds", f"{FILLING} Sepsis was seen once."),
        paper(2, "Sepsis", f"{FILLING} Beds was seen once."),
    ])  # fmt: skip
    assert ranked(library, "sepsis") == ["2", "1"]


def test_what_kind_of_writing_is_meant_counts_less_than_what_it_is_about(library: Library) -> None:
    library.put([
        paper(1, "A systematic review of knees", FILLING),
        paper(2, "Sepsis of the newborn", FILLING),
    ])  # fmt: skip
    assert ranked(library, "sepsis: a systematic review") == ["2", "1"]


def test_headings_keywords_and_authors_are_read_too(library: Library) -> None:
    library.put([
        paper(1, "On the ward", keywords=("sepsis",)),
        paper(2, "In the unit", authors=(Author("Lovelace", "Ada"),)),
    ])  # fmt: skip
    assert ranked(library, "sepsis") == ["1"]
    assert ranked(library, "Lovelace") == ["2"]


def test_equal_papers_stand_in_the_order_of_their_ids(library: Library) -> None:
    library.put([paper(at, "Sepsis") for at in (3, 1, 2)])
    assert ranked(library, "sepsis") == ["1", "2", "3"]
    assert ranked(library, "sepsis", 2) == ["1", "2"]


def test_grammar_alone_and_no_words_find_nothing(library: Library) -> None:
    library.put([paper(1, "The sepsis of the newborn")])
    for text in ("of the and", "", "?!"):
        assert library.rank(text).total == 0


def test_no_hit_is_shown_when_none_is_wanted(library: Library) -> None:
    library.put([paper(1, "Sepsis")])
    result = library.rank("sepsis", 0)
    assert (result.total, result.hits) == (1, ())


def test_operators_and_fields_are_plain_words_here(library: Library) -> None:
    library.put([paper(1, "Sepsis"), paper(2, "Lactate")])
    assert sorted(ranked(library, 'NOT sepsis AND ("lactate')) == ["1", "2"]


def test_the_answer_says_which_words_counted_and_how_many_papers_have_any(library: Library) -> None:
    library.put([paper(1, "Sepsis", year=2020), paper(2, "Knees", year=2021)])
    result = library.rank("What of the sepsis?")
    assert result.understood == "nearest to any of: sepsis"
    assert (result.total, result.by_year) == (1, {2020: 1})


def test_the_order_does_not_depend_on_how_the_papers_came(tmp_path: Path) -> None:
    papers = [
        paper(at, f"Sepsis and lactate {at % 3}", f"{FILLING} lactate") for at in range(1, 30)
    ]
    answers = []
    for name, order in (("one", papers), ("two", papers[::-1])):
        with Library.open(tmp_path / name) as library:
            for each in order[:5]:
                library.put([each])
            library.put(order)
            answers.append([(h.paper.id, h.score) for h in library.rank("lactate sepsis 2").hits])
    assert answers[0] == answers[1]
