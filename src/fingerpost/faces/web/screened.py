"""What was decided in a screening: found again, changed, taken back, and taken elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.dives.screening import BECAUSE, Screening
from fingerpost.dives.screening.export import exported
from fingerpost.faces.web.frame import MOST_ROWS, Table, place_of, show
from fingerpost.faces.web.screen import SECTION, WORDS, How, area_of, asked_of, not_ready
from fingerpost.home import Area
from fingerpost.home.decisions import Mark, Verdict
from fingerpost.records import Paper
from fingerpost.text import fold

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Decided:
    """One paper with its verdict."""

    paper: Paper
    mark: Mark
    said: str
    because: str
    address: str
    """Where it can be changed."""


@dataclass(frozen=True, slots=True)
class DecidedPage:
    """What the list of decided papers shows."""

    title: str
    """The page's heading."""
    area: Area
    """The area."""
    asked: str
    """Words of the titles or reasons that are looked for."""
    verdict: str
    """The verdict that is looked for; empty for all."""
    verdicts: Mapping[str, str]
    """The verdicts in words."""
    total: int
    """How many papers answer."""
    listed: tuple[Decided, ...]
    """Those of this page, decided last first."""
    earlier: str
    """The address of the page before; empty on the first."""
    later: str
    """The address of the next page; empty on the last."""

    def table(self) -> Table:
        """One row a paper."""
        head = ("id", "title", "year", "verdict", "reason", "decided")
        rows = [
            (each.paper.id, each.paper.title, each.paper.year, str(each.mark.verdict),
             each.mark.why, each.mark.day)
            for each in self.listed
        ]  # fmt: skip
        return Table(head, rows)


def decided_page(
    screening: Screening, how: How, asked: str, verdict: str, start: int, limit: int
) -> DecidedPage:
    """Return the papers that were decided on, the last one first."""
    words = fold(asked).split()
    found = [
        (screening.papers[paper], mark)
        for paper, mark in reversed(screening.marks.items())
        if verdict in ("", str(mark.verdict))
        and all(word in fold(f"{screening.papers[paper].title} {mark.why}") for word in words)
    ]
    name = screening.area.name
    shown = [_decided(paper, mark, name, how) for paper, mark in found[start : start + limit]]
    here = f"{SECTION}/{quote(name)}/decided"
    asking = {"q": asked, "verdict": verdict}
    before, after = max(0, start - limit), start + limit
    return DecidedPage(
        title=f"Decided: {screening.area.title}",
        area=screening.area,
        asked=asked,
        verdict=verdict,
        verdicts={str(each): words for each, words in WORDS.items()},
        total=len(found),
        listed=tuple(shown),
        earlier=f"{here}?{urlencode({**asking, 'start': before})}" if start else "",
        later=f"{here}?{urlencode({**asking, 'start': after})}" if after < len(found) else "",
    )


def _decided(paper: Paper, mark: Mark, area: str, how: How) -> Decided:
    because = BECAUSE.get(mark.shown, "")
    return Decided(paper, mark, WORDS[mark.verdict], because, how.address(area, paper.id))


def _decisions(request: Request) -> Response:
    place, given = place_of(request), request.query_params
    start = given.get("start", "0")
    first = int(start) if start.isascii() and start.isdigit() and len(start) < 9 else 0
    verdict = given.get("verdict", "")
    with place.desk() as desk:
        area = area_of(desk, request)
        sitting = place.sittings.of(desk, area, place.today())
        if sitting is None or sitting.screening is None:
            return show(request, "screen.html", not_ready(area, How()), SECTION)
        with sitting.lock:
            sitting.screening.catch_up(desk.library)
            page = decided_page(
                sitting.screening, asked_of(given), given.get("q", "")[:300],
                verdict if verdict in set(Verdict) else "", first,
                MOST_ROWS if given.get("as") else A_PAGE,
            )  # fmt: skip
    said = "Taken back; the paper is unread again." if given.get("said") == "back" else ""
    return show(request, "decided.html", page, SECTION, notice=said)


def _export(request: Request) -> Response:
    place, given = place_of(request), request.query_params
    kind = "ris" if given.get("as") == "ris" else "csv"
    with place.desk() as desk:
        area = area_of(desk, request)
        sitting = place.sittings.of(desk, area, place.today())
        if sitting is None or sitting.screening is None:
            return show(request, "screen.html", not_ready(area, How()), SECTION)
        with sitting.lock:
            sitting.screening.catch_up(desk.library)
            name = f"{area.name}-screened.{kind}"
            text = exported(sitting.screening, Path(name), unread=given.get("unread") == "1")
    media = "text/csv" if kind == "csv" else "application/x-research-info-systems"
    return Response(
        text,
        media_type=f"{media}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


ROUTES = [
    Route(f"{SECTION}/{{area}}/decided", _decisions),
    Route(f"{SECTION}/{{area}}/export", _export),
]
