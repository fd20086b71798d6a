"""Plan: the four-week test, then every step by month; what moved, what is said of it, and notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.desk import Desk
from fingerpost.dives.pages import day
from fingerpost.faces.web.frame import Table, place_of, show
from fingerpost.faces.web.judged import example_of, judgement_of
from fingerpost.faces.web.plainly import plainly
from fingerpost.faces.web.plan_doing import notice_of
from fingerpost.faces.web.ways import Cannot, Parts
from fingerpost.home.files import read_text
from fingerpost.home.journal import Entry
from fingerpost.paths.not_first import why_not_first
from fingerpost.plan import Plan, Step, plan_figure, plan_ics, plan_svg
from fingerpost.plan.calendar_file import KINDS
from fingerpost.plan.words import DONE, DUE, LOST, MISSED, is_behind, so_far, standing_words
from fingerpost.report.plan_again import to_look_into
from fingerpost.report.plan_back import can_come_back
from fingerpost.report.plan_files import MARKDOWN, read_plan, ticks
from fingerpost.report.plan_notes import PlanNotes, plan_notes
from fingerpost.report.whose import older_than

if TYPE_CHECKING:
    from markupsafe import Markup

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_NEAR = timedelta(days=35)
"""Months that begin later than so long after today are folded."""


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step of the plan with what the person said of it."""

    step: Step
    kind: str
    """In words."""
    is_done: bool
    """Said or ticked since the plan was made."""
    due: date | None
    """The last day that the person set."""
    note: str
    """The person's words below it in plan.md."""


@dataclass(frozen=True, slots=True)
class Month:
    """The steps that begin in one month."""

    name: str
    steps: tuple[PlannedStep, ...]
    is_far: bool
    """True where it begins so long after today that it is folded."""

    @property
    def hours(self) -> float:
        """What its steps take in all."""
        return sum(each.step.hours for each in self.steps)


@dataclass(frozen=True, slots=True)
class Word:
    """Something that the person said of the plan and that stands."""

    id: str
    """Of the journal's entry, to take it back by."""
    sentence: str
    why: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    """What the page Plan shows."""

    title: str
    """The page's heading."""
    today: date
    """The day on which it is shown."""
    cannot: tuple[Cannot, ...]
    """What of the page cannot be shown just now, and what to do about it."""
    plan: Plan | None
    """The plan as it was made last; None where there is none that can be read."""
    is_example: bool
    """True while the person is the packaged example."""
    months: tuple[Month, ...]
    """Every step and wait that is ahead or not done, by the month in which it begins."""
    picture: Markup
    """The plan as a picture: a bar for each step."""
    done: tuple[Word, ...]
    """What was done, the newest first, with what shows it."""
    words: tuple[Word, ...]
    """Weeks that were missed or will be lost, and days that the person set, the newest first."""
    notes: PlanNotes
    """The person's own words in plan.md."""
    is_behind: bool
    """True when something was said of the plan that it does not know yet."""
    changed: str
    """What the person says otherwise of themselves since it was made; empty when nothing."""
    not_first: str
    """Why the path that is wanted most is not the one to try; empty where it is."""
    waits_for: tuple[str, ...]
    """The areas that planning again looks into first; where there is none it is quick."""

    def table(self) -> Table:
        """Every step as a row."""
        head = ("step", "title", "kind", "hours", "start", "end", "last_day", "done", "because",
                "note", "url")  # fmt: skip
        rows = [
            (s.step.id, s.step.title, s.step.kind, s.step.hours, s.step.start.isoformat(),
             s.step.end.isoformat(), s.step.closes.isoformat() if s.step.closes else "",
             "yes" if s.is_done else "no", s.step.because, s.note, s.step.url)
            for month in self.months for s in month.steps
        ]  # fmt: skip
        return Table(head, rows)


