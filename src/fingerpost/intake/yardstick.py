"""A supplier's own papers per year, on an area and in all: what growth is measured against.

Both numbers come from the supplier, so that neither depends on what somebody imported when. They
are asked for when the user says so, dated, and kept in the library's folder.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Final

from fingerpost.errors import LibraryError, UsageError
from fingerpost.home import write_output
from fingerpost.intake.asking import EVERY_PAPER
from fingerpost.sources.live import Settings, count
from fingerpost.text import digest

YEARS: Final = 10
"""Complete years that are asked for, before the current one."""
QUERIES: Final[Mapping[str, tuple[str, str]]] = {
    "pubmed": ("hasabstract AND {year}[dp]", "hasabstract AND {year}[dp] AND ({query})"),
    "europepmc": (
        "HAS_ABSTRACT:Y AND PUB_YEAR:{year}",
        "HAS_ABSTRACT:Y AND PUB_YEAR:{year} AND ({query})",
    ),
}
"""How a supplier is asked for all papers of a year that have an abstract, and for those on a query.

The [dp] of PubMed is the date of publication, in print or online.
"""
TITLES: Final = {"pubmed": "PubMed", "europepmc": "Europe PMC"}


@dataclass(frozen=True, slots=True)
class YearTotal:
    """One year: how many papers the supplier has on the query, and in all."""

    year: int
    found: int
    total: int


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What a supplier had for each year on the day it was asked."""

    supplier: str
    query: str
    asked_on: str
    """An ISO 8601 date."""
    years: tuple[YearTotal, ...]

    @property
    def title(self) -> str:
        """The supplier as it calls itself."""
        return TITLES.get(self.supplier, self.supplier)

    @property
    def complete(self) -> tuple[YearTotal, ...]:
        """The years that were over when the supplier was asked."""
        return tuple(each for each in self.years if each.year < int(self.asked_on[:4]))


def take_yardstick(
    folder: Path,
    query: str,
    supplier: str,
    settings: Settings,
    today: date,
    on_progress: Callable[[int, int], None] | None = None,
) -> Yardstick:
    """Ask a supplier for the papers of each year, keep the answer in the folder and return it.

    SourceError when the supplier cannot be asked; then what was kept before stays.
    """
    if supplier not in QUERIES:
        raise UsageError(f"Yearly totals come from {' or '.join(QUERIES)}, not from '{supplier}'.")
    if query == EVERY_PAPER:
        raise UsageError("The query of this area is every paper, which no supplier can count.")
    everything, asked = QUERIES[supplier]
    span = range(today.year - YEARS, today.year + 1)
    years = []
    for place, year in enumerate(span):
        found = count(supplier, asked.format(year=year, query=query), settings)
        total = count(supplier, everything.format(year=year), settings)
        years.append(YearTotal(year, found, total))
        if on_progress:
            on_progress(place + 1, len(span))
    taken = Yardstick(supplier, query, today.isoformat(), tuple(years))
    write_output(_file(folder, query), json.dumps(asdict(taken), indent=1, sort_keys=True) + "\n")
    return taken


def kept_yardstick(folder: Path, query: str) -> Yardstick | None:
    """Return what was kept for a query, or None; LibraryError when the file is damaged."""
    path = _file(folder, query)
    if not path.is_file():
        return None
    try:
        stated = json.loads(path.read_text(encoding="utf-8"))
        years = tuple(
            YearTotal(int(each["year"]), int(each["found"]), int(each["total"]))
            for each in stated["years"]
        )
        return Yardstick(
            str(stated["supplier"]), str(stated["query"]), str(stated["asked_on"]), years
        )
    except (OSError, ValueError, KeyError, TypeError):
        raise LibraryError(
            f"{path} is damaged. Delete it, or ask anew:  fingerpost dive AREA --yardstick"
        ) from None


def _file(folder: Path, query: str) -> Path:
    return folder / "yardsticks" / f"{digest(query)}.json"
