"""When an opportunity comes next: days that come every year become dates."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from fingerpost.guide.model import Day, Opportunity


@dataclass(frozen=True, slots=True)
class Window:
    """The next time that an opportunity is open; both days belong to it."""

    opens: date | None
    """None where nobody says when it opens."""
    closes: date
    confirmed: bool
    """True where a source gives this year's closing day; else it is a guess from other years."""


def next_window(opportunity: Opportunity, today: date) -> Window | None:
    """Return the first window that closes today or later.

    None for a wait, which has no day, and where the only known days are past. A month without a day
    counts from its first to its last day; the 29th of February falls on the 28th where it must.
    """
    closes = opportunity.closes
    if closes is None:
        return None
    years = (closes.year,) if closes.year else (today.year, today.year + 1)
    for year in years:
        last = _last(closes, year)
        if last >= today:
            return Window(_opening(opportunity.opens, last), last, _sure(opportunity, last))
    return None


def day_text(day: Day) -> str:
    """Return '10 November 2025', '10 November', 'November 2025' or 'November'."""
    parts = (str(day.day or ""), calendar.month_name[day.month], str(day.year or ""))
    return " ".join(part for part in parts if part)


def _opening(opens: Day | None, closes: date) -> date | None:
    """Return the last such day that is not after the closing day."""
    if opens is None:
        return None
    first = _first(opens, opens.year or closes.year)
    return first if first <= closes else _first(opens, closes.year - 1)


def _sure(opportunity: Opportunity, closes: date) -> bool:
    dated = opportunity.closes is not None and opportunity.closes.year is not None
    return dated or opportunity.confirmed == closes.year


def _first(day: Day, year: int) -> date:
    return date(year, day.month, min(day.day or 1, _length(year, day.month)))


def _last(day: Day, year: int) -> date:
    length = _length(year, day.month)
    return date(year, day.month, min(day.day or length, length))


def _length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
