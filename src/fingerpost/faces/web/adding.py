"""One paper, or a few, by DOI, PMID, arXiv id, address or PDF: shown who is asked, then asked."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.desk import Desk
from fingerpost.errors import FailureError, UsageError
from fingerpost.faces.web.forms import read_form, said
from fingerpost.faces.web.frame import Place, Table, place_of, see_other, show
from fingerpost.faces.web.imports import keep_files
from fingerpost.faces.web.jobs import Say, keep_problems, new_id, write_found
from fingerpost.faces.web.notes import address_of
from fingerpost.faces.web.sending import quietly, settings_now
from fingerpost.home import Area
from fingerpost.home.inbox import Inbox, Wish
from fingerpost.intake.wishes import would_ask
from fingerpost.notes.keys import CitationKeys
from fingerpost.notes.wished import Brought, bring_wished
from fingerpost.sources.live import Settings, settings_from_environment
from fingerpost.sources.live.shown import Sending, first_request
from fingerpost.sources.live.told import TELLINGS
from fingerpost.sources.naming import paper_name
from fingerpost.text import plural

PAGE = "/library/add"
MOST_NAMES = 50
LONGEST = 5_000
MOST_BYTES = 200_000_000
_BETWEEN = re.compile(r"[\s,;]+")
_PREFIX = re.compile(r"\b(doi|pmid|pmcid|arxiv):\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that was named, and whom it would be asked of."""

    named: str
    already: str
    """The id of the paper where the library has it."""
    asks: tuple[tuple[str, str], ...]
    """Suppliers' titles and the questions, in turn until one has it."""


@dataclass(frozen=True, slots=True)
class AddPage:
    """What the page for adding single papers shows."""

    title: str
    """The page's heading."""
    what: str
    """What was named, as it stands in the form."""
    area: str
    """The area that they are kept for; empty for none."""
    note: bool
    """True where a note is wished for on each."""
    areas: tuple[Area, ...]
    """Areas that papers can be kept for."""
    asks: tuple[Ask, ...]
    """What would be asked of whom; empty before that is asked to be shown."""
    needs_asking: bool
    """True where anybody would be asked."""
    file: str
    """The job that holds a PDF which was sent; empty for none."""
    sendings: tuple[Sending, ...]
    """The first request to each of those who may be asked."""
    wishes: tuple[Wish, ...]
    """What waits in the inbox."""
    problem: str
    """Why what was named cannot be looked for; empty where it can."""
    cannot_ask: str
    """Why nobody can be asked just now; empty where one can."""
    said: str
    """What came of the last adding, in a sentence; empty where none is shown."""
    came: tuple[Mapping[str, str], ...]
    """The papers that it brought: id, title, supplier, key and the note's address."""
    left: tuple[str, ...]
    """What it left, and why."""

    def table(self) -> Table:
        """One row a paper that came; before that, one a question."""
        if self.came:
            rows = [(c["id"], c["title"], c["supplier"], c["key"]) for c in self.came]
            return Table(("id", "title", "from", "citation_key"), rows)
        asked = [(each.named, *ask) for each in self.asks for ask in each.asks]
        return Table(("named", "supplier", "question"), asked)


def add_page(place: Place, request: Request) -> AddPage:
    """Return the form as the address states it, with what would be asked, or what came."""
    given = request.query_params
    what, job_id = given.get("what", "")[:LONGEST].strip(), given.get("job", "")
    found, problem = place.jobs.found(job_id), ""
    asks: tuple[Ask, ...] = ()
    (settings, cannot), again = settings_now(), given.get("again") == "yes"
    with place.desk() as desk:
        wishes, areas = Inbox.of(desk.home.folder).open_wishes(), tuple(desk.home.areas())
        try:
            names = [wish.what for wish in wishes] if again else names_in(what)
            asks = _asks(desk, names)
        except UsageError as error:
            problem = str(error)
    if "asks" in found:
        asks = tuple(
            Ask(a["named"], a["already"], tuple(map(tuple, a["asks"]))) for a in found["asks"]
        )
    return AddPage(
        title="Add one paper",
        what=what,
        area=found.get("area", given.get("area", "")),
        note=bool(found.get("note", given.get("note") == "yes")),
        areas=areas,
        asks=asks,
        needs_asking=any(each.asks for each in asks),
        file=job_id if "asks" in found else "",
        sendings=_sendings(asks, settings),
        wishes=wishes,
        problem=problem or found.get("problem", ""),
        cannot_ask=cannot,
        said=found.get("said", ""),
        came=tuple(found.get("came", ())),
        left=tuple(found.get("left", ())),
    )


