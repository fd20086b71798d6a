"""A note edited: the user's words in boxes, what is ours between them; conflicts settled; Undo."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.desk import Desk
from fingerpost.errors import ChangedError, UsageError
from fingerpost.faces.web.forms import read_form, said
from fingerpost.faces.web.frame import Place, Table, place_of, see_other, show
from fingerpost.faces.web.notes import note_at
from fingerpost.home import write_output
from fingerpost.home.files import read_text
from fingerpost.home.note_blocks import Settle, State, blocks_in
from fingerpost.notes.editing import keep_text, keep_words, own_words, parts_of
from fingerpost.notes.index import read_index
from fingerpost.notes.rendering import note_html
from fingerpost.notes.settling import settle, shown
from fingerpost.notes.sync import Sync

LONGEST = 500_000
MOST_FIELDS = 60
BEFORE = "note.before.json"
"""Beside the library: the note that was changed here last, as it was before."""


@dataclass(frozen=True, slots=True)
class Box:
    """One part of a note on the page."""

    label: str
    text: str
    """What stands in the box; empty for what is ours."""
    html: Markup
    """What is ours, rendered."""
    is_ours: bool
    rows: int
    now: str = ""
    """What the file says there now, where it was changed meanwhile."""


@dataclass(frozen=True, slots=True)
class NoteEditPage:
    """What the page of a note that is edited shows."""

    title: str
    """The note's title."""
    file: str
    """Its place in the home."""
    boxes: tuple[Box, ...]
    """Its parts in their order."""
    typed: tuple[str, ...]
    """What was sent and fits no part any more; empty unless the note has other parts now."""
    hash: str
    """Of the file when it was read: it is written only if it is still that."""
    problem: str
    """Why nothing was kept; empty when nothing was sent."""

    def table(self) -> Table:
        """One row a part."""
        return Table(("part", "text"), [(box.label, box.text) for box in self.boxes])


@dataclass(frozen=True, slots=True)
class SettlePage:
    """What the page of a note's conflicts shows."""

    title: str
    """The note's title."""
    file: str
    """Its place in the home."""
    conflicts: tuple[tuple[str, tuple[str, ...]], ...]
    """Each block in conflict with the lines of the difference; none where its ends are unclear."""

    def table(self) -> Table:
        """One row a line of difference."""
        rows = [(block, line) for block, lines in self.conflicts for line in lines]
        return Table(("block", "difference"), rows)


def edit_page(desk: Desk, file: str, sent: Sequence[str] = (), problem: str = "") -> NoteEditPage:
    """Return a note in parts; with `sent`, words that could not be kept, for a `problem`."""
    note = note_at(read_index(desk.home), file)
    read = read_text(desk.home.folder / note.file)
    parts = parts_of(read.text)
    fits = len(sent) == len(own_words(parts))
    given = iter(sent if fits else own_words(parts))
    boxes = []
    for part in parts:
        if part.block:
            html = Markup(note_html(part.text, lambda _: ""))  # noqa: S704 - cleaned there
            boxes.append(Box(f"Fingerpost's block: {part.block}", "", html, True, 0))
            continue
        text = next(given)
        text = _plain(text)
        differs = fits and text != _plain(part.text)
        number = sum(not box.is_ours for box in boxes) + (not parts[0].is_properties)
        label = "Properties" if part.is_properties else f"My words, part {number}"
        rows = min(30, max(2, text.count("\n") + 2))
        now = _plain(part.text) or "(nothing)" if problem and differs else ""
        boxes.append(Box(label, text, Markup(), False, rows, now))
    return NoteEditPage(
        title=note.facts.title or note.stem,
        file=file,
        boxes=tuple(boxes),
        typed=() if fits or not sent else tuple(sent),
        hash=read.hash,
        problem=problem,
    )


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip("\n")


def _edit(request: Request) -> Response:
    with place_of(request).desk() as desk:
        page = edit_page(desk, request.query_params.get("file", "")[:1000])
    return show(request, "note_edit.html", page, "/notes")


