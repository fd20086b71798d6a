"""The library: search as in PubMed with counts to narrow it by."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.errors import QueryError, UsageError
from fingerpost.faces.web.bars import Bar, year_bars
from fingerpost.faces.web.frame import MOST_ROWS, Table, place_of, show
from fingerpost.faces.web.kept import Kept
from fingerpost.library import Library, SearchResult
from fingerpost.library.model import Sort
from fingerpost.records import Paper

A_PAGE = 20
FURTHEST = 2_000
"""So far one may turn pages; a search that finds more is better narrowed."""
MOST_FACETS = 8
EVERYTHING = "*"
LONGEST = 20_000
SORTS = {"best": "Best match", "newest": "Newest first", "oldest": "Oldest first"}
FIELDS = {"type": "type_only", "journal": "journal"}
"""How the query names what the counts are kept by."""


Near = tuple[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of the page asks for."""

    query: str
    """As the person wrote it; empty for every paper."""
    sort: Sort
    first_year: str
    last_year: str
    types: tuple[str, ...]
    journals: tuple[str, ...]
    start: int
    """How many of the first papers are left out."""

    @property
    def whole(self) -> str:
        """The query with everything that narrows it, as the library is asked."""
        parts = [f'{FIELDS["type"]}:"{_bare(name)}"' for name in self.types]
        parts += [f'{FIELDS["journal"]}:"{_bare(name)}"' for name in self.journals]
        if self.first_year or self.last_year:
            parts.append(f"year:{self.first_year or 1000}..{self.last_year or 3000}")
        query = self.query or EVERYTHING
        return " AND ".join([f"({query})", *parts]) if parts else query

    def address(self, **changes: object) -> str:
        """Return the page's address with some of it changed; None leaves a part out."""
        known: dict[str, object] = {
            "q": self.query, "sort": self.sort, "from": self.first_year, "to": self.last_year,
            "type": list(self.types), "journal": list(self.journals), "start": self.start,
        }  # fmt: skip
        wanted = {k: v for k, v in (known | changes).items() if v and (k, v) != ("sort", "best")}
        return f"/library?{urlencode(wanted, doseq=True)}" if wanted else "/library"


@dataclass(frozen=True, slots=True)
class Choice:
    """A type or journal to narrow by."""

    name: str
    count: int
    address: str
    """Where the link leads: with it, or where it is chosen without it."""
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """What the papers found can be narrowed by."""

    name: str
    choices: tuple[Choice, ...]
    more: int
    """How many further ones there are."""
    not_stated: int
    """Papers that state none."""


@dataclass(frozen=True, slots=True)
class LibraryPage:
    """What the page Library shows."""

    title: str
    """The page's heading."""
    papers: int
    """How many papers the library has."""
    asked: Asked
    """What was asked."""
    result: SearchResult | None
    """What was found; None where the query cannot be understood."""
    problem: str
    """Why it cannot be understood; empty when it can."""
    facets: tuple[Facet, ...]
    """Types and journals of all that was found."""
    years: tuple[Bar, ...]
    """All that was found, by year."""
    near: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """Words that no paper has, with those spelt nearly so and the searches for these."""
    earlier: str
    """The address of the page before; empty on the first."""
    later: str
    """The address of the next page; empty on the last."""
    sorts: Mapping[str, str]
    """The orders that one may choose, by their names in the address."""

    def table(self) -> Table:
        """The papers found as rows."""
        head = ("id", "title", "year", "journal", "authors", "doi")
        hits = self.result.hits if self.result else ()
        return Table(head, [_row(hit.paper) for hit in hits])


def asked_of(request: Request) -> Asked:
    """Return what an address asks; what cannot be is left out."""
    given = request.query_params
    sort = given.get("sort", "best")
    start = given.get("start", "0")
    return Asked(
        query=given.get("q", "").strip()[:LONGEST],
        sort=cast(Sort, sort if sort in SORTS else "best"),
        first_year=_year(given.get("from", "")),
        last_year=_year(given.get("to", "")),
        types=tuple(given.getlist("type")[:5]),
        journals=tuple(given.getlist("journal")[:5]),
        start=min(int(start), FURTHEST) if start.isascii() and start.isdigit() else 0,
    )


