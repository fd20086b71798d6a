"""What is said of the plan by a click, on the pages Today and Plan alike; each has its Undo."""

from __future__ import annotations

from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.desk import Desk
from fingerpost.errors import UsageError
from fingerpost.faces.web.forms import Doing, Said, do, read_form, said
from fingerpost.faces.web.frame import Place, place_of, see_other
from fingerpost.faces.web.jobs import Job
from fingerpost.plan import Step
from fingerpost.plan.weeks import monday_of
from fingerpost.plan.words import DONE, say_due, say_lost, say_missed, standing_words
from fingerpost.report.plan_again import plan_again, to_look_into
from fingerpost.report.plan_back import bring_back
from fingerpost.report.plan_files import say_step_done, stored_plan, take_word_back
from fingerpost.report.plan_notes import LONGEST, note_back, note_step

LONGEST_WHY = 1_000
NOTICES = {
    "done": "Marked as done.",
    "back": "Taken back.",
    "missed": "This week counts as missed. Plan again to move what was in it.",
    "lost": "Nothing will be planned in these weeks once you plan again.",
    "by": "The last day is kept. Plan again to be told whether it can be met.",
    "noted": "Your note is kept.",
    "again": "Planned again.",
    "unplanned": "The plan is as it was before you planned again; what you said still stands.",
}
UNDOABLE = ("done", "missed", "lost", "by", "noted")


def notice_of(request: Request, at: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return what the click before this page did, and the form that takes it back."""
    what = request.query_params.get("said", "")
    word = request.query_params.get("word", "")
    to = f"{at}/unnote" if what == "noted" else f"{at}/undo"
    undo = (("to", to), ("word", word)) if what in UNDOABLE and word else ()
    return NOTICES.get(what, ""), undo


async def _done(request: Request) -> Response:
    return await _do(request, _say_done)


async def _undo(request: Request) -> Response:
    return await _do(request, _take_back)


async def _missed(request: Request) -> Response:
    return await _do(request, _say_missed)


async def _lost(request: Request) -> Response:
    return await _do(request, _say_lost)


async def _by(request: Request) -> Response:
    return await _do(request, _say_by)


async def _note(request: Request) -> Response:
    return await _do(request, _write_note)


async def _unnote(request: Request) -> Response:
    return await _do(request, _take_note_back)


async def _unplan(request: Request) -> Response:
    return await _do(request, _bring_plan_back)


async def _do(request: Request, doing: Doing) -> Response:
    return await do(request, doing, "/" if request.url.path.startswith("/today/") else "/plan")


def _say_done(desk: Desk, form: FormData, today: date) -> Said:
    step = _step(desk, said(form, "step"))
    entry = say_step_done(desk.home, step, today, _why(form))
    if entry is None:  # said before, as in another tab: it holds
        standing = standing_words(desk.home.journal.read()[0])
        entry = next(e for e in standing if e.verb == DONE and e.object == step.id)
    return "done", entry


def _take_back(desk: Desk, form: FormData, today: date) -> Said:
    return "back", take_word_back(desk.home, today, said(form, "step"), said(form, "word"))


def _say_missed(desk: Desk, form: FormData, today: date) -> Said:
    given = said(form, "week")
    week = _day(given) if given else today
    if monday_of(week) > today:
        raise UsageError(
            "This week has not come yet, so it cannot have been missed. Say under ‘No time’ which"
            " days you will not have."
        )
    return "missed", say_missed(desk.home.journal, week, today, _why(form))


def _say_lost(desk: Desk, form: FormData, today: date) -> Said:
    first, last = _day(said(form, "first")), _day(said(form, "last"))
    return "lost", say_lost(desk.home.journal, first, last, today, _why(form))


def _say_by(desk: Desk, form: FormData, today: date) -> Said:
    step, last = _step(desk, said(form, "step")), _day(said(form, "last"))
    return "by", say_due(desk.home.journal, step.id, last, today, _why(form))


def _write_note(desk: Desk, form: FormData, today: date) -> Said:
    words = said(form, "words", LONGEST + 1)
    entry = note_step(desk.home, said(form, "step"), words, today)
    return ("noted", entry) if entry else ("", None)


def _bring_plan_back(desk: Desk, form: FormData, today: date) -> Said:  # noqa: ARG001
    bring_back(desk.home)
    return "unplanned", None


def _take_note_back(desk: Desk, form: FormData, today: date) -> Said:
    return "back", note_back(desk.home, said(form, "word"), today)


async def _again(request: Request) -> Response:
    form = await read_form(request)
    return await run_in_threadpool(_plan, place_of(request), afresh=bool(said(form, "afresh")))


def _plan(place: Place, *, afresh: bool) -> Response:
    """Plan at once where that is quick, else as a job: what has no dive is looked into first."""
    if not place.jobs.under_way():
        with place.desk() as desk:
            if not to_look_into(desk.home, desk.library, desk.profile, place.today()):
                plan_again(
                    desk.home, desk.library, desk.guide, desk.profile, place.today(),
                    keep=not afresh,
                )  # fmt: skip
                return see_other("/plan", said="again")
    order = {"today": place.today().isoformat(), "afresh": afresh}
    return see_other(f"/jobs/{begin_once(place, 'plan', 'Your plan', order).id}")


def begin_once(place: Place, kind: str, title: str, order: dict[str, object]) -> Job:
    """Return the job of this kind that is under way, else begin it."""
    under_way = [job for job in place.jobs.under_way() if job.kind == kind]
    return under_way[0] if under_way else place.jobs.begin(kind, title, order)


def _step(desk: Desk, wanted: str) -> Step:
    before = stored_plan(desk.home)
    step = next((s for s in before.steps if s.id == wanted), None) if before else None
    if step is None:
        raise UsageError("The plan has no such step any more. Look at the plan again.")
    return step


def _why(form: FormData) -> str:
    return said(form, "why", LONGEST_WHY).strip()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"“{text}” is no date. Choose a day, or write it as 2026-11-30."
            if text
            else "Choose a day first."
        ) from None


_FORMS = {
    "done": _done,
    "undo": _undo,
    "missed": _missed,
    "lost": _lost,
    "by": _by,
    "note": _note,
    "unnote": _unnote,
    "unplan": _unplan,
    "again": _again,
}
ROUTES = [
    *(Route(f"/plan/{name}", answer, methods=["POST"]) for name, answer in _FORMS.items()),
    *(
        Route(f"/today/{name}", _FORMS[name], methods=["POST"])
        for name in ("done", "undo", "missed")
    ),
]
