"""Bringing files in: dropped on the page or chosen, kept under names of ours, read by a job."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from fingerpost.errors import FailureError, LostLibraryError, UsageError
from fingerpost.faces.web.forms import read_form, said
from fingerpost.faces.web.frame import Place, Table, place_of, see_other, show
from fingerpost.faces.web.jobs import Job, new_id
from fingerpost.home.journal import Entry
from fingerpost.intake.noting import BROUGHT, UPDATED
from fingerpost.intake.taking_back import BRINGING, standing_imports, taken_back, what_of
from fingerpost.text import plural

MOST_BYTES = 2_000_000_000
MOST_FILES = 50
LONGEST_NAME = 80
MOST_SHOWN = 20
"""So many times that papers came in are listed."""
T = TypeVar("T")
_UNUSUAL = re.compile(r"[^\w .()-]+")


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """Something that brought papers in, or tried to."""

    what: str
    """The files, or who was asked for what."""
    day: str
    """When, as an ISO date."""
    said: str
    """What came of it, in words."""
    link: str
    """The address of its work; empty where that is forgotten, or was done elsewhere."""
    name: str
    """Takes it back; empty where that cannot be."""
    taken_back: str
    """The day on which it was taken back; empty for none."""


@dataclass(frozen=True, slots=True)
class ImportPage:
    """What the page for bringing papers in shows."""

    title: str
    """The page's heading."""
    papers: int
    """How many papers the library has."""
    most_megabytes: int
    """How much may be sent at once."""
    lost: str
    """Where the home's library is not on this machine, what to do; empty where it is."""
    imports: tuple[BroughtIn, ...]
    """What brought papers in, the newest first."""

    def table(self) -> Table:
        """One row a time that papers came in."""
        rows = [(each.day, each.what, each.said, each.taken_back) for each in self.imports]
        return Table(("day", "what", "sentence", "taken_back_on"), rows)


def _page(request: Request) -> Response:
    place = place_of(request)
    papers, lost = 0, ""
    with place.desk() as desk:
        entries = desk.home.journal.read()[0]
        try:
            papers = desk.library.count()
        except LostLibraryError as error:
            lost = f"{error.lost} Bring your files in again: a new library begins."
    imports = brought_in(entries, place.jobs.all())
    page = ImportPage("Bring papers in", papers, MOST_BYTES // 1_000_000, lost, imports)
    return show(request, "import.html", page, "/library")


def brought_in(entries: Sequence[Entry], jobs: Sequence[Job]) -> tuple[BroughtIn, ...]:
    """Return what brought papers in, the newest first; before it, what did not come to its end."""
    days, can_go = taken_back(entries), standing_names(entries, jobs)
    by_id = {job.id: job for job in jobs}
    unfinished = [
        BroughtIn(
            job.title, "", job.said or job.state, f"/jobs/{job.id}",
            job.id if job.id in can_go else "", days.get(job.id, ""),
        )
        for job in jobs if job.kind == "import" and job.state != "done"
    ]  # fmt: skip
    found: list[BroughtIn] = []
    seen = {job.id for job in jobs if job.state != "done"}
    for entry in reversed(entries):
        if entry.verb not in BRINGING or not _brought(entry):
            continue
        name = str(entry.details.get(BROUGHT, ""))
        if name in seen:
            continue
        seen |= {name} - {""}
        job = by_id.get(name)
        found.append(
            BroughtIn(
                what_of(entry), entry.day, job.said if job else _said(entry),
                f"/jobs/{job.id}" if job else "", name if name in can_go else "",
                days.get(name, ""),
            )
        )  # fmt: skip
        if len(found) == MOST_SHOWN:
            break
    return (*unfinished, *found)


def standing_names(entries: Sequence[Entry], jobs: Sequence[Job]) -> set[str]:
    """Return the names of what can be taken back; imports that were cut off among them."""
    days = taken_back(entries)
    names = {str(each.details[BROUGHT]) for each in standing_imports(entries)}
    cut = (job for job in jobs if job.kind == "import" and job.is_over and job.state != "done")
    return names | {job.id for job in cut if job.id not in days}


def _brought(entry: Entry) -> bool:
    """Return whether anything came; an update that brought no news is not told."""
    told = entry.details
    if entry.verb == UPDATED:
        return bool(told.get("new") or told.get("changed"))
    return bool(told.get("papers"))


def _said(entry: Entry) -> str:
    new = entry.details.get("new")
    count = len(new) if isinstance(new, list) else new if isinstance(new, int) else 0
    return f"{plural(count, 'new paper')}."


async def _take(request: Request) -> Response:
    form = await read_form(request, MOST_BYTES, MOST_FILES)
    try:
        files = [each for each in form.getlist("files") if isinstance(each, UploadFile)]
        job = await run_in_threadpool(_keep, place_of(request), files)
    finally:
        await form.close()
    address = f"/jobs/{job.id}"
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"address": address})
    return see_other(address)


