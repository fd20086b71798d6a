"""A search made from a question, widened to papers without machine learning, and back."""

from __future__ import annotations

from fingerpost.errors import UsageError
from fingerpost.home import Area, Home
from fingerpost.home.area_file import with_query
from fingerpost.intake.asking import without_learning

CHANGED = "query changed"


def widen(home: Home, area: Area) -> str:
    """Take the names of machine learning out of an area's search, and return what it is now.

    UsageError where none were put there: a search of the user's own is theirs to change.
    """
    wider = without_learning(area.query)
    if not wider:
        raise UsageError(
            f"The search of “{area.title}” has no names of machine learning that were added to it."
        )
    _write(home, area, wider)
    return wider


def narrow_again(home: Home, area: Area) -> None:
    """Put back what was taken out last; UsageError where the search was changed since."""
    said = [
        entry.details
        for entry in home.journal.read()[0]
        if entry.verb == CHANGED and entry.object == area.name
    ]
    before = str(said[-1].get("before", "")) if said else ""
    if not before or without_learning(before) != area.query:
        raise UsageError(
            f"The search of “{area.title}” was changed since, so it was left as it is."
        )
    _write(home, area, before)


def _write(home: Home, area: Area, query: str) -> None:
    home.change_area(area, lambda text, path: with_query(text, query, path))
    home.journal.append(CHANGED, area.name, query=query, before=area.query)
