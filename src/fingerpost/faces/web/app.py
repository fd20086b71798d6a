"""The app: every page of the product, behind its guard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.errors import FingerpostError
from fingerpost.faces.web import (
    adding,
    area_list,
    areas,
    dive_compared,
    dive_evidence,
    dive_grid,
    dive_map,
    dive_people,
    dive_reading,
    dive_topics,
    dive_trends,
    dives,
    duplicates,
    example_areas,
    fetch,
    focus,
    focus_doing,
    guide,
    guide_packs,
    helping,
    imports,
    library,
    me,
    me_answers,
    note_edit,
    note_sync,
    notes,
    paths,
    plan,
    plan_doing,
    problems,
    propose,
    read,
    read_forms,
    reports,
    screen,
    screen_forms,
    screened,
    screened_elsewhere,
    settings,
    soundness,
    today,
    totals,
    up_to_date,
    working,
)
from fingerpost.faces.web.frame import Place
from fingerpost.faces.web.guard import Guard, form_key
from fingerpost.faces.web.jobs import Jobs
from fingerpost.faces.web.looks import static
from fingerpost.faces.web.sentences import BROKEN, failure, failure_of
from fingerpost.home import Home

ROUTES = [
    *today.ROUTES,
    *me.ROUTES,
    *me_answers.ROUTES,
    *notes.ROUTES,
    *note_edit.ROUTES,
    *note_sync.ROUTES,
    *guide.ROUTES,
    *guide_packs.ROUTES,
    *paths.ROUTES,
    *areas.ROUTES,
    *dive_compared.ROUTES,
    *dives.ROUTES,
    *dive_topics.ROUTES,
    *dive_evidence.ROUTES,
    *dive_grid.ROUTES,
    *dive_map.ROUTES,
    *dive_trends.ROUTES,
    *dive_people.ROUTES,
    *dive_reading.ROUTES,
    *area_list.ROUTES,
    *example_areas.ROUTES,
    *focus.ROUTES,
    *focus_doing.ROUTES,
    *plan.ROUTES,
    *plan_doing.ROUTES,
    *library.ROUTES,
    *read.ROUTES,
    *read_forms.ROUTES,
    *propose.ROUTES,
    *screen.ROUTES,
    *screen_forms.ROUTES,
    *screened.ROUTES,
    *screened_elsewhere.ROUTES,
    *imports.ROUTES,
    *fetch.ROUTES,
    *adding.ROUTES,
    *up_to_date.ROUTES,
    *totals.ROUTES,
    *duplicates.ROUTES,
    *problems.ROUTES,
    *reports.ROUTES,
    *settings.ROUTES,
    *soundness.ROUTES,
    *helping.ROUTES,
    *working.ROUTES,
    Route("/static/{hash}/{name}", static),
]


def make_app(
    home: Home,
    token: str,
    port: int,
    on_day: Callable[[], date] | None = None,
    end: Callable[[], object] = lambda: None,
) -> Guard:
    """Return the app for one home; `port` is where it listens, so that Host can be checked.

    `on_day` gives the day that it is for the pages and for what they write; by default today.
    `end` is called when the user ends the app from its page.
    """
    app = Starlette(
        routes=ROUTES,
        exception_handlers={
            HTTPException: _refused,
            FingerpostError: _explained,
            Exception: _broken,
        },
    )
    jobs = Jobs(home.library_folder / "work", home.folder)
    app.state.place = Place(home.folder, form_key(token), jobs, on_day or _now, end=end)
    return Guard(app, token, port)


def _now() -> date:
    return datetime.now().astimezone().date()


async def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        return await failure(request, 500, BROKEN)
    said = {404: "There is no such page here.", 405: "This is not possible here."}
    usual = error.detail in ("Not Found", "Method Not Allowed")
    return await failure(
        request, error.status_code, said.get(error.status_code, BROKEN) if usual else error.detail
    )


async def _explained(request: Request, error: Exception) -> Response:
    if isinstance(error, FingerpostError):
        return await failure_of(request, error)
    return await failure(request, 500, BROKEN)


async def _broken(request: Request, error: Exception) -> Response:  # noqa: ARG001
    return await failure(request, 500, BROKEN)
