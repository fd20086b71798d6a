"""Journals' names and titles in two languages."""

from __future__ import annotations

import pytest

from fingerpost.sources.titles import is_short_for, journal_names


@pytest.mark.parametrize(
    ("journal", "other", "expected"),
    [
        ("J Made Up Count", "The journal of made-up counting",
         ("The journal of made-up counting", "J Made Up Count")),
        ("Journal of Counting", "J. Count.", ("Journal of Counting", "J. Count.")),
        ("Proceedings of Counting", "Lecture Notes", ("Proceedings of Counting", "")),
        ("Ecology", "Ecology", ("Ecology", "")),
        ("", "Counting", ("Counting", "")),
        ("Counting", "", ("Counting", "")),
    ],
)  # fmt: skip
def test_the_longer_name_is_the_journals(
    journal: str, other: str, expected: tuple[str, str]
) -> None:
    assert journal_names(journal, other) == expected


def test_an_abbreviation_keeps_the_order_of_the_words() -> None:
    assert is_short_for("N Engl J Count", "The New England journal of counting")
    assert not is_short_for("J N Engl Count", "The New England journal of counting")
