"""Months in words: both ends are always told, and neither is made to look nearer or surer."""

from __future__ import annotations

import pytest

from fingerpost.paths.sentences import months_in_words


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (0.3, 14.6, "less than 1 to 15 months"),
        (3.5, 39.2, "3 months to 4 years"),
        (9.2, 50.8, "9 months to 5 years"),
        (0.4, 40, "less than 1 month to 4 years"),
        (1.9, 37, "1 month to 4 years"),
        (48.1, 130, "4 to 11 years"),
        (36.9, 40, "36 months to 4 years"),
        (2.1, 8.2, "2 to 9 months"),
        (5, 5, "5 months"),
        (0.2, 0.9, "1 month"),
    ],
)
def test_the_lower_end_is_told_though_it_rounds_to_nothing(low, high, told):
    assert months_in_words(low, high) == told
