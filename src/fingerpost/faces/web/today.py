"""Today: what to do next, what is new, what to decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.desk import Desk
from fingerpost.errors import QueryError
from fingerpost.faces.web.forms import read_form
from fingerpost.faces.web.frame import Place, Table, place_of, see_other, show
from fingerpost.faces.web.judged import example_of, judgement_of
from fingerpost.faces.web.kept import Kept
from fingerpost.faces.web.plan_doing import begin_once, notice_of
from fingerpost.faces.web.ways import Cannot, Parts
from fingerpost.home import Area, Profile
from fingerpost.library import Library
from fingerpost.plan import Done, Step
from fingerpost.plan.words import is_behind, so_far
from fingerpost.records import Paper
from fingerpost.report.plan_files import stored_plan, ticks
from fingerpost.report.whose import older_than
from fingerpost.text import plural

NEXT, DONE, NEW = 6, 5, 3
MOST_COUNTED = 100
"""So many pairs that may be one paper are counted; more are 'more than'."""


@dataclass(frozen=True, slots=True)
class NewPapers:
    """The newest papers of one area in the library."""

    title: str
    """The area's."""
    query: str
    """What finds all of them on the page Library."""
    papers: tuple[Paper, ...]
    total: int
    """How many papers of the area there are in all."""
    problem: str
    """Why the area's search cannot be understood; empty when it can."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Something that waits for a word of the person's."""

    sentence: str
    link: str
    words: str
    """What the link is called."""


@dataclass(frozen=True, slots=True)
class TodayPage:
    """What the page Today shows."""

    title: str
    """The page's heading."""
    today: date
    """The day on which it is shown."""
    cannot: tuple[Cannot, ...]
    """What of the page cannot be shown just now, and what to do about it."""
    who: str
    """The person of me.toml in a line; empty where it cannot be understood."""
    papers: int | None
    """How many papers the library has; None where there is none to be read."""
    planned: date | None
    """The day of the plan; None where there is none yet."""
    steps: tuple[Step, ...]
    """The next steps that are not done, the earliest first."""
    later: int
    """How many steps come after those."""
    done: tuple[Done, ...]
    """What was done last, the newest first."""
    said_since: bool
    """True when something was said of the plan that it does not know yet."""
    changed: str
    """What the person says otherwise of themselves since the plan was made; empty when nothing."""
    new: tuple[NewPapers, ...]
    """The newest papers by area."""
    decide: tuple[Decision, ...]
    """What waits for a decision."""

    def table(self) -> Table:
        """The next steps as rows."""
        rows = [
            (s.id, s.title, s.kind, s.hours, s.start.isoformat(), s.end.isoformat(), s.because)
            for s in self.steps
        ]
        return Table(("step", "title", "kind", "hours", "start", "end", "because"), rows)


_kept: Kept[NewPapers] = Kept(100)


def today_page(desk: Desk, today: date) -> TodayPage:
    """Return what is next, new and to be decided."""
    parts = Parts()
    before = parts.take(lambda: stored_plan(desk.home), None)
    entries = desk.home.journal.read()[0]
    known = so_far(entries, before)
    had = {step.id for step in known.done} | set(ticks(desk.home))
    waiting = sorted(
        (step for step in (before.steps if before else ()) if step.id not in had and step.hours),
        key=lambda step: (step.start, step.end, step.id),
    )
    return TodayPage(
        title="Today",
        today=today,
        who=parts.take(lambda: _in_a_line(desk.profile), ""),
        papers=parts.take(lambda: _count(desk), None),
        planned=before.made if before else None,
        steps=tuple(waiting[:NEXT]),
        later=len(waiting[NEXT:]),
        done=tuple(reversed(known.done))[:DONE],
        said_since=is_behind(entries),
        changed=parts.take(lambda: older_than(before, desk.profile, example_of(desk)), "")
        if before
        else "",
        new=parts.take(lambda: _new_of_all(desk, today), ()),
        decide=tuple(_decisions(desk, parts)),
        cannot=tuple(parts.cannot),  # the last: what the others could not have
    )


def _in_a_line(profile: Profile) -> str:
    said = ", ".join(filter(None, (profile.profession, profile.specialty, profile.grade)))
    said = said or "you have not said who you are yet"
    if profile.is_example:
        said = f"For an example person, not for you: {said}"
    elif profile.name:
        said = f"For {profile.name}: {said}"
    return f"{said[0].upper()}{said[1:]}, {profile.hours_per_week:g} hours a week"


def _count(desk: Desk) -> int:
    return desk.library.count()


def _new_of_all(desk: Desk, today: date) -> tuple[NewPapers, ...]:
    return tuple(_new(desk.library, area, today) for area in desk.home.areas() if area.is_kept)


def _new(library: Library, area: Area, today: date) -> NewPapers:
    """Return an area's newest papers; asked again only when papers, area or day are others."""
    asked = (area.title, area.query, today)
    return _kept.of(library, asked, lambda: _newest(library, area, today))


def _newest(library: Library, area: Area, today: date) -> NewPapers:
    try:
        found = library.search(area.query, NEW, sort="newest", today=today)
    except QueryError as error:
        return NewPapers(area.title, area.query, (), 0, str(error))
    papers = tuple(hit.paper for hit in found.hits)
    return NewPapers(area.title, area.query, papers, found.total, "")


def _decisions(desk: Desk, parts: Parts) -> list[Decision]:
    found = []
    pairs = parts.take(lambda: _pairs(desk.library), 0)
    if pairs:
        many = f"More than {MOST_COUNTED} pairs" if pairs > MOST_COUNTED else plural(pairs, "pair")
        found.append(
            Decision(
                f"{many} of papers may be one and the same.",
                "/library/duplicates?kind=possible",
                "Look at them",
            )
        )
    judgement = parts.take(lambda: judgement_of(desk), None)
    if judgement is not None and judgement.sensitivity is not None:
        found.append(Decision(judgement.sensitivity.sentence, "/paths", "See the paths"))
    if desk.guide.problems:
        many = plural(len(desk.guide.problems), "fault")
        found.append(
            Decision(f"Your guide has {many}; the rest is used.", "/library/problems", "See them")
        )
    return found


def _pairs(library: Library) -> int:
    return len(list(islice(library.possible_duplicates(), MOST_COUNTED + 1)))


def _front(request: Request) -> Response:
    place = place_of(request)
    with place.desk() as desk:
        page = today_page(desk, place.today())
    notice, undo = notice_of(request, "/today")
    return show(request, "today.html", page, "/", notice=notice, undo=undo)


async def _again(request: Request) -> Response:
    await read_form(request)
    return await run_in_threadpool(_begin_report, place_of(request))


def _begin_report(place: Place) -> Response:
    order: dict[str, object] = {"today": place.today().isoformat()}
    return see_other(f"/jobs/{begin_once(place, 'report', 'Your signpost', order).id}")


ROUTES = [
    Route("/", _front),
    Route("/today/again", _again, methods=["POST"]),
]
