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
from fingerpost.intake.fetching import Wanted
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

    def sentence(self, title: str) -> str:
        """Return how many papers it has on the area of this title."""
        found = sum(each.found for each in self.complete)
        span = f"{self.years[0].year} to {self.complete[-1].year}"
        return f"{self.title} has {found:,} papers with an abstract on '{title}' from {span}."


def year_queries(supplier: str, query: str, today: date) -> tuple[tuple[int, str, str], ...]:
    """Return what is asked for each year: the year, the query on the area, and that on all.

    UsageError for a supplier that is not asked for totals, and for the query of every paper.
    """
    if supplier not in QUERIES:
        raise UsageError(f"Yearly totals come from {' or '.join(QUERIES)}, not from '{supplier}'.")
    if query == EVERY_PAPER:
        raise UsageError("The query of this area is every paper, which no supplier can count.")
    everything, asked = QUERIES[supplier]
    sought = Wanted(supplier, query, 1).asked
    return tuple(
        (year, asked.format(year=year, query=sought), everything.format(year=year))
        for year in range(today.year - YEARS, today.year + 1)
    )


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
    span = year_queries(supplier, query, today)
    years = []
    for place, (year, on_query, in_all) in enumerate(span):
        found = count(supplier, on_query, settings)
        years.append(YearTotal(year, found, count(supplier, in_all, settings)))
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