async def _keep(request: Request) -> Response:
    form = await read_form(request, most_bytes=4 * LONGEST, most_fields=MOST_FIELDS)
    words = [each for each in form.getlist("words") if isinstance(each, str)]
    file, read_hash = said(form, "file", 1000), said(form, "hash")
    return await run_in_threadpool(_write, request, file, words, read_hash)


def _write(request: Request, file: str, words: list[str], read_hash: str) -> Response:
    with place_of(request).desk() as desk:
        note_at(read_index(desk.home), file)
        if sum(map(len, words)) > LONGEST:
            raise UsageError("This is longer than a note can be here; use an editor of yours.")
        try:
            before, now = keep_words(desk.home, file, words, read_hash)
        except ChangedError:
            problem = (
                "The note was changed elsewhere since you opened it, so nothing was written."
                " What you typed stands below; beside it what the file says now. Keep again to have"
                " yours."
            )
        except UsageError as error:
            problem = str(error)
        else:
            _remember(desk, file, before, now)
            return see_other("/notes/note", file=file, said="kept")
        page = edit_page(desk, file, words, problem)
    return show(request, "note_edit.html", page, "/notes")


def settle_page(desk: Desk, place: Place, file: str) -> SettlePage:
    """Return a note's conflicts with what would change if they were written anew."""
    work = Sync(desk.home, desk.library, place.today())
    note, differences = shown(work, note_at(work.index, file).file)
    told = tuple((block, tuple(text.splitlines())) for block, text in differences.items())
    return SettlePage(note.facts.title or note.stem, file, told)


def _conflicts(request: Request) -> Response:
    place = place_of(request)
    with place.desk() as desk:
        page = settle_page(desk, place, request.query_params.get("file", "")[:1000])
    return show(request, "note_settle.html", page, "/notes")


async def _settle(request: Request) -> Response:
    form = await read_form(request)
    file, block, how = said(form, "file", 1000), said(form, "block"), said(form, "how")

    def work() -> Response:
        if how not in list(Settle):
            raise UsageError("A conflict is settled with your words or with Fingerpost's.")
        with place_of(request).desk() as desk:
            sync = Sync(desk.home, desk.library, place_of(request).today())
            path = desk.home.folder / note_at(sync.index, file).file
            before = read_text(path).text
            settle(sync, file, Settle(how), block)
            now = read_text(path)
            _remember(desk, file, before, now.hash)
            left = [b for b in blocks_in(now.text).values() if b.state in OPEN]
        if left:
            return see_other("/notes/settle", file=file)
        return see_other("/notes/note", file=file, said=how)

    return await run_in_threadpool(work)


OPEN = (State.EDITED, State.BROKEN)


async def _undo(request: Request) -> Response:
    form = await read_form(request)
    return await run_in_threadpool(_bring_back, place_of(request), said(form, "file", 1000))


def _bring_back(place: Place, file: str) -> Response:
    with place.desk() as desk:
        try:
            kept = json.loads(_kept(desk).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            kept = {}
        if kept.get("file") != file:
            raise UsageError("There is nothing to take back in this note.")
        read = read_text(desk.home.folder / note_at(read_index(desk.home), file).file)
        if read.hash != kept["now"]:
            raise UsageError("The note was changed again since, so it was left as it is.")
        now = keep_text(desk.home, read, kept["text"])
        _remember(desk, file, read.text, now.hash)
    return see_other("/notes/note", file=file, said="back")


def _kept(desk: Desk) -> Path:
    return desk.home.library_folder / BEFORE


def _remember(desk: Desk, file: str, before: str, now: str) -> None:
    write_output(_kept(desk), json.dumps({"file": file, "text": before, "now": now}))


ROUTES = [
    Route("/notes/edit", _edit),
    Route("/notes/keep", _keep, methods=["POST"]),
    Route("/notes/settle", _conflicts),
    Route("/notes/settle/decide", _settle, methods=["POST"]),
    Route("/notes/undo", _undo, methods=["POST"]),
]
