"""The words of a query are shown where they stand, and no others."""

from __future__ import annotations

import pytest

from fingerpost.errors import QueryError
from fingerpost.library.sought import places_sought

TEXT = "Early sepsis alerts: machine-learning of children. Randomised trials; a trial of the sepsis"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ('sepsis AND "machine learning"[tiab]', ["sepsis", "machine-learning", "sepsis"]),
        ("sepsis NOT child*", ["sepsis", "sepsis"]),
        ("random*", ["Randomised"]),
        ('"random* trial"', ["Randomised trials"]),
        ("trials[ti]", ["trials", "trial"]),
        ('"alerts sepsis"[tiab:~3]', ["sepsis", "alerts", "sepsis"]),
        ("sepsis[au] OR 2020[dp] OR *", []),
        ('"early sepsis" OR "sepsis alerts"', ["Early sepsis alerts"]),
    ],
)
def test_words_that_are_sought_are_found(query: str, words: list[str]) -> None:
    assert [TEXT[start:end] for start, end in places_sought(TEXT, query)] == words


def test_accents_and_other_spellings_are_one_word() -> None:
    text = "Œdème et randomized"
    found = [text[start:end] for start, end in places_sought(text, "randomised")]
    assert found == ["randomized"]


def test_a_query_that_cannot_be_understood_is_told() -> None:
    with pytest.raises(QueryError):
        places_sought(TEXT, "sepsis AND")
