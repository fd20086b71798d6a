"""Days that come every year become the next dates; a guess from another year is told."""

from __future__ import annotations

from datetime import date

import pytest

from fingerpost.guide import Day, Opportunity, OpportunityKind
from fingerpost.guide.windows import Window, day_text, next_window


def _window(opens: Day | None, closes: Day | None, confirmed: int | None = None) -> Opportunity:
    kind = OpportunityKind.WINDOW if closes else OpportunityKind.WAIT
    return Opportunity("o", "O", kind, "", (), opens, closes, confirmed, (), "", "", (), "")


@pytest.mark.parametrize(
    ("opens", "closes", "today", "said"),
    [
        (Day(11, 10), Day(12, 15), "2026-11-23", ("2026-11-10", "2026-12-15")),
        (Day(11, 10), Day(12, 15), "2026-12-15", ("2026-11-10", "2026-12-15")),
        (Day(11, 10), Day(12, 15), "2026-12-16", ("2027-11-10", "2027-12-15")),
        (Day(12, 1), Day(1, 15), "2026-12-20", ("2026-12-01", "2027-01-15")),
        (Day(12, 1), Day(1, 15), "2027-01-10", ("2026-12-01", "2027-01-15")),
        (Day(10), Day(10), "2026-11-01", ("2027-10-01", "2027-10-31")),
        (None, Day(2, 29), "2026-11-01", (None, "2027-02-28")),
        (None, Day(9, 10, 2026), "2026-09-01", (None, "2026-09-10")),
    ],
)
def test_the_next_window(
    opens: Day | None, closes: Day, today: str, said: tuple[str | None, str]
) -> None:
    found = next_window(_window(opens, closes), date.fromisoformat(today))
    first = date.fromisoformat(said[0]) if said[0] else None
    confirmed = closes.year is not None
    assert found == Window(first, date.fromisoformat(said[1]), confirmed)


def test_a_year_that_a_source_names_is_confirmed_and_the_next_is_not() -> None:
    window = _window(None, Day(12, 15), 2026)
    for today, sure in (("2026-11-01", True), ("2027-11-01", False)):
        found = next_window(window, date.fromisoformat(today))
        assert found is not None
        assert found.confirmed is sure


def test_a_wait_and_a_day_that_is_past_have_no_window() -> None:
    assert next_window(_window(None, None), date(2026, 11, 1)) is None
    assert next_window(_window(None, Day(9, 10, 2025)), date(2026, 11, 1)) is None


def test_days_read_as_one_says_them() -> None:
    assert day_text(Day(11, 10, 2025)) == "10 November 2025"
    assert day_text(Day(11, 10)) == "10 November"
    assert day_text(Day(11)) == "November"