def names_in(text: str) -> list[str]:
    """Return what a text names, one after the other; UsageError for what is no paper's name.

    A file of this machine is never meant: papers of files are sent.
    """
    words = [word for word in _BETWEEN.split(_PREFIX.sub(r"\1:", text)) if word]
    strange = [word for word in words if paper_name(word) is None]
    if strange:
        raise UsageError(
            f"“{strange[0][:80]}” is no DOI, PMID or arXiv id, and no address with one in it. Look"
            " for the paper on the page of its journal, and copy its DOI from there."
        )
    if len(words) > MOST_NAMES:
        raise UsageError(f"At most {MOST_NAMES} papers can be named at once.")
    return list(dict.fromkeys(str(paper_name(word)) for word in words))


def _asks(desk: Desk, names: Sequence[str]) -> tuple[Ask, ...]:
    if not names:
        return ()
    return tuple(Ask(a.named, a.already, a.asks) for a in would_ask(desk.library, names))


def _sendings(asks: Sequence[Ask], settings: Settings) -> tuple[Sending, ...]:
    """Return the first request to each supplier that may be asked, in their turn."""
    names = {each.title: each.name for each in TELLINGS}
    first: dict[str, str] = {}
    for title, question in (ask for each in asks for ask in each.asks):
        first.setdefault(names[title], question)
    return tuple(first_request(name, question, settings) for name, question in first.items())


def add_work(desk: Desk, order: Mapping[str, Any], folder: Path, say: Say) -> dict[str, Any]:
    """Do the work of a job: look at a PDF, or bring in what was named, as `add` does."""
    if order["dry_run"]:
        return _look(desk, order, folder, say)
    wishes = [Wish(name, order["area"], bool(order["note"])) for name in order["names"]]
    wishes += [Wish(str(path), order["area"], bool(order["note"])) for path in _files(folder)]
    if order["again"]:
        wishes += Inbox.of(desk.home.folder).open_wishes()
    if not wishes:
        raise FailureError("The file is not here any more. Send it again.")
    settings, tell = settings_from_environment(), quietly(say)
    brought = []
    for number, wish in enumerate(wishes):
        say(at_once=True, part=number, parts=len(wishes))
        brought.append(
            bring_wished(
                desk.home, desk.library, [wish], settings,
                lambda title, what: tell(at_once=True, said=f"Asking {title} for {what}"),
            )
        )  # fmt: skip
    ended = _tell(desk, folder, brought)
    shutil.rmtree(folder / "files", ignore_errors=True)
    return ended


def _look(desk: Desk, order: Mapping[str, Any], folder: Path, say: Say) -> dict[str, Any]:
    """Look which paper a PDF is, and whom it would be asked of; nobody is."""
    path = next(iter(_files(folder)), None)
    if path is None:
        raise FailureError("The file is not here any more. Send it again.")
    say(at_once=True, said=f"Reading {path.name}")
    (asked,) = would_ask(desk.library, [str(path)])
    problem = ""
    if not asked.asks and not asked.already:
        problem = (
            f"No DOI and no arXiv id stands on the first pages of {path.name}, or it cannot be"
            " read. Name the paper by its DOI or PMID instead."
        )
    asks = [{"named": path.name, "already": asked.already, "asks": asked.asks}]
    if problem:
        shutil.rmtree(folder / "files", ignore_errors=True)
    write_found(
        folder,
        {"asks": [] if problem else asks, "problem": problem, "area": order["area"],
         "note": order["note"]},
    )  # fmt: skip
    said = problem or "The paper is known by what its first pages print. Nobody was asked yet."
    return {"said": said, "link": f"{PAGE}?job={folder.name}"}


def _files(folder: Path) -> list[Path]:
    return sorted((folder / "files").glob("*"))


