"""The example areas beside the person's own: parked by one press, and kept again by Undo."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.desk import Desk
from fingerpost.errors import ProfileError, UsageError
from fingerpost.faces.web.forms import read_form, said
from fingerpost.faces.web.frame import Place, place_of, see_other
from fingerpost.home import Area
from fingerpost.home.area import Stand
from fingerpost.home.focus_words import stand

PARKED, KEPT = "examples-parked", "examples-kept"
_WHY = "an example, not an area of mine"
_NOTICES = {
    PARKED: "The examples are parked. Plan again, and it is about your own areas alone.",
    KEPT: "The examples are on your list again.",
}
_PAGES = ("/areas", "/me")
_LONGEST = 20_000

Undo = tuple[tuple[str, str], ...]


def is_own(desk: Desk) -> bool:
    """Tell whether the home's person is not the example any more; so where me.toml is faulty."""
    try:
        return not desk.profile.is_example
    except ProfileError:
        return True


def kept_examples(desk: Desk) -> tuple[Area, ...]:
    """Return the examples that are compared beside the person's own areas.

    None while the person is the example too. ProfileError and HomeError as elsewhere.
    """
    if desk.profile.is_example:
        return ()
    return tuple(area for area in desk.home.areas() if area.is_example and area.is_kept)


def notice_of(request: Request, page: str) -> tuple[str, Undo]:
    """Return what the click before this page did to the examples, and the form for Undo."""
    what = request.query_params.get("said", "")
    names = request.query_params.get("areas", "")
    undo: Undo = ()
    if what == PARKED and names:
        undo = (("to", "/areas/examples/keep"), ("areas", names), ("back", page))
    return _NOTICES.get(what, ""), undo


async def _park(request: Request) -> Response:
    form = await read_form(request)
    return await run_in_threadpool(_park_all, place_of(request), form)


def _park_all(place: Place, form: FormData) -> Response:
    with place.desk() as desk:
        names = [area.name for area in kept_examples(desk)]
        if not names:
            raise UsageError("No example is on your list any more.")
        for name in names:
            stand(desk.home.journal, name, Stand.PARKED, _WHY)
    return see_other(_page(form), said=PARKED, areas=",".join(names))


async def _keep(request: Request) -> Response:
    form = await read_form(request)
    return await run_in_threadpool(_keep_all, place_of(request), form)


def _keep_all(place: Place, form: FormData) -> Response:
    names = said(form, "areas", _LONGEST).split(",")
    with place.desk() as desk:
        for area in desk.home.areas():
            if area.name in names and area.is_example and not area.is_kept:
                stand(desk.home.journal, area.name, Stand.KEPT, "taken back")
    return see_other(_page(form), said=KEPT)


def _page(form: FormData) -> str:
    back = said(form, "back")
    return back if back in _PAGES else _PAGES[0]


ROUTES = [
    Route("/areas/examples/park", _park, methods=["POST"]),
    Route("/areas/examples/keep", _keep, methods=["POST"]),
]
