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
from fingerpost.faces.web.frame import Table, place_of, see_other, show
from fingerpost.faces.web.jobs import PROBLEMS_FILE, Job
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
    "check": Begun("/settings", "/settings", "Settings", "Read it"),
    "backup": Begun("/settings", "/settings", "Settings", "Download it"),
}
"""By kind of work; what is not here is begun on Today."""


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
    can_go_back: bool
    """True for an import that can be taken back."""
    stays: tuple[tuple[str, str, str], ...]
    """Papers of an import taken back that stay: the id, the title and why."""

    def table(self) -> Table:
        """One row a problem, or a paper that stays."""
        if self.stays:
            return Table(("paper", "title", "why it stays"), self.stays)
        rows = [(p.file, p.record, p.line, p.reason) for p in self.problems]
        return Table(("file", "record", "line", "reason"), rows)


def _page(request: Request) -> Response:
    job = _job(request)
    jobs = place_of(request).jobs
    file = jobs.folder / job.id / PROBLEMS_FILE
    problems = tuple(jobs.problems(job)) if job.is_over else ()
    begun = BEGUN.get(job.kind, Begun("/", "/", "Today", "Read it"))
    stays = jobs.found(job.id).get("stays", ()) if job.kind == "import back" else ()
    page = WorkPage(
        title=job.title,
        job=job,
        state=STATES[job.state],
        problems=problems,
        has_file=file.is_file(),
        begun=begun,
        can_go_back=job.kind == "import" and job.is_over,
        stays=tuple((paper, title, why) for paper, title, why in stays),
    )
    return show(request, "work.html", page, begun.section)


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