def _tell(desk: Desk, folder: Path, brought: Sequence[Brought]) -> dict[str, Any]:
    problems = [problem for each in brought for problem in each.problems]
    keep_problems(folder, desk.home.folder, problems)
    came = [one for each in brought for one in each.outcome.came]
    waiting = [wish for each in brought for wish in each.outcome.waiting]
    new = sum(bool(each.supplier) for _, each in came)
    sentence = f"{plural(new, 'new paper')}; {len(came) - new:,} known already."
    if waiting:
        sentence += (
            f" {plural(len(waiting), 'paper')} could not be asked for and"
            f" {'waits' if len(waiting) == 1 else 'wait'} in the inbox."
        )
    left = [*(remark for each in brought for remark in each.remarks), *_reasons(brought)]
    notes = {paper: path for each in brought for paper, path in each.notes}
    rows = [_row(desk, one.paper, one.title, one.supplier, notes) for _, one in came]
    write_found(folder, {"said": sentence, "came": rows, "left": left})
    if not came:
        raise FailureError(" ".join([sentence, *left]))
    return {"said": sentence, "link": f"{PAGE}?job={folder.name}", "count": len(came)}


def _reasons(brought: Sequence[Brought]) -> list[str]:
    offline = [each.outcome.offline for each in brought if each.outcome.offline]
    said = [problem.sentence() for each in brought for problem in each.outcome.problems]
    return list(dict.fromkeys([*offline, *said]))


def _row(
    desk: Desk, paper_id: str, title: str, supplier: str, notes: Mapping[str, Path]
) -> dict[str, str]:
    paper, path = desk.library.get(paper_id), notes.get(paper_id)
    key = CitationKeys(desk.home.journal).of(paper) if paper else ""
    file = path.relative_to(desk.home.folder).as_posix() if path else ""
    return {
        "id": paper_id, "title": title, "supplier": supplier, "key": key or "",
        "note": address_of(file) if file else "",
    }  # fmt: skip


def _page(request: Request) -> Response:
    return show(request, "add.html", add_page(place_of(request), request), "/library")


async def _take(request: Request) -> Response:
    """Keep a PDF that was sent and look which paper it is; nobody is asked."""
    form = await read_form(request, MOST_BYTES, 1)
    try:
        files = [each for each in form.getlist("file") if isinstance(each, UploadFile)]
        return await run_in_threadpool(_keep, place_of(request), files, form)
    finally:
        await form.close()


def _keep(place: Place, files: Sequence[UploadFile], form: FormData) -> Response:
    def begin(names: list[str], job_id: str) -> Response:
        order = {**_order(place, form), "names": [], "again": False, "dry_run": True}
        job = place.jobs.begin("add", f"Which paper is {names[0]}?", order, job_id)
        return see_other(f"/jobs/{job.id}")

    return keep_files(place, files, begin)


async def _begin(request: Request) -> Response:
    form = await read_form(request)
    return await run_in_threadpool(_start, place_of(request), form)


def _start(place: Place, form: FormData) -> Response:
    names, file = names_in(said(form, "what", LONGEST)), said(form, "file")
    job = place.jobs.get(file) if file else None
    if file and (job is None or job.kind != "add" or not _files(place.jobs.folder / job.id)):
        raise UsageError("The file is not here any more. Send it again.")
    if job and not job.is_over:
        return see_other(f"/jobs/{job.id}")
    again = said(form, "again") == "yes" and bool(Inbox.of(place.folder).open_wishes())
    if not (names or job or again):
        raise UsageError("Name a paper first, by its DOI, PMID, arXiv id or address.")
    order = {**_order(place, form), "names": names, "again": again, "dry_run": False}
    title = plural(len(names), "paper") if len(names) != 1 else names[0]
    title = "A paper by its PDF" if job else "Papers that wait" if again else title
    begun = place.jobs.begin("add", f"Adding: {title}", order, job.id if job else new_id())
    return see_other(f"/jobs/{begun.id}")


def _order(place: Place, form: FormData) -> dict[str, Any]:
    area = said(form, "area")
    with place.desk() as desk:
        known = any(each.name == area for each in desk.home.areas())
    return {
        "area": area if known else "", "note": said(form, "note") == "yes",
        "today": place.today().isoformat(),
    }  # fmt: skip


ROUTES = [
    Route(PAGE, _page),
    Route(f"{PAGE}/take", _take, methods=["POST"]),
    Route(f"{PAGE}/begin", _begin, methods=["POST"]),
]
