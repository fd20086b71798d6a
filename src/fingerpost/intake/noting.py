"""The journal's lines of papers that came in: from files, from suppliers, by saved searches."""

from __future__ import annotations

from typing import Any, Final

from fingerpost.home import Home
from fingerpost.intake.fetching import FetchResult, Wanted
from fingerpost.intake.importing import ImportResult
from fingerpost.intake.updating import SearchUpdate
from fingerpost.intake.watching import News

IMPORTED: Final = "imported"
BROUGHT: Final = "brought"
"""Under it, an entry names the import as the library knows it."""


def note_import(home: Home, origin: str, result: ImportResult, name: str = "") -> None:
    """Write what came in, and from where; `name` is the import's, if it can be taken back."""
    brought = {BROUGHT: name} if name else {}
    home.journal.append(
        IMPORTED, origin, papers=result.read, new=result.imported, problems=len(result.problems),
        **brought,
    )  # fmt: skip


def note_fetch(home: Home, wanted: Wanted, result: FetchResult) -> None:
    """Write what a supplier was asked for, and what came in."""
    home.journal.append(
        "fetched", wanted.query, supplier=wanted.supplier, found=result.found,
        papers=result.came.read, new=result.came.imported, resumed_at=result.resumed_at,
        finished=result.finished, problems=len(result.came.problems),
    )  # fmt: skip


def note_update(home: Home, update: SearchUpdate) -> None:
    """Write what a saved search brought."""
    happened: dict[str, Any] = {n.value: [event.paper for event in update.of(n)] for n in News}
    home.journal.append(
        "updated", update.area, supplier=update.search.supplier, query=update.search.query,
        as_of=update.as_of.isoformat(), finished=update.finished, found=update.counts.found,
        read=update.counts.read, **happened,
    )  # fmt: skip
