"""Yearly totals of a supplier for an area: shown what is asked, asked by a job, then looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.desk import Desk
from fingerpost.dives import look_and_keep
from fingerpost.dives.keeping import STEPS
from fingerpost.errors import FingerpostError
from fingerpost.faces.web.forms import read_form, said
from fingerpost.faces.web.frame import Place, Table, place_of, see_other, show
from fingerpost.faces.web.jobs import Say
from fingerpost.faces.web.looked import SECTION, area_named
from fingerpost.faces.web.sending import Shown, asking_settings, refuse_to_ask, settings_now
from fingerpost.home import Area
from fingerpost.intake.fetching import Wanted
from fingerpost.intake.yardstick import (
    QUERIES,
    TITLES,
    Yardstick,
    kept_yardstick,
    take_yardstick,
    year_queries,
)
from fingerpost.sources.live import Settings
from fingerpost.sources.live.shown import first_request


@dataclass(frozen=True, slots=True)
class TotalsPage:
    """What the page shows that asks for yearly totals."""

    title: str
    """The page's heading."""
    area: Area
    """The area."""
    supplier: str
    """Whom to ask."""
    others: tuple[tuple[str, str], ...]
    """Who else may be asked: names and titles."""
    shown: Shown | None
    """The first of the questions as it would be sent; None where none can be."""
    queries: tuple[tuple[int, str, str], ...]
    """Each year with what is asked of the area, and of everything."""
    kept: Yardstick | None
    """The totals that are there already."""
    problem: str
    """Why there is nothing to ask; empty where there is."""
    cannot_ask: str
    """Why nobody can be asked just now; empty where one can."""

    def table(self) -> Table:
        """One row a year."""
        return Table(("year", "asked_on_the_area", "asked_in_all"), self.queries)


def totals_page(desk: Desk, area: Area, supplier: str, today: date) -> TotalsPage:
    """Return what would be asked for an area."""
    supplier = supplier if supplier in QUERIES else next(iter(QUERIES))
    queries: tuple[tuple[int, str, str], ...] = ()
    seen, kept, problem = None, None, ""
    settings, cannot = settings_now()
    try:
        queries = year_queries(supplier, area.query, today)
        seen = _shown(Wanted(supplier, area.query, 1), queries[0][1], settings)
        kept = kept_yardstick(desk.home.library_folder, area.query)
    except FingerpostError as error:
        problem = str(error)
    others = tuple((name, title) for name, title in TITLES.items() if name != supplier)
    title = f"Yearly totals: {area.title}"
    return TotalsPage(title, area, supplier, others, seen, queries, kept, problem, cannot)


def _shown(wanted: Wanted, first: str, settings: Settings) -> Shown:
    sending = first_request(wanted.supplier, first, settings)
    return Shown(sending, first, 0, wanted.remarks)


def totals_work(desk: Desk, order: Mapping[str, Any], say: Say) -> dict[str, Any]:
    """Do the work of a job: ask, keep the totals and look into the area, as `dive` does."""
    area, today = desk.home.area(order["area"]), date.fromisoformat(order["today"])
    parts = len(year_queries(order["supplier"], area.query, today)) + STEPS
    title = TITLES[order["supplier"]]
    say(at_once=True, said=f"Asking {title} for each year", parts=parts)
    taken = take_yardstick(
        desk.library.folder, area.query, order["supplier"], asking_settings(say), today,
        lambda done, of: say(said=f"{title}: {done} of {of} years", part=done, parts=parts),
    )  # fmt: skip
    done = parts - STEPS

    def told(doing: str) -> None:
        nonlocal done
        say(at_once=True, said=f"{doing[:1].upper()}{doing[1:]}", part=done, parts=parts)
        done += 1

    look_and_keep(desk.home, desk.library, area, desk.profile, today, told)
    link = f"/dives/{area.name}/trends"
    return {"said": taken.sentence(area.title), "link": link, "part": parts, "parts": parts}


def _page(request: Request) -> Response:
    place = place_of(request)
    with place.desk() as desk:
        area = area_named(desk, request.path_params["area"])
        page = totals_page(desk, area, request.query_params.get("supplier", ""), place.today())
    return show(request, "totals.html", page, SECTION)


async def _begin(request: Request) -> Response:
    form = await read_form(request)
    area, supplier = request.path_params["area"], said(form, "supplier")
    return await run_in_threadpool(_start, place_of(request), area, supplier)


def _start(place: Place, name: str, supplier: str) -> Response:
    with place.desk() as desk:
        area = area_named(desk, name)
    year_queries(supplier, area.query, place.today())
    refuse_to_ask()
    order = {"area": area.name, "supplier": supplier, "today": place.today().isoformat()}
    job = place.jobs.begin("totals", f"Yearly totals: {area.title}", order)
    return see_other(f"/jobs/{job.id}")


ROUTES = [
    Route("/dives/{area}/totals", _page),
    Route("/dives/{area}/totals/begin", _begin, methods=["POST"]),
]
