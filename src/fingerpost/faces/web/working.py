"""The page of one job: how far it is, told as it goes on; cancel, run again, what came of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.routing import Route

from fingerpost.faces.web.forms import read_form
from fingerpost.faces.web.frame import Place, Table, place_of, see_other, show
from fingerpost.faces.web.imports import standing_names
from fingerpost.faces.web.jobs import PROBLEMS_FILE, Job
from fingerpost.faces.web.note_sync import can_be_undone
from fingerpost.intake.taking_back import taken_back
from fingerpost.notes.undoing import undone_on
from fingerpost.records import Problem

LOOK_EVERY_SECONDS = 0.3
STATES = {
    "waiting": "Waiting for its turn",
    "running": "At work",
    "done": "Done",
    "failed": "It did not work",
    "cancelled": "Stopped",
    "cut off": "Cut off before it was finished",
}


@dataclass(frozen=True, slots=True)
class Begun:
    """Where a kind of work is begun."""

    section: str
    """The section that it belongs to."""
    address: str
    """The page that it is begun on."""
    name: str
    """What that page is called."""
    words: str
    """The words that lead to what came of it."""


BEGUN = {
    "import": Begun("/library", "/library/import", "Bring papers in", "To the library"),
    "import back": Begun("/library", "/library/import", "Bring papers in", "To the library"),
    "fetch": Begun("/library", "/library/fetch", "Fetch papers", "Go on"),
    "add": Begun("/library", "/library/add", "Add one paper", "Go on"),
    "update": Begun("/areas", "/areas/update", "Bring up to date", "See what is new"),
    "totals": Begun("/areas", "/dives", "Dives", "See the trends"),
    "propose": Begun("/library", "/library", "Library", "See what it proposes"),
    "verdicts": Begun("/screen", "/screen", "Screening", "See what it says"),
    "dive": Begun("/areas", "/dives", "Dives", "See what was found"),
    "plan": Begun("/plan", "/plan", "Plan", "To the plan"),
    "compare": Begun("/focus", "/focus", "Focus", "See the comparison"),
    "notes": Begun("/notes", "/notes", "Notes", "Read it"),
    "notes undo": Begun("/notes", "/notes", "Notes", "To your notes"),
    "check": Begun("/settings", "/settings", "Settings", "Read it"),
    "backup": Begun("/settings", "/settings", "Settings", "Download it"),
}
"""By kind of work; what is not here is begun on Today."""


@dataclass(frozen=True, slots=True)
class Back:
    """The form that takes back what a job did."""

    address: str
    name: str
    """What the form names the job by."""
    words: str
    note: str
    """What it does, and what stays."""


BACK = {
    "import": Back(
        "/library/import/back", "import", "Take this import back",
        "Takes out what it brought. Papers stay that another import brought too, or that you"
        " screened, noted or cited.",
    ),
    "notes": Back(
        "/notes/sync/undo", "sync", "Undo",
        "Puts every note that it wrote back as it was before. A note that changed since stays as"
        " it is.",
    ),
}  # fmt: skip
"""By kind of work."""


@dataclass(frozen=True, slots=True)
class WorkPage:
    """What the page of one job shows."""

    title: str
    """What is being worked on."""
    job: Job
    """How far it is."""
    state: str
    """Its state, in words."""
    problems: tuple[Problem, ...]
    """What could not be taken, the first of it."""
    has_file: bool
    """True where there is a table of all problems."""
    begun: Begun
    """Where it was begun, and what leads to what came of it."""
    back: Back | None
    """How what it did is taken back; None where it cannot be."""
    taken_back: str
    """The day on which that was done; empty for none."""
    stays: tuple[tuple[str, str, str, str], ...]
    """What stays of what was taken back: the id or file, the title, why, and the address."""

    def table(self) -> Table:
        """One row a problem, or a paper or note that stays."""
        if self.stays:
            return Table(("what", "title", "why it stays"), [each[:3] for each in self.stays])
        rows = [(p.file, p.record, p.line, p.reason) for p in self.problems]
        return Table(("file", "record", "line", "reason"), rows)


def _page(request: Request) -> Response:
    job = _job(request)
    jobs = place_of(request).jobs
    file = jobs.folder / job.id / PROBLEMS_FILE
    problems = tuple(jobs.problems(job)) if job.is_over else ()
    begun = BEGUN.get(job.kind, Begun("/", "/", "Today", "Read it"))
    stays = jobs.found(job.id).get("stays", ()) if job.kind in ("import back", "notes undo") else ()
    can_go, day = _taken_back(place_of(request), job)
    page = WorkPage(
        title=job.title,
        job=job,
        state=STATES[job.state],
        problems=problems,
        has_file=file.is_file(),
        begun=begun,
        back=BACK[job.kind] if can_go else None,
        taken_back=day,
        stays=tuple((what, title, why, address) for what, title, why, address in stays if address),
    )
    return show(request, "work.html", page, begun.section)


def _taken_back(place: Place, job: Job) -> tuple[bool, str]:
    """Return whether what a job did can be taken back, and the day on which it was."""
    if job.kind not in BACK or not job.is_over:
        return False, ""
    with place.desk() as desk:
        entries = desk.home.journal.read()[0]
    if job.kind == "notes":
        return can_be_undone(place, job), undone_on(entries, job.id)
    return job.id in standing_names(entries, [job]), taken_back(entries).get(job.id, "")


async def _events(request: Request) -> Response:
    job = await run_in_threadpool(_job, request)
    jobs = place_of(request).jobs

    async def tell() -> AsyncIterator[str]:
        last = ""
        while not await request.is_disconnected():
            now = await run_in_threadpool(jobs.get, job.id)
            if now is None:
                return
            told = json.dumps(
                {"state": STATES[now.state], "said": now.said, "count": now.count,
                 "part": now.part, "parts": now.parts, "over": now.is_over}
            )  # fmt: skip
            if told != last:
                last = told
                yield f"data: {told}\n\n"
            if now.is_over:
                return
            await asyncio.sleep(LOOK_EVERY_SECONDS)

    return StreamingResponse(tell(), media_type="text/event-stream")


async def _cancel(request: Request) -> Response:
    await read_form(request)
    job = await run_in_threadpool(_job, request)
    await run_in_threadpool(place_of(request).jobs.cancel, job.id)
    return see_other(f"/jobs/{job.id}")


async def _again(request: Request) -> Response:
    await read_form(request)
    job = await run_in_threadpool(_job, request)
    await run_in_threadpool(place_of(request).jobs.again, job.id)
    return see_other(f"/jobs/{job.id}")


def _problems(request: Request) -> Response:
    job = _job(request)
    file = place_of(request).jobs.folder / job.id / PROBLEMS_FILE
    if not file.is_file():
        raise HTTPException(404, "This work had no problems.")
    return FileResponse(file, media_type="text/csv; charset=utf-8", filename="problems.csv")


def _job(request: Request) -> Job:
    job = place_of(request).jobs.get(request.path_params["job"])
    if job is None:
        raise HTTPException(404, "There is no such work, or it is long done.")
    return job


ROUTES = [
    Route("/jobs/{job}", _page),
    Route("/jobs/{job}/events", _events),
    Route("/jobs/{job}/problems.csv", _problems),
    Route("/jobs/{job}/cancel", _cancel, methods=["POST"]),
    Route("/jobs/{job}/again", _again, methods=["POST"]),
]
