"""The evidence table of a dive: narrowed, searched and sorted here, so that it needs no script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.dives import Dive
from fingerpost.dives.evidence_asked import COLUMNS, NARROWED, EvidenceAsked, narrowed, searched
from fingerpost.dives.evidence_lines import (
    HEADINGS,
    EvidenceLine,
    choices,
    evidence_lines,
    shown_findings,
)
from fingerpost.dives.marked import Marked, marked
from fingerpost.dives.plain import plain_words
from fingerpost.faces.web.frame import MOST_ROWS, Table
from fingerpost.faces.web.looked import Looked, made_of, show_part, start_of
from fingerpost.reading.found import Found
from fingerpost.reading.tables import header, table_rows

A_PAGE: Final = 50
Choices = Mapping[str, tuple[tuple[str, str, int], ...]]


@dataclass(frozen=True, slots=True)
class Column:
    """A heading that sorts the table by its column."""

    name: str
    address: str
    order: str
    """'ascending', 'descending', or empty where the table is in another order."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A value with the words that say it, marked."""

    field: str
    value: str
    quotes: tuple[Marked, ...]
    source: str
    """What says it where no words do."""


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A row of the page."""

    line: EvidenceLine
    quotes: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """What the page Evidence of a dive shows."""

    title: str
    """The page's heading."""
    looked: Looked
    """The dive."""
    asked: EvidenceAsked
    """What was asked for."""
    choices: Choices
    """What it may be narrowed to, by kind, task, data and method."""
    columns: tuple[Column, ...]
    """The headings."""
    found: tuple[EvidenceLine, ...]
    """Every row that is asked for."""
    rows: tuple[EvidenceRow, ...]
    """Those of this page."""
    start: int
    """How many of the first are left out."""
    earlier: str
    """The address of the page before; empty on the first."""
    later: str
    """The address of the next page; empty on the last."""

    def table(self) -> Table:
        """Every row that is asked for, with all that its abstract states."""
        pairs = [(line.paper, line.appraisal) for line in self.found[:MOST_ROWS]]
        rows = table_rows(pairs)
        head = header(rows)
        return Table(tuple(head), [tuple(row[name] for name in head) for row in rows])


def evidence_page(looked: Looked, asked: EvidenceAsked, start: int) -> EvidencePage:
    """Return one page of the evidence table."""
    dive = looked.dive
    found = narrowed(made_of(dive, evidence_lines), asked, lambda: made_of(dive, _texts))
    end = start + A_PAGE
    return EvidencePage(
        title=f"Evidence: {looked.area.title}",
        looked=looked,
        asked=asked,
        choices=made_of(dive, _choices),
        columns=tuple(
            _column(looked, asked, name, sort)
            for (name, _), sort in zip(HEADINGS, COLUMNS, strict=True)
        ),
        found=tuple(found),
        rows=tuple(EvidenceRow(line, _quoted(line)) for line in found[start:end]),
        start=start,
        earlier=_address(looked, asked, max(0, start - A_PAGE)) if start else "",
        later=_address(looked, asked, end) if end < len(found) else "",
    )


def asked_of(request: Request, known: Choices) -> EvidenceAsked:
    """Return what an address asks of the table; what cannot be is left out."""
    given = request.query_params
    chosen = ((name, given.get(name, "")) for name in NARROWED)
    sort = given.get("sort", "")
    return EvidenceAsked(
        words=given.get("q", "").strip()[:300],
        chosen=tuple(
            (name, value) for name, value in chosen if value in {one for one, _, _ in known[name]}
        ),
        sort=sort if sort in COLUMNS else "",
        is_down=given.get("down", "") == "1",
    )


def _choices(dive: Dive) -> Choices:
    return choices(dive.appraisals)


def _texts(dive: Dive) -> list[str]:
    return [searched(line) for line in made_of(dive, evidence_lines)]


def _column(looked: Looked, asked: EvidenceAsked, name: str, sort: str) -> Column:
    is_this = asked.sort == sort
    turned = EvidenceAsked(asked.words, asked.chosen, sort, is_this and not asked.is_down)
    order = ("descending" if asked.is_down else "ascending") if is_this else ""
    return Column(name, _address(looked, turned, 0), order)


def _address(looked: Looked, asked: EvidenceAsked, start: int) -> str:
    given = {"q": asked.words, **dict(asked.chosen), "sort": asked.sort}
    given |= {"down": "1" if asked.is_down and asked.sort else "", "start": str(start or "")}
    kept = {name: value for name, value in given.items() if value}
    return f"{looked.address}/evidence{'?' if kept else ''}{urlencode(kept)}#table"


def _quoted(line: EvidenceLine) -> tuple[Quoted, ...]:
    text = line.paper.text

    def quoted(found: Found) -> Quoted:
        quotes = tuple(marked(text, span) for span in found.evidence if span.quote)
        source = found.source or "no quote"
        return Quoted(plain_words(found.field), plain_words(found.value), quotes, source)

    return tuple(map(quoted, shown_findings(line.appraisal)))


def _all(request: Request) -> Response:
    return show_part(
        request,
        "dive_evidence.html",
        lambda _, looked: evidence_page(
            looked, asked_of(request, made_of(looked.dive, _choices)), start_of(request)
        ),
    )


ROUTES = [Route("/dives/{area}/evidence", _all)]
