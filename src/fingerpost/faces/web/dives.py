"""Dives: each kept area with its last dive, the overview of one, and looking into it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.desk import Desk
from fingerpost.dives.branches import Branch, branches
from fingerpost.dives.kept import kept_days
from fingerpost.dives.remembered import in_brief
from fingerpost.dives.rests_on import Made, changed, rests_on, what_changed
from fingerpost.dives.topic_history import sentences
from fingerpost.faces.web.forms import read_form
from fingerpost.faces.web.frame import Place, Table, place_of, see_other, show
from fingerpost.faces.web.looked import (
    DAYS,
    SECTION,
    Looked,
    area_named,
    marks_of,
    no_dive,
    show_part,
)
from fingerpost.home import Area
from fingerpost.notes import appraiser


@dataclass(frozen=True, slots=True)
class ListedDive:
    """A kept area with what is known of its last dive."""

    area: Area
    made: Made | None
    """The last dive in brief; None where none is remembered."""
    changed: tuple[str, ...]
    """What is another since, in sentences."""
    is_stale: bool
    """True where more has changed than the day."""
    papers: int
    """How many papers its search finds now, where there is no dive."""
    problem: str
    """Why its search cannot be understood; empty when it can."""
    kept: tuple[date, ...] = ()
    """Days of which a dive stands among the reports, the newest first."""


@dataclass(frozen=True, slots=True)
class DivesPage:
    """What the page Dives shows."""

    title: str
    """The page's heading."""
    listed: tuple[ListedDive, ...]
    """The areas that are kept, by name."""

    def table(self) -> Table:
        """One row an area."""
        rows = [
            (each.area.name, each.area.title, each.made.day.isoformat() if each.made else "",
             each.made.papers if each.made else None, " ".join(each.changed))
            for each in self.listed
        ]  # fmt: skip
        return Table(("area", "title", "dive", "papers", "since"), rows)


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """What the overview of a dive shows."""

    title: str
    """The area's title."""
    looked: Looked
    """The dive."""
    branches: tuple[Branch, ...]
    """Its topics."""
    marks: tuple[str, ...]
    """The mark of each topic."""
    topic_changes: tuple[str, ...]
    """What became of the topics since the dive before, in sentences."""
    kept: tuple[date, ...]
    """Days of which a dive stands among the reports, the newest first."""
    before: tuple[date, ...]
    """Those before this dive: what is new since can be told."""
    others: tuple[Area, ...]
    """The other areas that are kept, to stand beside this one."""

    def table(self) -> Table:
        """What is crowded, thin, empty and unproven: one row a sentence."""
        gaps = self.looked.dive.gaps
        rows = [
            (said.kind, said.sentence, said.basis, "; ".join(said.papers))
            for said in (gaps.statements if gaps else ())
        ]
        return Table(("kind", "sentence", "counted_from", "papers"), rows)


def dives_page(desk: Desk, today: date) -> DivesPage:
    """Return the kept areas with their last dives; none of these is read."""
    kept = sorted((area for area in desk.home.areas() if area.is_kept), key=lambda area: area.name)
    return DivesPage("Dives", tuple(_listed(desk, area, today) for area in kept))


def _listed(desk: Desk, area: Area, today: date) -> ListedDive:
    made = in_brief(desk.library, area)
    if made is None:
        offered = no_dive(desk, area, today)
        return ListedDive(area, None, (), False, offered.papers, offered.problem, offered.kept)
    now = rests_on(desk.library, area, desk.profile, today, appraiser(desk.home), None)
    others = changed(made, now) - {"before"}
    sentences = what_changed(made, others, desk.library, area, today)
    return ListedDive(area, made, sentences, bool(others - DAYS), 0, "")


def overview_page(desk: Desk, looked: Looked) -> OverviewPage:
    """Return the overview of a dive."""
    dive = looked.dive
    changes = dive.topic_changes
    kept = kept_days(desk.home, looked.area.name)[::-1]
    others = (area for area in desk.home.areas() if area.is_kept and area.name != looked.area.name)
    return OverviewPage(
        title=looked.area.title,
        looked=looked,
        branches=branches(dive.landscape),
        marks=marks_of(dive),
        topic_changes=tuple(sentences(changes)) if changes else (),
        kept=kept,
        before=tuple(day for day in kept if day < dive.today),
        others=tuple(sorted(others, key=lambda area: area.name)),
    )


def _all(request: Request) -> Response:
    place = place_of(request)
    with place.desk() as desk:
        page = dives_page(desk, place.today())
    return show(request, "dives.html", page, SECTION)


def _one(request: Request) -> Response:
    return show_part(request, "dive_overview.html", overview_page)


async def _look(request: Request) -> Response:
    await read_form(request)
    name = request.path_params["area"]
    return await run_in_threadpool(_begin, place_of(request), name)


def _begin(place: Place, name: str) -> Response:
    with place.desk() as desk:
        area = area_named(desk, name)
    title = f"Looking into {area.title}"
    under_way = [job for job in place.jobs.under_way() if (job.kind, job.title) == ("dive", title)]
    order = {"area": area.name, "today": place.today().isoformat()}
    job = under_way[0] if under_way else place.jobs.begin("dive", title, order)
    return see_other(f"/jobs/{job.id}")


ROUTES = [
    Route("/dives", _all),
    Route("/dives/{area}", _one),
    Route("/dives/{area}/look", _look, methods=["POST"]),
]
