"""Notes: all of the home's, found by words, tag and status; and one note, rendered and linked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.desk import Desk
from fingerpost.faces.web.example_areas import is_own
from fingerpost.faces.web.forms import read_form, said
from fingerpost.faces.web.frame import Place, Table, place_of, see_other, show
from fingerpost.home.files import read_text
from fingerpost.home.front_matter import front_matter
from fingerpost.home.note_blocks import State, blocks_in
from fingerpost.notes.finding import Wanted, found_notes, labels, labels_of, statuses
from fingerpost.notes.following import leads_to, links_here, places_by_name
from fingerpost.notes.index import NoteIndex, Seen, read_index
from fingerpost.notes.rendering import note_html
from fingerpost.notes.topics import begin_topic, unmake_topic
from fingerpost.records import Problem
from fingerpost.report.whose import notes_of_example

A_PAGE = 50
KINDS = (("", "paper and topic notes"), ("paper", "paper notes"), ("topic", "topic notes"))


@dataclass(frozen=True, slots=True)
class Listed:
    """One note of the list."""

    note: Seen
    title: str
    address: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotesPage:
    """What the page Notes shows."""

    title: str
    """The page's heading."""
    count: int
    """How many notes the home has."""
    wanted: Wanted
    """What was asked."""
    total: int
    """How many notes were found."""
    listed: tuple[Listed, ...]
    """The notes of this page."""
    statuses: tuple[tuple[str, int], ...]
    """What may be narrowed by, with counts."""
    labels: tuple[tuple[str, int], ...]
    """Tags and topics to narrow by, with counts."""
    kinds: tuple[tuple[str, str], ...]
    """Kinds of notes to narrow by."""
    areas: tuple[tuple[str, str], ...]
    """Areas whose papers a topic note may gather: names and titles."""
    problems: tuple[Problem, ...]
    """Notes that cannot be read."""
    of_example: frozenset[str]
    """Files of notes without a word of the person's that were made for the example person."""
    earlier: str
    """The address of the page before; empty on the first."""
    later: str
    """The address of the next page; empty on the last."""

    def table(self) -> Table:
        """One row a note."""
        head = ("note", "title", "status", "rating", "labels", "words", "edited")
        rows = [
            (n.file, each.title, n.facts.status, n.facts.rating, "; ".join(each.labels),
             n.facts.words, n.edited)
            for each in self.listed
            for n in (each.note,)
        ]  # fmt: skip
        return Table(head, rows)


@dataclass(frozen=True, slots=True)
class NotePage:
    """What the page of one note shows."""

    title: str
    """The note's title."""
    note: Seen
    """The note as it is known."""
    facts: tuple[tuple[str, str], ...]
    """Its front matter, as names and values."""
    problem: str
    """Why the front matter cannot be read; empty when it can."""
    html: Markup
    """Its text, rendered and cleaned."""
    here: tuple[Listed, ...]
    """Notes that link to this one."""
    conflicts: tuple[str, ...]
    """Blocks that were edited or damaged, by name."""
    paper: str
    """The id of its paper; empty for a topic note."""

    def table(self) -> Table:
        """One row a property."""
        return Table(("property", "value"), [*self.facts, ("words of mine", self.note.facts.words)])


def address_of(file: str, page: str = "note") -> str:
    """Return where a note is shown, edited ('edit') or settled ('settle')."""
    return f"/notes/{page}?{urlencode({'file': file})}"


def _of_example(desk: Desk, notes: Iterable[Seen]) -> frozenset[str]:
    """Return the notes that the person never asked for nor wrote in."""
    if not is_own(desk):
        return frozenset()
    bare = {note.file for note in notes if not note.facts.words}
    return notes_of_example(desk.home, desk.home.journal.read()[0]) & bare


def notes_page(desk: Desk, wanted: Wanted, start: int = 0, limit: int = A_PAGE) -> NotesPage:
    """Return the notes that are wanted."""
    index = read_index(desk.home)
    notes = list(index.notes.values())
    found = found_notes(desk.home, notes, wanted)
    end = start + limit

    def at(first: int) -> str:
        asked = {"q": wanted.words, "status": wanted.status, "tag": wanted.tag,
                 "kind": wanted.kind, "start": str(first or "")}  # fmt: skip
        return f"/notes?{urlencode({key: value for key, value in asked.items() if value})}"

    return NotesPage(
        title="Notes",
        count=len(notes),
        wanted=wanted,
        total=len(found),
        listed=tuple(listed(note) for note in found[start:end]),
        statuses=tuple(statuses(notes)),
        labels=tuple(labels(notes)),
        kinds=KINDS,
        areas=tuple((area.name, area.title) for area in desk.home.areas() if area.is_kept),
        problems=index.problems,
        of_example=_of_example(desk, notes),
        earlier=at(max(0, start - limit)) if start else "",
        later=at(end) if end < len(found) else "",
    )


