"""Papers fetched from a supplier: what would be sent is shown, then a job asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.desk import Desk
from fingerpost.errors import FailureError, FingerpostError, UsageError
from fingerpost.faces.web.forms import read_form, said
from fingerpost.faces.web.frame import Place, Table, place_of, see_other, show
from fingerpost.faces.web.jobs import FOUND, Job, Say, keep_problems, write_found
from fingerpost.faces.web.sending import (
    LONGEST_QUERY,
    Shown,
    asking_settings,
    most_of,
    refuse_to_ask,
    settings_now,
    shown,
    supplier_named,
)
from fingerpost.intake.asking import EVERY_PAPER
from fingerpost.intake.checkpoint import Checkpoint
from fingerpost.intake.duplicates import take_up_decisions
from fingerpost.intake.fetching import MOST, FetchResult, Wanted
from fingerpost.intake.up_to_date import fetch_and_note
from fingerpost.sources.live.told import TELLINGS, Telling
from fingerpost.text import plural

LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True)
class FetchPage:
    """What the page for fetching papers shows."""

    title: str
    """The page's heading."""
    suppliers: tuple[Telling, ...]
    """Whom one may ask, in words."""
    supplier: str
    """The one that is chosen."""
    query: str
    """The search as it stands in the form."""
    most: str
    """How many papers at the most, as it stands in the form."""
    area: str
    """The name of the area that the papers are for; empty for none."""
    areas: tuple[tuple[str, str], ...]
    """Areas whose search can be taken: titles and addresses."""
    shown: Shown | None
    """What would be sent; None before that is asked."""
    read_before: int
    """Papers that an earlier fetch of the same, which was cut off, has read."""
    problem: str
    """Why what stands in the form cannot be asked; empty where it can."""
    cannot_ask: str
    """Why nobody can be asked just now; empty where one can."""
    fetches: tuple[Job, ...]
    """What was fetched on this machine, the newest first."""

    def table(self) -> Table:
        """One row a fetch."""
        rows = [(job.title, job.state, job.count, job.said) for job in self.fetches]
        return Table(("fetch", "state", "papers", "sentence"), rows)


def fetch_page(place: Place, request: Request) -> FetchPage:
    """Return the form as an address states it, and what would be sent where it asks to be shown."""
    given = request.query_params
    supplier, area = given.get("supplier") or "pubmed", given.get("area", "")
    query, most = given.get("query", "")[:LONGEST_QUERY].strip(), given.get("most") or str(MOST)
    with place.desk() as desk:
        areas = [each for each in desk.home.areas() if each.query != EVERY_PAPER]
        library_folder = desk.home.library_folder
    mine = next((each for each in areas if each.name == area), None)
    query = query or (mine.query if mine else "")
    seen, problem, read = None, "", 0
    settings, why = settings_now()
    if given.get("show"):
        try:
            wanted = _wanted(supplier, query, most)
            seen, read = shown(wanted, settings), _read_before(library_folder, wanted)
        except FingerpostError as error:
            problem = str(error)
    return FetchPage(
        title="Fetch papers from a supplier",
        suppliers=TELLINGS,
        supplier=supplier,
        query=query,
        most=most,
        area=mine.name if mine else "",
        areas=tuple(
            (each.title, f"/library/fetch?{urlencode({'area': each.name, 'supplier': supplier})}")
            for each in areas
        ),
        shown=seen,
        read_before=read,
        problem=problem,
        cannot_ask=why,
        fetches=tuple(job for job in place.jobs.all() if job.kind == "fetch"),
    )


def _wanted(supplier: str, query: str, most: str) -> Wanted:
    if not query.strip():
        raise UsageError("Say what to look for.")
    if query.strip() == EVERY_PAPER:
        raise UsageError("The search * is every paper; there is nothing to ask for.")
    return Wanted(supplier_named(supplier), query.strip(), most_of(most))


def _read_before(folder: Path, wanted: Wanted) -> int:
    noted = Checkpoint.of(folder, wanted.supplier, wanted.query).read()
    return noted.read if noted else 0


def fetch_work(desk: Desk, order: Mapping[str, Any], folder: Path, say: Say) -> dict[str, Any]:
    """Do the work of a job: ask the supplier and bring its papers in, as `fetch` does."""
    wanted = Wanted(order["supplier"], order["query"], int(order["most"]))
    unread = take_up_decisions(desk.library, desk.home.journal)
    again = order.get("again") and not (folder / FOUND).exists()  # tried again, it goes on
    write_found(folder, {"begun": True})
    say(at_once=True, said=f"Asking {wanted.title} how many papers it has")
    has = ""

    def found(total: int, start: int) -> None:
        nonlocal has
        has = f"{wanted.title} has {plural(total, 'paper')}"
        say(at_once=True, said=has, count=start, part=start, parts=min(total, wanted.most))

    result = fetch_and_note(
        desk.home, desk.library, wanted, asking_settings(say), again=bool(again),
        on_found=found,
        on_progress=lambda done, total: say(
            said=f"{has}; reading them", count=done, part=done, parts=total
        ),
    )  # fmt: skip
    keep_problems(folder, desk.home.folder, (*unread, *result.came.problems))
    if result.interrupted:
        say()
    if not result.finished or result.came.nothing_came_in:
        raise FailureError(_cut_off(result))
    link = f"/dives/{order['area']}" if order.get("area") else "/library"
    return {"said": _sentence(wanted, result), "link": link, "count": result.came.read}


def _sentence(wanted: Wanted, result: FetchResult) -> str:
    told = result.came.sentence()
    if result.resumed_at:
        told += f" {plural(result.resumed_at, 'paper')} had come before the cut."
    if result.found > wanted.most:
        told += (
            f" {wanted.title} has {result.found:,} for this search; {wanted.most:,} were wanted."
        )
    if result.came.problems:
        told += f" {plural(len(result.came.problems), 'thing')} to know of stand below."
    return told


def _cut_off(result: FetchResult) -> str:
    why = " ".join(problem.reason for problem in result.came.problems[-1:])
    if result.finished:
        return f"Nothing came in. {why}"
    return (
        f"The fetch was cut off. {why} {plural(result.came.read, 'paper')} came before that and"
        " are kept; Try again goes on from there."
    )


def _page(request: Request) -> Response:
    return show(request, "fetch.html", fetch_page(place_of(request), request), "/library")


async def _begin(request: Request) -> Response:
    form = await read_form(request)
    return await run_in_threadpool(_start, place_of(request), form)


def _start(place: Place, form: FormData) -> Response:
    wanted = _wanted(
        said(form, "supplier"), said(form, "query", LONGEST_QUERY), said(form, "most", 20)
    )
    refuse_to_ask()
    area = said(form, "area")
    with place.desk() as desk:
        known = any(each.name == area for each in desk.home.areas())
    order = {
        "supplier": wanted.supplier, "query": wanted.query, "most": wanted.most,
        "area": area if known else "", "again": said(form, "again") == "yes",
        "today": place.today().isoformat(),
    }  # fmt: skip
    cut = wanted.query[:LONGEST_TITLE] + ("…" if len(wanted.query) > LONGEST_TITLE else "")
    job = place.jobs.begin("fetch", f"{wanted.title}: {cut}", order)
    return see_other(f"/jobs/{job.id}")


ROUTES = [
    Route("/library/fetch", _page),
    Route("/library/fetch/begin", _begin, methods=["POST"]),
]
