"""How old what an entry says is: by the dates of its sources, never by the day of our check."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date

from fingerpost.guide.model import Source

OLD_MONTHS = 24


def freshness(sources: Iterable[Source], today: date) -> str:
    """Return a sentence on the dates of sources; one that is older than 24 months says so.

    A source that gives only its month or year counts from the end of it.
    """
    known = list(dict.fromkeys(sources))
    dated = sorted((source for source in known if source.dated), key=lambda s: _end(s.dated))
    if not dated:
        return f"{_the(len(known))} no date, so the age cannot be said."
    old = sum(is_old(source, today) for source in dated)
    said = _dates(dated)
    if old == len(dated):
        said += f", {'' if old == 1 else 'all '}older than {OLD_MONTHS} months"
    elif old:
        said += f"; {old} of these {len(dated)} older than {OLD_MONTHS} months"
    undated = len(known) - len(dated)
    if undated:
        said += f"; {undated} more without a date"
    return f"{said}."


def is_old(source: Source, today: date) -> bool:
    """Say whether a source's date is surely more than 24 months ago; False without a date."""
    if not source.dated:
        return False
    end = _end(source.dated)
    months = (today.year - end.year) * 12 + today.month - end.month
    return months > OLD_MONTHS or (months == OLD_MONTHS and today.day > end.day)


def said_date(dated: str) -> str:
    """Return '16 August 2019', 'August 2019' or '2019' for a date in ISO form."""
    year, *rest = dated.split("-")
    month = calendar.month_name[int(rest[0])] if rest else ""
    day = str(int(rest[1])) if len(rest) > 1 else ""
    return " ".join(part for part in (day, month, year) if part)


def _the(count: int) -> str:
    return "The source gives" if count == 1 else "The sources give"


def _dates(dated: list[Source]) -> str:
    first, last = (said_date(source.dated) for source in (dated[0], dated[-1]))
    if len(dated) == 1:
        return f"Source dated {first}"
    return f"Sources dated {first}" + (f" to {last}" if last != first else "")


def _end(dated: str) -> date:
    year, *rest = (int(part) for part in dated.split("-"))
    month = rest[0] if rest else 12
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(rest[1], last) if len(rest) > 1 else last)
