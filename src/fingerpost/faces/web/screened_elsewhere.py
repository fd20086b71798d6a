"""Verdicts that another program or reader made: shown first, taken up on the second press."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.desk import Desk
from fingerpost.dives.screening import Screening
from fingerpost.dives.screening.verdicts_in import Statements, Taken, look_at, take_up
from fingerpost.errors import FailureError, UsageError
from fingerpost.faces.web.forms import read_form, said
from fingerpost.faces.web.frame import Place, Table, place_of, see_other, show
from fingerpost.faces.web.imports import keep_files
from fingerpost.faces.web.jobs import Say, keep_problems, write_found
from fingerpost.faces.web.screen import SECTION, WORDS, area_of
from fingerpost.faces.web.screen_forms import about_area, with_screening
from fingerpost.home import Area
from fingerpost.home.decisions import FromFile, brought_by_files, take_back_file
from fingerpost.records import Problem
from fingerpost.text import plural

MOST_BYTES = 200_000_000
MOST_SHOWN = 200
"""So many papers or records are listed of a kind; the table has all."""


@dataclass(frozen=True, slots=True)
class VerdictsPage:
    """What the page shows on which verdicts of a file are brought into a screening."""

    title: str
    """The page's heading."""
    area: Area
    """The area that is screened."""
    most_megabytes: int
    """How large a file may be."""
    job: str
    """The work that looked at the file; empty before one was sent."""
    stated: Statements | None
    """What the file says; None before one was sent."""
    came: Taken | None
    """What was taken of it, as long as that stands; None before."""
    most: int
    """How many papers or records are listed of a kind."""
    problems: tuple[Problem, ...]
    """What could not be understood, the first of it."""
    words: Mapping[str, str]
    """The verdicts in words."""
    brought: tuple[FromFile, ...]
    """What files brought before and still stands, the last one first."""

    def table(self) -> Table:
        """One row a paper that the file judges."""
        head = ("id", "title", "file says", "its reason", "you said", "your reason")
        if self.stated is None:
            return Table(head, [])
        rows = [
            (each.paper, each.title, each.verdict, each.why, each.mine, each.my_reason)
            for each in self.stated.stated
        ]
        rows += [("not in the library", title, "", "", "", "")
                 for title in self.stated.not_in_library]  # fmt: skip
        return Table(head, rows)


def verdicts_page(place: Place, desk: Desk, area: Area, job: str) -> VerdictsPage:
    """Return the page of an area, with what a job found in a file for it."""
    found = place.jobs.found(job)
    mine = found if found.get("verdicts_of") == area.name else {}
    stated = msgspec.convert(mine["stated"], Statements) if mine else None
    brought = brought_by_files(desk.home.journal.read()[0], area.name)
    came = Taken(**mine["came"]) if "came" in mine else None
    stands = came is not None and came.id in {each.id for each in brought}
    return VerdictsPage(
        title=f"Verdicts from a file: {area.title}",
        area=area,
        most_megabytes=MOST_BYTES // 1_000_000,
        job=job if mine else "",
        stated=stated,
        came=came if stands else None,
        most=MOST_SHOWN,
        problems=stated.problems[:MOST_SHOWN] if stated else (),
        words={str(verdict): words for verdict, words in WORDS.items()},
        brought=brought,
    )


def verdicts_work(desk: Desk, order: Mapping[str, Any], folder: Path, say: Say) -> dict[str, Any]:
    """Do the work of a job: look at what a file says, as `screen import` does before it writes."""
    area = desk.home.area(order["area"])
    path = next(iter(sorted((folder / "files").glob("*"))), None)
    if path is None:
        raise FailureError("The file is not here any more. Send it again.")
    say(at_once=True, said=f"Reading {path.name}")
    day = date.fromisoformat(order["today"])
    screening = Screening(desk.library, desk.home.journal, area, day)
    stated = look_at(screening, desk.library, path, lambda count: say(count=count))
    shutil.rmtree(folder / "files", ignore_errors=True)
    keep_problems(folder, desk.home.folder, stated.problems)
    if not stated.read:
        why = stated.problems[0].reason if stated.problems else "no record of it has a verdict"
        raise FailureError(f"Nothing can be taken from {path.name}: {why}.")
    write_found(folder, {"verdicts_of": area.name, "stated": msgspec.to_builtins(stated)})
    sentence = f"{plural(stated.read, 'verdict')} read. Nothing was taken yet."
    return {"said": sentence, "link": f"{_here(area)}?job={folder.name}", "count": stated.read}


