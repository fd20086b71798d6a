"""Forms that the stemmer misses are one word; words that it would join stay two."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.library import Library
from fingerpost.library.index.forms import one_form
from fingerpost.library.index.words import words_of
from fingerpost.records import Paper

ONE = """
child children; woman women; diagnosis diagnoses; analysis analyses; metastasis metastases
thrombosis thromboses; crisis crises; hypothesis hypotheses; criterion criteria; stenosis stenoses
prosthesis prostheses; randomised randomization; organisation organized; bacterium bacteria
"""
TWO = """
random randomised; random randomization; organ organisation; age ageing; normal normalised
dose doze; nose nosis; increase increasis; general generalised; author authorised; phase phasis
"""


def pairs(text: str) -> list[tuple[str, str]]:
    words = [pair.split() for line in text.split("\n") for pair in line.split(";") if pair.strip()]
    return [(one, other) for one, other in words]


@pytest.mark.parametrize(("one", "other"), pairs(ONE))
def test_forms_of_one_word(one: str, other: str) -> None:
    assert words_of(one, stems=True) == words_of(other, stems=True)


@pytest.mark.parametrize(("one", "other"), pairs(TWO))
def test_words_that_stay_apart(one: str, other: str) -> None:
    assert words_of(one, stems=True) != words_of(other, stems=True)


@given(st.text("abcdefghijklmnopqrstuvwxyz", max_size=14))
def test_a_second_time_changes_nothing(word: str) -> None:
    assert one_form(one_form(word)) == one_form(word)


def test_a_search_for_randomised_finds_no_random_forest(tmp_path: Path) -> None:
    papers = [
        Paper("A random forest for sepsis", pmid="1"),
        Paper("A randomized trial in children", pmid="2"),
        Paper("Diagnoses of one child", pmid="3"),
    ]
    with Library.open(tmp_path) as library:
        library.put(papers)

        def found(query: str) -> list[str]:
            return [hit.paper.pmid for hit in library.search(query).hits]

        assert found("randomised") == ["2"]
        assert found("random") == ["1"]
        assert sorted(found("child")) == ["2", "3"]
        assert found("diagnosis") == ["3"]
        assert found('"diagnosis"') == []
