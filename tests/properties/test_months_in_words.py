"""Months in words hold the span that they are told for."""

from __future__ import annotations

import math
import re

from hypothesis import given
from hypothesis import strategies as st

from fingerpost.paths.sentences import months_in_words


@given(st.integers(1, 3000), st.integers(0, 3000))
def test_what_is_told_holds_the_true_span(low, more):
    lowest, highest = low / 10, (low + more) / 10
    words = re.findall(r"(less than 1|[\d,]+)(?: (month|year))?", months_in_words(lowest, highest))
    unit = words[-1][1]
    spans = [_months(number, each or unit) for number, each in words]
    assert spans[-1] >= highest
    assert spans[0] <= lowest or (len(spans) == 1 and spans[0] == math.ceil(highest))


def _months(number: str, unit: str) -> int:
    return 0 if number == "less than 1" else int(number) * (12 if unit == "year" else 1)
