"""The home's own part of the guide: faults, packs added and dropped, an article taken after a look.

What is sent waits beside the library, never in the home, until it is taken or thrown away.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.desk import Desk
from fingerpost.errors import FingerpostError, GuideError, UsageError
from fingerpost.faces.web.forms import read_form, said
from fingerpost.faces.web.frame import Place, Table, place_of, see_other, show
from fingerpost.faces.web.guide import TABS
from fingerpost.faces.web.imports import safe_name
from fingerpost.guide.article import Article, ArticlePath, read_article
from fingerpost.guide.article_pack import check_address, path_ids
from fingerpost.guide.folder import FILES
from fingerpost.guide.looking import name_of, own_entries
from fingerpost.guide.own import FOLDER, PACKS, as_problem
from fingerpost.guide.packs import (
    Pack,
    add_pack,
    check_folder,
    check_own,
    drop_pack,
    packs,
    summary,
)
from fingerpost.guide.taking import take_article
from fingerpost.home import write_output
from fingerpost.records import Problem
from fingerpost.text import slug

MOST_BYTES = 5 << 20
MOST_FILES = 500
WAITING, DROPPED, SENT = "guide-article", "guide-dropped", "guide-sent"
"""Folders beside the library: an article to look at, the pack dropped last, a pack just sent."""


@dataclass(frozen=True, slots=True)
class PacksPage:
    """What the page of the home's own guide shows."""

    title: str
    """The page's heading."""
    tabs: tuple[tuple[str, str], ...]
    """The parts of the guide: addresses and names."""
    folder: str
    """The folder of the home's own entries, as a path in the home."""
    problems: tuple[Problem, ...]
    """Faults of the home's own entries and of its packs."""
    own: tuple[tuple[str, str, str, str], ...]
    """Entries that are not Fingerpost's own: kind, id, name and whose word they are."""
    packs: tuple[tuple[Pack, str], ...]
    """The packs, each with what it brings in words."""
    waiting: bool
    """True while an article waits to be looked at."""
    refused: tuple[str, ...]
    """Why a pack that was just sent was not taken."""

    def table(self) -> Table:
        """One row an entry that is not Fingerpost's own."""
        return Table(("kind", "id", "name", "origin"), self.own)


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """What the page of an article to look at shows."""

    title: str
    """The article's title."""
    article: Article
    """What was read."""
    paths: tuple[tuple[str, ArticlePath], ...]
    """Its paths with the ids that they would have."""
    name: str
    """The name that it would have as a pack."""
    address: str
    """Where it stands in the web; empty where that was not said."""

    def table(self) -> Table:
        """One row a passage of a path."""
        rows = [
            (path_id, kind, passage.text)
            for path_id, path in self.paths
            for kind, passages in (("says", path.prose), ("asks", path.requirements),
                                   ("way in", path.routes))
            for passage in passages
        ]  # fmt: skip
        return Table(("path", "kind", "text"), rows)


def packs_page(desk: Desk, refused: Sequence[str] = ()) -> PacksPage:
    """Return the home's own part of the guide."""
    own = desk.home.folder / FOLDER
    return PacksPage(
        title="Your own entries and packs",
        tabs=TABS,
        folder=FOLDER,
        problems=check_own(desk.home.folder),
        own=tuple((k, e.id, name_of(e), e.origin) for k, e in own_entries(desk.guide)),
        packs=tuple((pack, summary(pack.entries) or "no entry") for pack in packs(own)),
        waiting=(_beside(desk, WAITING) / "about.json").is_file(),
        refused=tuple(refused),
    )


def article_page(desk: Desk) -> ArticlePage:
    """Return the article that waits; HTTPException where none does, GuideError unreadable."""
    article, name, address = _waiting(desk)
    return ArticlePage(article.title, article, path_ids(article, name), name, address)


NOTICES = {
    "added": "It is in your guide now. Paths are judged with it from now on.",
    "dropped": "The pack is gone from your guide.",
    "away": "Nothing was kept of it.",
}


def _all(request: Request) -> Response:
    with place_of(request).desk() as desk:
        page = packs_page(desk)
    given = request.query_params
    what, name = given.get("said", ""), given.get("name", "")[:100]
    undo: tuple[tuple[str, str], ...] = ()
    if what == "dropped":
        undo = (("to", "/guide/packs/undo"), ("name", name))
    elif what == "added":
        undo = (("to", "/guide/packs/drop"), ("name", name))
    return show(
        request, "guide_packs.html", page, "/guide", notice=NOTICES.get(what, ""), undo=undo
    )


async def _send_article(request: Request) -> Response:
    form = await read_form(request, MOST_BYTES, 1)
    try:
        file = form.get("file")
        content = await file.read() if isinstance(file, UploadFile) else b""
        name = file.filename or "" if isinstance(file, UploadFile) else ""
    finally:
        await form.close()
    address = said(form, "address", 1000).strip()
    return await run_in_threadpool(_keep_article, place_of(request), name, content, address)