async def _back(request: Request) -> Response:
    """Begin to take back what an import brought."""
    form = await read_form(request)
    place, name = place_of(request), said(form, "import")

    def begin() -> Job:
        with place.desk() as desk:
            entries = desk.home.journal.read()[0]
        if name not in standing_names(entries, place.jobs.all()):
            raise UsageError("There is no such import that could be taken back.")
        job = place.jobs.get(name)
        stands = standing_imports(entries)
        what = next((what_of(each) for each in stands if each.details[BROUGHT] == name), "")
        what = job.title if job else what
        order = {"brought": name, "files": what, "today": place.today().isoformat()}
        return place.jobs.begin("import back", f"Take back {what}", order)

    return see_other(f"/jobs/{(await run_in_threadpool(begin)).id}")


def _keep(place: Place, files: Sequence[UploadFile]) -> Job:
    """Write the files beside the library and start reading them."""

    def begin(names: list[str], job_id: str) -> Job:
        more = f" and {plural(len(names) - 1, 'more file')}" if len(names) > 1 else ""
        order = {"files": names, "today": place.today().isoformat()}
        return place.jobs.begin("import", f"{names[0]}{more}", order, job_id)

    return keep_files(place, files, begin)


def keep_files(
    place: Place, files: Sequence[UploadFile], begin: Callable[[list[str], str], T]
) -> T:
    """Write files beside the library and begin their job; where that fails they are gone again."""
    files = [file for file in files if file.filename and file.size]
    if not files:
        raise UsageError("No file was chosen, or it was empty. Choose one or more files first.")
    job_id = new_id()
    folder = place.jobs.folder / job_id
    try:
        return begin(_write(files, folder / "files"), job_id)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise FailureError(
            f"The files could not be kept beside the library ({error.strerror}), so none was read."
            " Make room on the disk, and send them again."
        ) from None
    except FailureError:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _write(files: Sequence[UploadFile], folder: Path) -> list[str]:
    """Write the files under names of ours and return these."""
    folder.mkdir(parents=True)
    names: list[str] = []
    for file in files:
        name = safe_name(file.filename or "", names)
        with (folder / name).open("xb") as kept:
            shutil.copyfileobj(file.file, kept, 1 << 20)
        names.append(name)
    return names


def safe_name(given: str, taken: Sequence[str] = ()) -> str:
    """Return a name of ours for an uploaded file: its last part, plain characters, not taken."""
    last = PurePosixPath(given.replace("\\", "/")).name
    name = _UNUSUAL.sub("_", last).strip(" .")[-LONGEST_NAME:].strip(" .") or "file"
    path = Path(name)
    number = 1
    while name.casefold() in {each.casefold() for each in taken}:
        number += 1
        name = f"{path.stem} ({number}){path.suffix}"
    return name


ROUTES = [
    Route("/library/import", _page),
    Route("/library/import/take", _take, methods=["POST"]),
    Route("/library/import/back", _back, methods=["POST"]),
]
