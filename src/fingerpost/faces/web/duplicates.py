"""Duplicates: what was merged, what may be one paper; every decision can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.desk import Desk
from fingerpost.errors import UsageError
from fingerpost.faces.web.forms import read_form, said
from fingerpost.faces.web.frame import Place, Table, place_of, see_other, show
from fingerpost.intake.duplicates import join, keep_apart, split, take_up_decisions, undo
from fingerpost.library import Likeness, Merge

A_PAGE = 20
KINDS = {"possible": "May be one paper", "merged": "Merged", "linked": "Preprint and publication"}
_NOTICES = {
    "join": "These are one paper now.",
    "apart": "These stay apart, for good.",
    "split": "Taken apart.",
    "undo": "Taken back; what was before it holds again.",
}


@dataclass(frozen=True, slots=True)
class DuplicatesPage:
    """What the page Duplicates shows."""

    title: str
    """The page's heading."""
    kind: str
    """'possible', 'merged' or 'linked'."""
    kinds: tuple[tuple[str, str], ...]
    """The kinds that there are, with their names."""
    pairs: tuple[Likeness, ...]
    """Pairs that may be one, or preprints with what was published."""
    merges: tuple[Merge, ...]
    """Papers that are made of several records."""
    start: int
    """How many of the first are left out."""
    earlier: str
    """The address of the page before; empty on the first."""
    later: str
    """The address of the next page; empty on the last."""

    def table(self) -> Table:
        """One row a pair, or one a record of a merged paper."""
        if self.kind == "merged":
            rows = [
                (merge.paper.id, merge.paper.title, record.paper.id, record.told_origin,
                 ", ".join(record.because))
                for merge in self.merges for record in merge.records
            ]  # fmt: skip
            return Table(("paper", "title", "record", "from", "because"), rows)
        pairs = [
            (pair.one.id, pair.one.title, pair.other.id, pair.other.title, ", ".join(pair.reasons))
            for pair in self.pairs
        ]
        return Table(("one", "title", "other", "title_of_other", "because"), pairs)


def duplicates_page(desk: Desk, kind: str, start: int) -> DuplicatesPage:
    """Return one page of what came more than once; the journal's decisions hold."""
    take_up_decisions(desk.library, desk.home.journal)
    end = start + A_PAGE
    pairs: list[Likeness] = []
    merges: list[Merge] = []
    if kind == "merged":
        merges = list(islice(desk.library.merges(), start, end + 1))
    else:
        library = desk.library
        given = library.linked() if kind == "linked" else library.possible_duplicates()
        pairs = list(islice(given, start, end + 1))
    before = f"/library/duplicates?{urlencode({'kind': kind, 'start': max(0, start - A_PAGE)})}"
    after = f"/library/duplicates?{urlencode({'kind': kind, 'start': end})}"
    return DuplicatesPage(
        title="Duplicates",
        kind=kind,
        kinds=tuple(KINDS.items()),
        pairs=tuple(pairs[:A_PAGE]),
        merges=tuple(merges[:A_PAGE]),
        start=start,
        earlier=before if start else "",
        later=after if len(pairs) > A_PAGE or len(merges) > A_PAGE else "",
    )


def _all(request: Request) -> Response:
    kind, start = request.query_params.get("kind", ""), request.query_params.get("start", "0")
    with place_of(request).desk() as desk:
        page = duplicates_page(
            desk,
            kind if kind in KINDS else "possible",
            int(start[:6]) if start.isascii() and start.isdigit() else 0,
        )
    what = request.query_params.get("said", "")
    can_undo = what in ("join", "apart", "split")
    back: Sequence[tuple[str, str]] = (
        (("to", "/library/duplicates/decide"), ("verb", "undo"), ("kind", page.kind))
        if can_undo
        else ()
    )
    notice = _NOTICES.get(what, "")
    return show(request, "duplicates.html", page, "/library", notice=notice, undo=back)


async def _decide(request: Request) -> Response:
    form = await read_form(request)
    ids = [each[:500] for each in form.getlist("id") if isinstance(each, str)]
    verb, kind = said(form, "verb"), said(form, "kind")
    return await run_in_threadpool(_do, place_of(request), verb, ids, kind)


def _do(place: Place, verb: str, ids: list[str], kind: str) -> Response:
    with place.desk() as desk:
        library, journal = desk.library, desk.home.journal
        take_up_decisions(library, journal)
        if verb == "join":
            join(library, journal, ids)
        elif verb == "apart":
            keep_apart(library, journal, ids)
        elif verb == "split" and ids:
            split(library, journal, ids[0])
        elif verb == "undo":
            undo(library, journal)
        else:
            raise UsageError("This is nothing that can be decided here.")
    return see_other("/library/duplicates", kind=kind if kind in KINDS else "possible", said=verb)


ROUTES = [
    Route("/library/duplicates", _all),
    Route("/library/duplicates/decide", _decide, methods=["POST"]),
]
