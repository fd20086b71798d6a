"""Searches saved on an area, so that they can be put to their suppliers again; and taken off it."""

from __future__ import annotations

from pathlib import Path

from fingerpost.errors import UsageError
from fingerpost.home import Area, Home, SavedSearch
from fingerpost.home.area_file import with_search, without_search
from fingerpost.intake.asking import EVERY_PAPER
from fingerpost.intake.updating import check_search


def save_search(home: Home, area: Area, supplier: str, query: str, most: int) -> SavedSearch:
    """Save a search on an area, the area's own for an empty query.

    UsageError where the supplier is unknown, the search is every paper, or is saved already.
    """
    if not query and area.query == EVERY_PAPER:
        raise UsageError("This area is every paper, so say what to look for.")
    search = check_search(SavedSearch(supplier, query or area.query, most))
    if any((s.supplier, s.query) == (search.supplier, search.query) for s in area.searches):
        raise UsageError("This search is saved on the area already.")
    home.change_area(area, lambda text, path: with_search(text, search, path))
    home.journal.append("search saved", area.name, supplier=supplier, query=search.query)
    return search


def drop_search(home: Home, area: Area, search: SavedSearch) -> None:
    """Take a saved search off its area; UsageError where it is not there."""
    if search not in area.searches:
        raise UsageError("This search is not saved on the area any more.")

    def without(text: str, path: Path) -> str:
        return without_search(text, search, path)

    home.change_area(area, without)
    home.journal.append(
        "search dropped", area.name, supplier=search.supplier, query=search.query, most=search.most
    )
