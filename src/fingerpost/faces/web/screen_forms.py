"""What a reader says when screening: verdicts, taken back, put off, and what belongs to an area."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from fingerpost.desk import Desk
from fingerpost.dives.screening import ORDERS, Screening
from fingerpost.dives.screening.criteria import state_criteria
from fingerpost.errors import UsageError
from fingerpost.faces.web.forms import said, sent
from fingerpost.faces.web.frame import place_of, see_other
from fingerpost.faces.web.screen import SECTION, area_of, how_of
from fingerpost.home import Area
from fingerpost.home.decisions import Verdict
from fingerpost.text import squeeze

LONG = 2_000
LONGEST_WAIT_SECONDS = 30
"""A verdict waits for the papers, as after the app was started again, and is not turned away."""
Verb = Callable[[Request, Desk, Area, FormData], Response]
WAIT = "The papers of this area are being read again. Go back, and try again in a moment."


def about_area(verb: Verb) -> Callable[[Request], Any]:
    """Return the end of a route that does what a form about one area's screening says."""

    def act(request: Request, form: FormData) -> Response:
        with place_of(request).desk() as desk:
            return verb(request, desk, area_of(desk, request), form)

    return sent(act)


def _to(area: Area, form: FormData, at: str = "", **told: str) -> Response:
    how = how_of(said(form, "by"), said(form, "recall"))
    return RedirectResponse(how.address(area.name, at, **told), status_code=303)


def _mark(request: Request, desk: Desk, area: Area, form: FormData) -> Response:
    """Write a verdict, unless another window said something of the paper meanwhile."""
    named, verdict = said(form, "paper", 500), said(form, "verdict")
    why = squeeze(said(form, "why", LONG)) or said(form, "reason", LONG)
    shown = said(form, "shown")
    if verdict not in set(Verdict):
        raise UsageError("A paper is relevant, not relevant or maybe.")
    paper = desk.library.get(named)
    if paper is None:
        raise UsageError("The library does not have this paper any more. Nothing was decided.")

    def put(screening: Screening) -> Response:
        mark = screening.marks.get(paper.id)
        if (mark.entry if mark else "") != said(form, "seen"):
            if mark and mark.verdict == verdict and why in ("", mark.why):
                return _to(area, form, said="known")
            return _to(area, form, paper.id, said="other", why=why)
        if not (mark and mark.verdict == verdict and mark.why == why):
            kept = shown if shown in ORDERS.values() else ""
            screening.mark(paper, Verdict(verdict), why, kept)
        return _to(area, form)

    return with_screening(request, desk, area, put)


def _undo(request: Request, desk: Desk, area: Area, form: FormData) -> Response:
    """Take back a verdict, if it is still the one that stands."""
    named, entry = said(form, "paper", 500), said(form, "entry")

    def take_back(screening: Screening) -> Response:
        mark = screening.marks.get(named)
        if mark is None or mark.entry != entry:
            raise UsageError("That verdict does not stand any more, so nothing was taken back.")
        screening.undo(screening.papers[named])
        place_of(request).sittings.take_up(area.name, named)
        if said(form, "from") == "list":
            return see_other(f"{SECTION}/{area.name}/decided", said="back")
        return _to(area, form, named, said="back")

    return with_screening(request, desk, area, take_back)


def _later(request: Request, _: Desk, area: Area, form: FormData) -> Response:
    place_of(request).sittings.put_off(area.name, said(form, "paper", 500))
    return _to(area, form)


def _again(request: Request, _: Desk, area: Area, form: FormData) -> Response:
    place_of(request).sittings.take_up(area.name)
    return _to(area, form, said="again")


def _criteria(_: Request, desk: Desk, area: Area, form: FormData) -> Response:
    """Add what belongs to the area, or what does not."""
    text = squeeze(said(form, "text", LONG))
    if not text:
        raise UsageError("Write what a paper must be, or must not be.")
    if said(form, "kind") == "leave_out":
        state_criteria(desk.home, area, "leave_out", [text])
    else:
        state_criteria(desk.home, area, "take_in", [text])
    return _to(area, form, said="stated")


def with_screening(
    request: Request, desk: Desk, area: Area, act: Callable[[Screening], Response]
) -> Response:
    """Do something with a screening that knows everything that was decided up to now."""
    place = place_of(request)
    sitting = place.sittings.of(desk, area, place.today(), LONGEST_WAIT_SECONDS)
    if sitting is None or sitting.screening is None:
        raise UsageError(WAIT)
    with sitting.lock:
        sitting.screening.catch_up(desk.library)
        return act(sitting.screening)


_VERBS = {"mark": _mark, "undo": _undo, "later": _later, "again": _again, "criteria": _criteria}
ROUTES = [
    Route(f"{SECTION}/{{area}}/{name}", about_area(verb), methods=["POST"])
    for name, verb in _VERBS.items()
]