def _keep_article(place: Place, given: str, content: bytes, address: str) -> Response:
    if not content:
        raise UsageError("No file was chosen, or it was empty. Choose the article's Markdown file.")
    check_address(address)
    with place.desk() as desk:
        folder = _empty(_beside(desk, WAITING))
        file = safe_name(given)
        (folder / file).write_bytes(content)
        try:
            read_article(folder / file)
        except GuideError as error:
            _empty(folder)
            raise UsageError(f"{file}: {error.reason}") from None
        about = {"file": file, "name": slug(Path(file).stem) or "article", "address": address}
        write_output(folder / "about.json", json.dumps(about))
    return see_other("/guide/import")


def _article(request: Request) -> Response:
    with place_of(request).desk() as desk:
        page = article_page(desk)
    return show(request, "guide_article.html", page, "/guide")


async def _take(request: Request) -> Response:
    form = await read_form(request)
    called, is_taken = said(form, "name", 60).strip(), said(form, "what") == "take"
    return await run_in_threadpool(_decide, place_of(request), called, is_taken)


def _decide(place: Place, called: str, is_taken: bool) -> Response:
    with place.desk() as desk:
        if not is_taken:
            shutil.rmtree(_beside(desk, WAITING), ignore_errors=True)
            return see_other("/guide/packs", said="away")
        article, name, address = _waiting(desk)
        name = called or name
        take_article(desk.home.folder / FOLDER, article, name, place.today(), address)
        desk.home.journal.append("article imported", article.file, pack=name)
        shutil.rmtree(_beside(desk, WAITING), ignore_errors=True)
    return see_other("/guide/packs", said="added", name=name)


async def _send_pack(request: Request) -> Response:
    form = await read_form(request, MOST_BYTES, MOST_FILES)
    try:
        files = [
            (each.filename or "", await each.read())
            for each in form.getlist("files")
            if isinstance(each, UploadFile)
        ]
    finally:
        await form.close()
    return await run_in_threadpool(_add, request, files, said(form, "name", 60).strip())


def _add(request: Request, files: list[tuple[str, bytes]], name: str) -> Response:
    files = [(each, content) for each, content in files if each and content]
    if not files or not name:
        raise UsageError("A pack needs a name and its files: choose all files of its folder.")
    with place_of(request).desk() as desk:
        folder = _empty(_beside(desk, SENT))
        try:
            for given, content in files:
                file = safe_name(PurePosixPath(given.replace("\\", "/")).name)
                is_path = file.endswith(".toml") and file not in FILES and file != "pack.toml"
                into = folder / "paths" / file if is_path else folder / file
                into.parent.mkdir(exist_ok=True)
                into.write_bytes(content)
            own = desk.home.folder / FOLDER
            checked = check_folder(folder, own, name)
            if checked.problems:
                told = [as_problem(each).sentence() for each in checked.problems]
                page = packs_page(desk, [each.replace(f"{folder}/", "") for each in told])
                return show(request, "guide_packs.html", page, "/guide")
            add_pack(own, folder, name)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        desk.home.journal.append("pack added", name, files=len(checked.files))
    return see_other("/guide/packs", said="added", name=name)


async def _drop(request: Request) -> Response:
    form = await read_form(request)
    return await run_in_threadpool(_drop_pack, place_of(request), said(form, "name", 60))


def _drop_pack(place: Place, name: str) -> Response:
    with place.desk() as desk:
        own = desk.home.folder / FOLDER
        if name not in {pack.name for pack in packs(own)}:
            raise UsageError("There is no such pack any more.")
        kept = _beside(desk, DROPPED)
        shutil.rmtree(kept, ignore_errors=True)
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(own / PACKS / name, kept / name, symlinks=True)
        files = drop_pack(own, name)
        desk.home.journal.append("pack dropped", name, files=files)
    return see_other("/guide/packs", said="dropped", name=name)


async def _undo(request: Request) -> Response:
    form = await read_form(request)
    return await run_in_threadpool(_bring_back, place_of(request), said(form, "name", 60))


def _bring_back(place: Place, name: str) -> Response:
    with place.desk() as desk:
        kept = _beside(desk, DROPPED) / slug(name)
        if not name or not kept.is_dir():
            raise UsageError("There is nothing to take back.")
        checked = add_pack(desk.home.folder / FOLDER, kept, name)
        desk.home.journal.append("pack added", name, files=len(checked.files))
    return see_other("/guide/packs", said="added", name=name)


def _waiting(desk: Desk) -> tuple[Article, str, str]:
    folder = _beside(desk, WAITING)
    try:
        about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        return read_article(folder / about["file"]), about["name"], about["address"]
    except (OSError, ValueError, KeyError, FingerpostError):
        raise HTTPException(404, "No article waits to be looked at. Choose one first.") from None


def _beside(desk: Desk, name: str) -> Path:
    return desk.home.library_folder / name


def _empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


ROUTES = [
    Route("/guide/packs", _all),
    Route("/guide/packs/add", _send_pack, methods=["POST"]),
    Route("/guide/packs/drop", _drop, methods=["POST"]),
    Route("/guide/packs/undo", _undo, methods=["POST"]),
    Route("/guide/import", _article),
    Route("/guide/import/read", _send_article, methods=["POST"]),
    Route("/guide/import/decide", _take, methods=["POST"]),
]
