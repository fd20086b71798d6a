"""Notes brought up to date: what would change, then the doing; both as work beside the app."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.desk import Desk
from fingerpost.errors import FailureError, UsageError
from fingerpost.faces.web.forms import read_form, said
from fingerpost.faces.web.frame import Place, Table, place_of, see_other, show
from fingerpost.faces.web.jobs import Job, write_found
from fingerpost.faces.web.notes import address_of
from fingerpost.notes.kept_syncs import record_of
from fingerpost.notes.sync import SyncResult
from fingerpost.notes.undoing import sync_and_keep, undo_sync, undone_on
from fingerpost.text import plural

MOST_LINES = 3_000


@dataclass(frozen=True, slots=True)
class NoteSyncPage:
    """What the page of bringing notes up to date shows."""

    title: str
    """The page's heading."""
    done: bool
    """True when notes were written; False for a look at what would be."""
    undo: str
    """The job whose writing can be undone; empty where none can."""
    undone: str
    """The day on which that was done; empty for none."""
    looked: bool
    """True where a look or the doing has come to its end."""
    said: str
    """What came of it, in a sentence."""
    renewed: tuple[tuple[str, str], ...]
    """The notes that were renewed or would be: their places and addresses."""
    lines: tuple[str, ...]
    """The difference, line by line; only of a look."""
    more: int
    """How many further lines of difference there are."""
    conflicts: tuple[tuple[str, str, str, str], ...]
    """Blocks that were left: the note, its address, the block and why."""
    told: tuple[str, ...]
    """What was noticed beside: notes renamed, deleted, double or without a paper, and faults."""

    def table(self) -> Table:
        """One row a note that is renewed or in conflict."""
        rows = [(file, "renewed", "") for file, _ in self.renewed]
        rows += [(file, "conflict", why) for file, _, _, why in self.conflicts]
        return Table(("note", "what", "why"), rows)


def sync_page(place: Place, job_id: str) -> NoteSyncPage:
    """Return what a job found; without one, the page from which to begin."""
    found, job = place.jobs.found(job_id), place.jobs.get(job_id)
    with place.desk() as desk:
        day = undone_on(desk.home.journal.read()[0], job.id) if job else ""
    lines = found.get("diff", "").splitlines()
    return NoteSyncPage(
        title="Bring notes up to date",
        done=not found.get("dry_run", True),
        undo=job.id if job and can_be_undone(place, job) else "",
        undone=day,
        looked=bool(found),
        said=found.get("said", ""),
        renewed=tuple((file, address_of(file)) for file in found.get("renewed", ())),
        lines=tuple(lines[:MOST_LINES]),
        more=max(0, len(lines) - MOST_LINES),
        conflicts=tuple(
            (file, address_of(file, "settle"), block, why)
            for file, block, why in found.get("conflicts", ())
        ),
        told=tuple(found.get("told", ())),
    )


def sync_notes(desk: Desk, order: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Do the work of a job: look at what would change, or renew the notes."""
    dry_run = bool(order["dry_run"])
    today = date.fromisoformat(order["today"])
    done = sync_and_keep(desk.home, desk.library, today, folder.name, dry_run=dry_run)
    found = {
        "said": _sentence(done, dry_run=dry_run),
        "dry_run": dry_run,
        "renewed": done.renewed,
        "diff": done.diff,
        "conflicts": [(each.file, each.block, each.why) for each in done.conflicts],
        "told": _told(done),
    }
    write_found(folder, found)
    return {"said": found["said"], "link": order.get("link") or f"/notes/sync?job={folder.name}"}


def undo_notes(desk: Desk, order: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Do the work of a job: undo a sync; what is left, and why, is shown on the job's page."""
    done = undo_sync(desk.home, order["sync"])
    left = [*done.left, *((each.file, each.reason) for each in done.problems)]
    write_found(folder, {"stays": [[file, "", why, address_of(file)] for file, why in left]})
    if done.problems:
        raise FailureError(done.sentence())
    return {"said": done.sentence(), "link": "/notes"}


def _sentence(done: SyncResult, *, dry_run: bool) -> str:
    would = "would be" if dry_run else "were" if len(done.renewed) != 1 else "was"
    sentence = f"{plural(len(done.renewed), 'note')} of {done.notes:,} {would} renewed."
    if done.conflicts:
        sentence += f" {plural(len(done.conflicts), 'block')} of yours left alone."
    return sentence


def _told(done: SyncResult) -> list[str]:
    index = done.index
    return [
        *(f"{was} is {now} now." for was, now in index.renamed),
        *(f"{file} was deleted and stays deleted." for file in index.deleted),
        *(f"{paper} has {len(files):,} notes, all kept up to date: {', '.join(files)}."
          for paper, files in index.several.items()),
        *(f"{file}: the library does not have its paper; left as it is."
          for file in done.not_in_library),
        *(problem.sentence() for problem in done.problems),
    ]  # fmt: skip


def _page(request: Request) -> Response:
    page = sync_page(place_of(request), request.query_params.get("job", ""))
    return show(request, "note_sync.html", page, "/notes")


async def _begin(request: Request) -> Response:
    form = await read_form(request)
    dry_run = said(form, "what") != "write"
    return await run_in_threadpool(_start, place_of(request), dry_run)


async def _undo(request: Request) -> Response:
    """Begin to undo what a job of these wrote."""
    form = await read_form(request)
    place, job_id = place_of(request), said(form, "sync")

    def begin() -> Job:
        job = place.jobs.get(job_id)
        if job is None or not can_be_undone(place, job):
            raise UsageError("There is no such work on notes that could be undone.")
        order = {"sync": job.id, "today": place.today().isoformat()}
        return place.jobs.begin("notes undo", f"Undo: {job.title}", order)

    return see_other(f"/jobs/{(await run_in_threadpool(begin)).id}")


def can_be_undone(place: Place, job: Job) -> bool:
    """Return whether a job wrote notes that can be put back as they were."""
    is_over = job.kind == "notes" and job.is_over
    return is_over and record_of(place.jobs.folder.parent, job.id) is not None


def _start(place: Place, dry_run: bool) -> Response:
    title = "What would change in your notes" if dry_run else "Your notes, brought up to date"
    order = {"today": place.today().isoformat(), "dry_run": dry_run}
    return see_other(f"/jobs/{place.jobs.begin('notes', title, order).id}")


ROUTES = [
    Route("/notes/sync", _page),
    Route("/notes/sync/begin", _begin, methods=["POST"]),
    Route("/notes/sync/undo", _undo, methods=["POST"]),
]