def library_page(library: Library, asked: Asked, today: date, limit: int = A_PAGE) -> LibraryPage:
    """Return what the library has on what was asked."""
    try:
        result = library.search(asked.whole, limit, start=asked.start, sort=asked.sort, today=today)
    except (QueryError, UsageError) as error:
        return _page(library, asked, None, str(error))
    facets = [_facet(library, asked, name, today) for name in FIELDS] if result.total else []
    near: Sequence[Near] = ()
    if not result.total and library.count():
        said = library.explain(asked.whole, today).suggestions
        near = [(each.word, _instead(asked, each.word, each.near)) for each in said]
    return _page(library, asked, result, "", facets, near)


def _page(
    library: Library,
    asked: Asked,
    result: SearchResult | None,
    problem: str,
    facets: Sequence[Facet] = (),
    near: Sequence[Near] = (),
) -> LibraryPage:
    end = asked.start + (len(result.hits) if result else 0)
    goes_on = result is not None and end < min(result.total, FURTHEST + A_PAGE)
    return LibraryPage(
        title="Library",
        papers=library.count(),
        asked=asked,
        result=result,
        problem=problem,
        facets=tuple(facets),
        years=year_bars(result.by_year, asked) if result else (),
        near=tuple(near),
        earlier=asked.address(start=max(0, asked.start - A_PAGE)) if asked.start else "",
        later=asked.address(start=end) if goes_on else "",
        sorts=SORTS,
    )


def _instead(asked: Asked, word: str, near: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return each word with the address of the search that has it instead."""
    this = re.compile(re.escape(word), re.IGNORECASE)
    queries = [this.sub(lambda _, other=other: other, asked.query) for other in near]  # type: ignore[misc]
    return tuple(
        (other, asked.address(q=query, start=0)) for other, query in zip(near, queries, strict=True)
    )


def _facet(library: Library, asked: Asked, name: str, today: date) -> Facet:
    counts, missing = _counts.of(
        library, (asked.whole, name, today), lambda: _counted(library, asked.whole, name, today)
    )
    chosen = asked.types if name == "type" else asked.journals
    choices = [_choice(asked, name, key, counts.get(key, 0), chosen) for key in chosen]
    others = [(key, count) for key, count in counts.items() if key not in chosen]
    choices += [_choice(asked, name, key, count, chosen) for key, count in others[:MOST_FACETS]]
    return Facet(name, tuple(choices), max(0, len(others) - MOST_FACETS), missing)


_counts: Kept[tuple[Mapping[str, int], int]] = Kept(100)
"""Turning the pages of a search, or sorting it, changes no count."""


def _counted(library: Library, query: str, name: str, today: date) -> tuple[Mapping[str, int], int]:
    """Return how many papers each value of a field has, the most first, and how many none."""
    counts = library.facets(query, name, today)
    return {str(key): n for key, n in counts.items()}, library.not_stated(query, name, today)


def _choice(asked: Asked, field: str, key: str, count: int, chosen: Sequence[str]) -> Choice:
    is_chosen = key in chosen
    kept = [each for each in chosen if each != key] if is_chosen else [*chosen, key]
    return Choice(key, count, asked.address(**{field: kept, "start": 0}), is_chosen)


def _library(request: Request) -> Response:
    place, asked = place_of(request), asked_of(request)
    limit = MOST_ROWS if request.query_params.get("as") else A_PAGE
    with place.desk() as desk:
        page = library_page(desk.library, asked, place.today(), limit)
    return show(request, "library.html", page, "/library")


def _row(paper: Paper) -> tuple[str | int | None, ...]:
    names = "; ".join(author.name for author in paper.authors)
    return paper.id, paper.title, paper.year, paper.journal, names, paper.doi


def _bare(name: str) -> str:
    """Return a name as it may stand between quotation marks."""
    return name.replace('"', " ")


def _year(text: str) -> str:
    return text if text.isascii() and text.isdigit() and len(text) == len("2024") else ""


ROUTES = [Route("/library", _library)]