def listed(note: Seen) -> Listed:
    """Return a note as lists show it."""
    return Listed(note, note.facts.title or note.stem, address_of(note.file), labels_of(note))


def note_page(desk: Desk, wanted: str) -> NotePage:
    """Return one note; HTTPException where there is none at that place, HomeError unreadable."""
    index = read_index(desk.home)
    note = note_at(index, wanted)
    text = read_text(desk.home.folder / note.file).text
    front = front_matter(text)
    places = places_by_name(index)

    def resolve(link: str) -> str:
        place = leads_to(places, index, link)
        return address_of(place) if place else ""

    title = note.facts.title or note.stem
    told = ((key, "; ".join(front.texts(key))) for key in front.values)
    blocks = blocks_in(text).values()
    return NotePage(
        title=title,
        note=note,
        facts=tuple((key, value) for key, value in told if value),
        problem=front.problem,
        html=Markup(note_html(text, resolve, title)),  # noqa: S704 - cleaned there
        here=tuple(listed(other) for other in links_here(index, note)),
        conflicts=tuple(b.name for b in blocks if b.state in (State.EDITED, State.BROKEN)),
        paper="" if note.is_topic else note.paper or note.facts.id,
    )


def note_at(index: NoteIndex, wanted: str) -> Seen:
    """Return the note at a place of the home; HTTPException where there is none."""
    note = index.notes.get(wanted)
    if note is None:
        raise HTTPException(404, "There is no such note. All of them stand under Notes.")
    return note


NOTICES = {
    "kept": "Kept.",
    "same": "Nothing was changed.",
    "back": "As it was before.",
    "mine": "What you made of it stays, and is left alone from now on.",
    "made": "Made. What you write in it is yours.",
    "gathered": "It gathers these papers now.",
    "unmade": "The note is gone again.",
    "ours": "Written anew. What had stood there is kept in the journal.",
}


def _all(request: Request) -> Response:
    given = request.query_params
    start = given.get("start", "")
    wanted = Wanted(
        words=given.get("q", "").strip()[:300],
        status=given.get("status", "")[:100],
        tag=given.get("tag", "")[:200],
        kind=given.get("kind", "")[:10],
    )
    limit = 10_000 if given.get("as") else A_PAGE
    first = int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 0
    with place_of(request).desk() as desk:
        page = notes_page(desk, wanted, first, limit)
    notice = NOTICES.get(given.get("said", ""), "")
    return show(request, "notes.html", page, "/notes", notice=notice)


def _one(request: Request) -> Response:
    wanted = request.query_params.get("file", "")[:1000]
    with place_of(request).desk() as desk:
        page = note_page(desk, wanted)
    what = request.query_params.get("said", "")
    undo: tuple[tuple[str, str], ...] = ()
    if what in ("kept", "mine", "ours"):
        undo = (("to", "/notes/undo"), ("file", wanted))
    elif what == "made":
        undo = (("to", "/notes/topic/undo"), ("file", wanted))
    return show(request, "note.html", page, "/notes", notice=NOTICES.get(what, ""), undo=undo)


async def _topic(request: Request) -> Response:
    form = await read_form(request)
    name, query = said(form, "name", 200).strip(), said(form, "query", 2000).strip()
    area, again = said(form, "area").strip(), bool(said(form, "again"))
    return await run_in_threadpool(_make_topic, request, name, query, area, again)


def _make_topic(request: Request, name: str, query: str, area: str, again: bool) -> Response:
    place = place_of(request)
    with place.desk() as desk:
        file, is_new = begin_topic(
            desk.home, desk.library, name, (), query, area, place.today(), again=again
        )
    order = {"today": place.today().isoformat(), "dry_run": False}
    order["link"] = f"{address_of(file)}&said={'made' if is_new else 'gathered'}"
    job = place.jobs.begin("notes", f"Gathering “{name.strip()}”", order)
    return see_other(f"/jobs/{job.id}")


async def _unmake(request: Request) -> Response:
    form = await read_form(request)
    return await run_in_threadpool(_unmake_topic, place_of(request), said(form, "file", 1000))


def _unmake_topic(place: Place, file: str) -> Response:
    with place.desk() as desk:
        unmake_topic(desk.home, file)
    return see_other("/notes", said="unmade")


ROUTES = [
    Route("/notes", _all),
    Route("/notes/note", _one),
    Route("/notes/topic", _topic, methods=["POST"]),
    Route("/notes/topic/undo", _unmake, methods=["POST"]),
]
