"""What is said by a click on the page Focus: weights, own scores, advice; each has its Undo."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.desk import Desk
from fingerpost.errors import UsageError
from fingerpost.faces.web.compared import comparison_of, waiting
from fingerpost.faces.web.forms import Doing, Said, do, read_form, said
from fingerpost.faces.web.frame import place_of, see_other
from fingerpost.faces.web.plan_doing import begin_once
from fingerpost.focus import as_found, still_known
from fingerpost.guide import Guide
from fingerpost.home import Area, OwnScore
from fingerpost.home.area import Advice, AdviceKind, Stand
from fingerpost.home.area_said import say_advice, say_score, take_said_back
from fingerpost.home.focus_words import MOST_WEIGHT, note_comparison, weigh, weigh_back

LONGEST = 2_000
NOTICES = {
    "weighed": "Your weights are kept.",
    "scored": "Your score is kept; it counts in place of what others and the papers say.",
    "advised": "Noted; it counts beside what the papers say.",
    "back": "Taken back.",
    "kept": "It is compared again.",
    "parked": "Parked: it is left out until you take it up again.",
    "dropped": "Dropped: it is left out of comparisons and plans.",
}


def notice_of(request: Request) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return what the click before this page did, and the form that takes it back."""
    given = request.query_params
    what, word = given.get("said", ""), given.get("word", "")
    undo: tuple[tuple[str, str], ...] = ()
    if what == "weighed" and word:
        undo = (("to", "/focus/unweigh"), ("word", word))
    elif what in ("scored", "advised") and word:
        undo = (("to", "/focus/unsay"), ("word", word))
    elif what in list(Stand) and given.get("before") in list(Stand):
        undo = (
            ("to", "/areas/stand"), ("area", given.get("area", "")),
            ("stand", given.get("before", "")), ("back", "focus"),
        )  # fmt: skip
    return NOTICES.get(what, ""), undo


def weights_from(guide: Guide, given: Mapping[str, str]) -> dict[str, float]:
    """Return the weights that were typed, by criterion; UsageError for what is none.

    A criterion of which nothing was typed has the guide's weight.
    """
    weights = {}
    for criterion in guide.criteria:
        text = given.get(criterion.id, "").strip() or f"{criterion.weight}"
        try:
            weight = float(text)
        except ValueError:
            weight = math.nan
        if not 0 <= weight <= MOST_WEIGHT:
            raise UsageError(
                f"“{text}” is no weight for {criterion.name}: choose a number from 0, which drops"
                " it, to 3."
            )
        weights[criterion.id] = weight
    if not any(weights.values()):
        raise UsageError(
            "Every criterion is dropped, so nothing can be compared. Keep one or more."
        )
    return weights


async def _weigh(request: Request) -> Response:
    return await _do(request, _keep_weights)


async def _unweigh(request: Request) -> Response:
    return await _do(request, _take_weights_back)


async def _score(request: Request) -> Response:
    return await _do(request, _keep_score)


async def _advise(request: Request) -> Response:
    return await _do(request, _keep_advice)


async def _unsay(request: Request) -> Response:
    return await _do(request, _take_back)


async def _do(request: Request, doing: Doing) -> Response:
    """Do what a form asks, and note the order that comes of it."""

    def and_note(desk: Desk, form: FormData, today: date) -> Said:
        done = doing(desk, form, today)
        _note(desk, today)
        return done

    return await do(request, and_note, "/focus")


def _note(desk: Desk, today: date) -> None:
    """Write down how the areas compare now, for the history; not while something must be looked."""
    weights = still_known(desk.home.weights(), desk.guide.criteria)
    wait = waiting(desk, today)
    if weights and not wait.missing and not wait.older:
        found = comparison_of(desk, today, weights)
        if found and found.areas:
            note_comparison(desk.home.journal, as_found(found))


def _weights(desk: Desk, form: FormData) -> dict[str, float]:
    given = {each.id: said(form, f"w-{each.id}") for each in desk.guide.criteria}
    return weights_from(desk.guide, given)


def _keep_weights(desk: Desk, form: FormData, today: date) -> Said:  # noqa: ARG001
    why = said(form, "because", LONGEST).strip()
    return "weighed", weigh(desk.home.journal, _weights(desk, form), why)


def _take_weights_back(desk: Desk, form: FormData, today: date) -> Said:  # noqa: ARG001
    weigh_back(desk.home.journal, said(form, "word"))
    return "back", None


def _keep_score(desk: Desk, form: FormData, today: date) -> Said:  # noqa: ARG001
    area, criterion, (low, score, high) = _of(desk, form)
    why = said(form, "because", LONGEST).strip()
    entry, _ = say_score(desk.home, area, OwnScore(criterion, score, why, low, high))
    return "scored", entry


def _keep_advice(desk: Desk, form: FormData, today: date) -> Said:
    area, criterion, (low, score, high) = _of(desk, form)
    kind = said(form, "kind")
    if kind not in list(AdviceKind):
        raise UsageError("Advice comes from a conversation or from a small test.")
    why, who = said(form, "because", LONGEST).strip(), said(form, "who").strip()
    advice = Advice(criterion, score, why, low, high, AdviceKind(kind), who, today.isoformat())
    entry, _ = say_advice(desk.home, area, advice)
    return "advised", entry


def _take_back(desk: Desk, form: FormData, today: date) -> Said:  # noqa: ARG001
    take_said_back(desk.home, said(form, "word"))
    return "back", None


async def _try(request: Request) -> Response:
    form = await read_form(request)
    return await run_in_threadpool(_show_tried, request, form)


def _show_tried(request: Request, form: FormData) -> Response:
    """Send the browser to the page with these weights, which are not kept."""
    with place_of(request).desk() as desk:
        weights = _weights(desk, form)
    tried = {f"w-{name}": f"{weight:g}" for name, weight in weights.items()}
    return see_other("/focus", **{"try": "1"}, **tried)


async def _look(request: Request) -> Response:
    await read_form(request)
    return await run_in_threadpool(_begin, request)


def _begin(request: Request) -> Response:
    place = place_of(request)
    order: dict[str, object] = {"today": place.today().isoformat()}
    return see_other(f"/jobs/{begin_once(place, 'compare', 'Your areas compared', order).id}")


def _of(desk: Desk, form: FormData) -> tuple[Area, str, tuple[float | None, float, float | None]]:
    """Return the area, the criterion and the score with its range that a form names."""
    area, criterion = desk.home.area(said(form, "area")), said(form, "criterion")
    if criterion not in {each.id for each in desk.guide.criteria}:
        raise UsageError("Choose a criterion first.")
    score = _number(said(form, "score"))
    if score is None:
        raise UsageError("Give a score from 1 to 5.")
    return area, criterion, (_number(said(form, "low")), score, _number(said(form, "high")))


def _number(text: str) -> float | None:
    text = text.strip().replace(",", ".")
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise UsageError(f"“{text}” is no score; a score is a number from 1 to 5.")
    return number


_FORMS = {
    "weigh": _weigh,
    "unweigh": _unweigh,
    "score": _score,
    "advise": _advise,
    "unsay": _unsay,
    "try": _try,
    "look": _look,
}
ROUTES = [Route(f"/focus/{name}", answer, methods=["POST"]) for name, answer in _FORMS.items()]
