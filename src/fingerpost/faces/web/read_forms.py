"""What a reader says on the page of a paper: values, answers, words of a note, citations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from fingerpost.desk import Desk
from fingerpost.errors import UsageError
from fingerpost.faces.web.appraisal import Typed, question_anchor
from fingerpost.faces.web.forms import MOST_BYTES, said, sent
from fingerpost.faces.web.frame import place_of
from fingerpost.faces.web.own_note import bring_back, make_with, save_words, set_status
from fingerpost.faces.web.read import HERE, Turned, paper_of, shown
from fingerpost.home import appraisal_words
from fingerpost.notes import CitationKeys
from fingerpost.notes.citing import written
from fingerpost.notes.own_words import STATUSES
from fingerpost.reading.checklist import question_named
from fingerpost.reading.corrections import check_value, field_named
from fingerpost.reading.model import NOT_STATED
from fingerpost.records import Answer, Correction, Paper
from fingerpost.text import squeeze

FILES = {
    "bibtex": ("bib", "application/x-bibtex"),
    "ris": ("ris", "application/x-research-info-systems"),
    "csl": ("json", "application/json"),
}
LONG = 5_000
Verb = Callable[[Request, Desk, Paper, FormData], Response]


def _about(verb: Verb) -> Callable[[Request], Any]:
    """Return the end of a route that does what a form about one paper says."""

    def act(request: Request, form: FormData) -> Response:
        with place_of(request).desk() as desk:
            return verb(request, desk, paper_of(desk.library, said(form, "id", 500)), form)

    return sent(act)


def _to(paper: Paper, anchor: str, **says: str) -> Response:
    """Send the browser back to a place of the paper's page."""
    told = urlencode({"id": paper.id, **{name: each for name, each in says.items() if each}})
    return RedirectResponse(f"{HERE}?{told}#{anchor}", status_code=303)


def _correct(request: Request, desk: Desk, paper: Paper, form: FormData) -> Response:
    field = field_named(said(form, "field"))
    values = [each[:LONG] for each in form.getlist("value") if isinstance(each, str)]
    value = "; ".join(each for each in values if each.strip()) or NOT_STATED
    why, quote = said(form, "why", LONG).strip(), _lines(said(form, "quote", LONG))
    try:
        kept = check_value(field, value)
    except UsageError as error:
        return shown(
            request, desk, paper, Turned(typed=Typed(field, value, why, quote, str(error)))
        )
    today = place_of(request).today().isoformat()
    word = Correction(field, kept, today, why, quote)
    appraisal_words.correct(desk.home.journal, paper, word)
    return _to(paper, f"f-{field}", said="corrected", about=field, list=said(form, "list"))


def _answer(request: Request, desk: Desk, paper: Paper, form: FormData) -> Response:
    asked, answer = question_named(said(form, "question")), said(form, "answer")
    if answer not in appraisal_words.ANSWERS:
        raise UsageError(f"A question is answered with {', '.join(appraisal_words.ANSWERS)}.")
    today, why = place_of(request).today().isoformat(), squeeze(said(form, "why", LONG))
    appraisal_words.answer(desk.home.journal, paper, Answer(asked.id, answer, today, why))
    chosen = asked.id.partition(":")[0]
    return _to(paper, question_anchor(asked.id), said="answered", about=asked.id, list=chosen)


def _back(_: Request, desk: Desk, paper: Paper, form: FormData) -> Response:
    about = said(form, "about")
    wanted = question_named(about).id if ":" in about else field_named(about)
    appraisal_words.take_back(desk.home.journal, paper, wanted)
    anchor = question_anchor(wanted) if ":" in wanted else f"f-{wanted}"
    chosen = wanted.partition(":")[0] if ":" in wanted else said(form, "list")
    return _to(paper, anchor, said="back", about=wanted, list=chosen)


def _note(request: Request, desk: Desk, paper: Paper, form: FormData) -> Response:
    view = save_words(desk, paper, _sent(form), said(form, "hash"))
    if view.problem:
        return shown(request, desk, paper, Turned(note=view))
    return _to(paper, "note", said="noted")


def _make(request: Request, desk: Desk, paper: Paper, form: FormData) -> Response:
    view = make_with(desk, paper, "\n\n".join(_sent(form).values()))
    if view.problem:
        return shown(request, desk, paper, Turned(note=view))
    return _to(paper, "note", said="made")


def _status(_: Request, desk: Desk, paper: Paper, form: FormData) -> Response:
    status = said(form, "status")
    if status not in STATUSES:
        raise UsageError(f"The status of a note is one of: {', '.join(STATUSES)}.")
    set_status(desk, paper, status)
    return _to(paper, "note", said="status")


def _note_back(_: Request, desk: Desk, paper: Paper, form: FormData) -> Response:  # noqa: ARG001
    bring_back(desk, paper)
    return _to(paper, "note", said="note-back")


def _cite(_: Request, desk: Desk, paper: Paper, form: FormData) -> Response:
    """Give the paper as a file for a reference manager; it keeps the citation key that it gets."""
    form_of = said(form, "as")
    if form_of not in FILES:
        raise UsageError(f"A citation can be had as {', '.join(FILES)}.")
    (key,) = CitationKeys(desk.home.journal).give([paper])
    ending, media = FILES[form_of]
    return Response(
        written([(key, paper)], form_of),
        media_type=f"{media}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{key}.{ending}"'},
    )


def _sent(form: FormData) -> Mapping[int, str]:
    """Return the words that were sent of a note, by the number of their stretch."""
    numbers = [name.removeprefix("words-") for name in form if name.startswith("words-")]
    kept = [number for number in numbers if number.isascii() and number.isdigit()]
    return {int(number): said(form, f"words-{number}", MOST_BYTES) for number in kept[:40]}


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


_VERBS = {
    "correct": _correct,
    "answer": _answer,
    "back": _back,
    "note": _note,
    "note/make": _make,
    "note/status": _status,
    "note/undo": _note_back,
    "cite": _cite,
}
ROUTES = [Route(f"{HERE}/{name}", _about(verb), methods=["POST"]) for name, verb in _VERBS.items()]
