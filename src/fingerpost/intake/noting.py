"""The journal's lines of papers that came in: from files, from suppliers, by saved searches."""

from __future__ import annotations

from typing import Any, Final

from fingerpost.home import Home
from fingerpost.intake.fetching import FetchResult, Wanted
from fingerpost.intake.importing import ImportResult
from fingerpost.intake.updating import SearchUpdate
from fingerpost.intake.watching import News

IMPORTED: Final = "imported"
FETCHED: Final = "fetched"
UPDATED: Final = "updated"
BROUGHT: Final = "brought"
"""Under it, an entry names the import as the library knows it."""


def note_import(home: Home, origin: str, result: ImportResult, name: str = "") -> None:
    """Write what came in, and from where; `name` is the import's, if it can be taken back."""
    home.journal.append(
        IMPORTED, origin, papers=result.read, new=result.imported, problems=len(result.problems),
        **_named(name),
    )  # fmt: skip


def note_fetch(home: Home, wanted: Wanted, result: FetchResult, name: str = "") -> None:
    """Write what a supplier was asked for, and what came in; `name` as for an import."""
    home.journal.append(
        FETCHED, wanted.query, supplier=wanted.supplier, found=result.found,
        papers=result.came.read, new=result.came.imported, resumed_at=result.resumed_at,
        finished=result.finished, problems=len(result.came.problems), **_named(name),
    )  # fmt: skip


def note_update(home: Home, update: SearchUpdate, name: str = "") -> None:
    """Write what a saved search brought; `name` as for an import."""
    happened: dict[str, Any] = {n.value: [event.paper for event in update.of(n)] for n in News}
    home.journal.append(
        UPDATED, update.area, supplier=update.search.supplier, query=update.search.query,
        as_of=update.as_of.isoformat(), finished=update.finished, found=update.counts.found,
        read=update.counts.read, **happened, **_named(name),
    )  # fmt: skip


def _named(name: str) -> dict[str, str]:
    return {BROUGHT: name} if name else {}