def _here(area: Area) -> str:
    return f"{SECTION}/{quote(area.name)}/verdicts"


def _page(request: Request) -> Response:
    place, given = place_of(request), request.query_params
    with place.desk() as desk:
        page = verdicts_page(place, desk, area_of(desk, request), given.get("job", ""))
    came, word = page.came, given.get("said", "")
    if word == "taken" and came:
        undo = (("to", f"{_here(page.area)}/undo"), ("import", came.id), ("job", page.job))
        return show(request, "verdicts.html", page, SECTION, notice=_told(came), undo=undo)
    notices = {
        "none": "Nothing new: what may be taken of this file stands already.",
        "back": "Taken back. What you said yourself before or since holds.",
    }
    return show(request, "verdicts.html", page, SECTION, notice=notices.get(word, ""))


def _told(came: Taken) -> str:
    said = [f"{plural(came.taken, 'verdict')} taken."]
    said += [f"{came.known:,} stood already."] if came.known else []
    said += (
        [f"{len(came.differ):,} of yours kept where the file says otherwise."]
        if came.differ
        else []
    )
    said += [f"{plural(len(came.gone), 'paper')} cannot be screened any more."] if came.gone else []
    return " ".join(said)


async def _take(request: Request) -> Response:
    """Keep a file that was sent and look at what it says; nothing is decided."""
    form = await read_form(request, MOST_BYTES, 1)
    try:
        files = [each for each in form.getlist("file") if isinstance(each, UploadFile)]
        return await run_in_threadpool(_keep, request, files)
    finally:
        await form.close()


def _keep(request: Request, files: Sequence[UploadFile]) -> Response:
    place = place_of(request)
    with place.desk() as desk:
        area = area_of(desk, request)

    def begin(names: list[str], job_id: str) -> Response:
        order = {"area": area.name, "today": place.today().isoformat()}
        title = f"What {names[0]} says for {area.title}"
        return see_other(f"/jobs/{place.jobs.begin('verdicts', title, order, job_id).id}")

    return keep_files(place, files, begin)


def _take_up(request: Request, desk: Desk, area: Area, form: FormData) -> Response:
    """Take up what was shown, with the reader's choice where it is not what they said."""
    place, job = place_of(request), said(form, "job")
    page = verdicts_page(place, desk, area, job)
    stated = page.stated
    if stated is None:
        raise UsageError("What the file says is not kept any more. Send it again.")
    overrule = said(form, "differing") == "file"

    def take(screening: Screening) -> Response:
        came = take_up(screening, desk.library, stated, overrule=overrule)
        if not came.id:
            return see_other(_here(area), job=job, said="none")
        found = place.jobs.found(job)
        write_found(place.jobs.folder / job, {**found, "came": msgspec.to_builtins(came)})
        if any(each.paper not in screening.found for each in stated.stated):
            place.sittings.forget(area.name)
        return see_other(_here(area), job=job, said="taken")

    return with_screening(request, desk, area, take)


def _undo(request: Request, desk: Desk, area: Area, form: FormData) -> Response:
    """Take back what one file brought, and nothing else."""
    place, job = place_of(request), said(form, "job")

    def take_back(screening: Screening) -> Response:
        papers = take_back_file(desk.home.journal, area.name, said(form, "import"))
        if not papers:
            raise UsageError("Those verdicts do not stand any more, so nothing was taken back.")
        if not screening.found.issuperset(papers):
            place.sittings.forget(area.name)
        return see_other(_here(area), **({"job": job} if job else {}), said="back")

    return with_screening(request, desk, area, take_back)


ROUTES = [
    Route(f"{SECTION}/{{area}}/verdicts", _page),
    Route(f"{SECTION}/{{area}}/verdicts/look", _take, methods=["POST"]),
    Route(f"{SECTION}/{{area}}/verdicts/take", about_area(_take_up), methods=["POST"]),
    Route(f"{SECTION}/{{area}}/verdicts/undo", about_area(_undo), methods=["POST"]),
]