def plan_page(desk: Desk, today: date) -> PlanPage:
    """Return the plan as it stands in the home, with what was said of it since."""
    from markupsafe import Markup

    parts = Parts()
    plan = parts.take(lambda: read_plan(desk.home), None)
    entries = desk.home.journal.read()[0]
    known = so_far(entries, None)
    notes = parts.take(lambda: plan_notes(desk.home), PlanNotes())
    done = {step.id for step in known.done} | set(ticks(desk.home))
    steps = [
        PlannedStep(
            step=step,
            kind=KINDS.get(step.kind, step.kind),
            is_done=step.id in done,
            due=known.due.get(step.id),
            note=notes.by_step.get(step.id, ""),
        )
        for step in ((*plan.steps, *plan.waits) if plan else ())
    ]
    titles = {each.step.id: each.step.title for each in steps}
    standing = list(reversed(standing_words(entries)))
    return PlanPage(
        title="Plan",
        today=today,
        plan=plan,
        is_example=parts.take(lambda: desk.profile.is_example, False),
        months=_months(steps, today),
        picture=Markup(plainly(plan_figure(plan)) if plan else ""),  # noqa: S704 - escaped there
        done=tuple(_words(standing, (DONE,), titles)),
        words=tuple(_words(standing, (MISSED, LOST, DUE), titles)),
        notes=notes,
        is_behind=is_behind(entries),
        changed=parts.take(lambda: older_than(plan, desk.profile, example_of(desk)), "")
        if plan
        else "",
        not_first=parts.take(lambda: _not_first(desk, plan), ""),
        waits_for=parts.take(lambda: _waits_for(desk, today), ()),
        cannot=tuple(parts.cannot),  # the last: what the others could not have
    )


def _not_first(desk: Desk, plan: Plan | None) -> str:
    if plan is None or plan.test is None:
        return ""
    return why_not_first(judgement_of(desk), plan.test.path_id)


def _waits_for(desk: Desk, today: date) -> tuple[str, ...]:
    areas = to_look_into(desk.home, desk.library, desk.profile, today)
    return tuple(area.short_title for area in areas)


def _months(steps: Sequence[PlannedStep], today: date) -> tuple[Month, ...]:
    found: dict[tuple[int, int], list[PlannedStep]] = {}
    for each in sorted(steps, key=lambda each: (each.step.start, each.step.end, each.step.id)):
        found.setdefault((each.step.start.year, each.step.start.month), []).append(each)
    return tuple(
        Month(f"{_MONTHS[month - 1]} {year}", tuple(listed), date(year, month, 1) - today > _NEAR)
        for (year, month), listed in found.items()
    )


def _words(
    standing: Iterable[Entry], verbs: Sequence[str], titles: dict[str, str]
) -> Iterable[Word]:
    for entry in standing:
        if entry.verb in verbs:
            yield Word(entry.id, _sentence(entry, titles), entry.why)


def _sentence(entry: Entry, titles: dict[str, str]) -> str:
    if entry.verb == DONE:
        title = str(entry.details.get("title") or entry.object)
        return f"{title} ({_said_day(entry.day)})"
    if entry.verb == DUE:
        title = titles.get(entry.object, entry.object)
        return f"“{title}” is to be done by {_said_day(entry.details.get('due'))}."
    first = _said_day(entry.object)
    if entry.verb == MISSED:
        return f"Nothing came of the week of {first}."
    return f"No time from {first} to {_said_day(entry.details.get('last'))}."


def _said_day(text: object) -> str:
    try:
        return day(date.fromisoformat(str(text)))
    except ValueError:
        return str(text)


def _page(request: Request) -> Response:
    place = place_of(request)
    with place.desk() as desk:
        page = plan_page(desk, place.today())
        is_before_kept = can_come_back(desk.home)
    notice, undo = notice_of(request, "/plan")
    if page.plan and request.query_params.get("said") == "again":
        notice = f"Planned again. {_moved(len(page.plan.moves))}"
        undo = (("to", "/plan/unplan"),) if is_before_kept else ()
    return show(request, "plan.html", page, "/plan", notice=notice, undo=undo)


def _moved(count: int) -> str:
    if not count:
        return "Nothing that was planned has other dates."
    steps = "1 step has" if count == 1 else f"{count} steps have"
    return f"{steps} other dates; below you see why."


def _file(request: Request) -> Response:
    """Give the plan as a file: for calendars, as a picture, or plan.md as it stands."""
    name = request.url.path.rpartition("/")[2]
    with place_of(request).desk() as desk:
        plan = read_plan(desk.home)
        if plan is None or plan.made is None:
            raise HTTPException(404, "There is no plan yet.")
        content: str | bytes
        if name == "plan.ics":
            content, kind = plan_ics(plan, plan.made), "text/calendar"
        elif name == "plan.svg":
            content, kind = plan_svg(plan), "image/svg+xml"
        else:
            content, kind = read_text(desk.home.folder / MARKDOWN).text, "text/markdown"
    held = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=f"{kind}; charset=utf-8", headers=held)


ROUTES = [
    Route("/plan", _page),
    *(Route(f"/plan/{name}", _file) for name in ("plan.ics", "plan.svg", MARKDOWN)),
]
