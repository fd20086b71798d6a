"""Read: a paper with its critical appraisal beside the abstract, the note and the record."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.desk import Desk
from fingerpost.errors import QueryError
from fingerpost.faces.web.appraisal import (
    AppraisalView,
    ChecklistView,
    Typed,
    appraisal_view,
    checklist_view,
)
from fingerpost.faces.web.frame import Table, place_of, show
from fingerpost.faces.web.kept import Kept
from fingerpost.faces.web.own_note import NoteView, note_view
from fingerpost.home.appraisal_words import words_on_appraisals
from fingerpost.home.decisions import Verdict, marks_on
from fingerpost.home.journal import Entry
from fingerpost.intake.known import is_found
from fingerpost.library import Library, Merge
from fingerpost.notes.appraisals import appraise_with, unreadable_words
from fingerpost.notes.bibliography import STYLES, bibliography, style_bytes
from fingerpost.notes.paper_note import known_ids
from fingerpost.records import Paper, Retraction

HERE = "/library/paper"
VERDICTS = {
    Verdict.RELEVANT: "you took it in",
    Verdict.NOT: "you left it out",
    Verdict.MAYBE: "you said maybe",
}


@dataclass(frozen=True, slots=True)
class InArea:
    """An area that a paper belongs to."""

    name: str
    title: str
    address: str
    said: str
    """What the reader said of the paper when screening; empty for nothing."""


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What the page of one paper shows."""

    title: str
    """The paper's title."""
    paper: Paper
    """The paper."""
    merge: Merge | None
    """The records that it is made of, where there are several."""
    address: str
    """Where the paper stands on the web; empty where nothing names a place."""
    warning: str
    """That it was retracted, or is under suspicion; empty else."""
    appraisal: AppraisalView
    """Its text with marks, and the fields of its critical appraisal."""
    questions: ChecklistView
    """A checklist with what the abstract offers and what the reader answered."""
    problems: tuple[str, ...]
    """Words of the reader's on it that cannot be applied."""
    note: NoteView
    """The note on it."""
    citation: str
    """The paper as a bibliography has it."""
    areas: tuple[InArea, ...]
    """The areas whose search finds it."""

    def table(self) -> Table:
        """One row for each thing that is stated, with its words."""
        fields = (*self.appraisal.stated, *self.appraisal.silent)
        rows = [
            (self.paper.id, field.label, value.words or value.quotes[0].text,
             "; ".join(quote.text for quote in value.quotes), value.source)
            for field in fields for value in field.values
        ]  # fmt: skip
        rows += [
            (self.paper.id, field.label, "not stated", "", "") for field in fields
            if not field.values
        ]  # fmt: skip
        return Table(("id", "field", "value", "words of the paper", "source"), rows)


@dataclass(frozen=True, slots=True)
class Turned:
    """How a page is asked for: which checklist, what it is about, what could not be taken."""

    checklist: str = ""
    about: str = ""
    typed: Typed | None = None
    note: NoteView | None = None


def paper_of(library: Library, wanted: str) -> Paper:
    """Return one paper; HTTPException where the library has none of that id."""
    paper = library.get(wanted)
    if paper is None:
        raise HTTPException(404, "The library has no such paper.")
    return paper


def read_page(desk: Desk, paper: Paper, turned: Turned | None = None) -> ReadPage:
    """Return the page of one paper."""
    turned = turned or Turned()
    entries = desk.home.journal.read()[0]
    words = words_on_appraisals(entries)
    appraisal = appraise_with(words, paper)
    merge = desk.library.records_of(paper.id)
    return ReadPage(
        title=paper.title,
        paper=paper,
        merge=merge if merge is not None and len(merge.records) > 1 else None,
        address=paper.address if paper.address.startswith("https://") else "",
        warning=_warning(paper),
        appraisal=appraisal_view(paper, appraisal, turned.typed),
        questions=checklist_view(appraisal, turned.checklist, turned.about),
        problems=tuple(each.reason for each in unreadable_words(words, paper, "journal.jsonl")),
        note=turned.note or note_view(desk, paper),
        citation=" ".join(bibliography([("", paper)], style_bytes(STYLES[1]))),
        areas=tuple(_areas(desk, paper, entries)),
    )


def shown(request: Request, desk: Desk, paper: Paper, turned: Turned, notice: str = "") -> Response:
    """Return the page of a paper as an answer."""
    page = read_page(desk, paper, turned)
    return show(request, "paper.html", page, "/library", notice=notice)


def _warning(paper: Paper) -> str:
    said = {
        Retraction.RETRACTED: "This paper was retracted. Nothing in it may be relied on.",
        Retraction.NOTICE: "This is the notice that retracts a paper.",
        Retraction.CONCERN: "The journal has published an expression of concern about this paper.",
    }
    return said.get(paper.retraction, "")


def _areas(desk: Desk, paper: Paper, entries: list[Entry]) -> list[InArea]:
    ids, found = known_ids(paper), []
    for area in desk.home.areas():
        marks = marks_on(entries, area.name)
        mark = next((mark for known, mark in marks.items() if known in ids), None)
        if mark or _is_in(desk.library, area.query, paper):
            said = VERDICTS[mark.verdict] if mark else ""
            address = f"/screen/{quote(area.name)}?{urlencode({'at': paper.id})}#paper"
            found.append(InArea(area.name, area.title, address, said))
    return found


_found: Kept[bool] = Kept(2_000)


def _is_in(library: Library, query: str, paper: Paper) -> bool:
    try:
        return _found.of(library, (query, paper.id), lambda: is_found(library, query, paper))
    except QueryError:
        return False


_NOTICES = {
    "corrected": "Your value holds from now on.",
    "answered": "Your answer is kept.",
    "back": "Taken back; what was before holds again.",
    "noted": "Your words are in the note.",
    "made": "The note is made: a file of your own in the folder papers.",
    "status": "The note says so now.",
    "note-back": "The note is as it was before.",
}
_UNDONE_BY_NOTE = ("noted", "status")


def _paper(request: Request) -> Response:
    given = request.query_params
    what, about = given.get("said", ""), given.get("about", "")[:100]
    with place_of(request).desk() as desk:
        paper = paper_of(desk.library, given.get("id", "")[:500])
        turned = Turned(given.get("list", ""), about)
        page = read_page(desk, paper, turned)
    undo: tuple[tuple[str, str], ...] = ()
    if what in ("corrected", "answered"):
        undo = (("to", f"{HERE}/back"), ("id", paper.id), ("about", about))
    elif what in _UNDONE_BY_NOTE:
        undo = (("to", f"{HERE}/note/undo"), ("id", paper.id))
    notice = _NOTICES.get(what, "")
    return show(request, "paper.html", page, "/library", notice=notice, undo=undo)


ROUTES = [Route(HERE, _paper)]
