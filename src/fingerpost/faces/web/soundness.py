"""Whether all is sound: checks of the home and its papers, and mending after it was shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.desk import Desk
from fingerpost.errors import LibraryError
from fingerpost.faces.web.forms import read_form, said
from fingerpost.faces.web.frame import Place, Table, place_of, see_other, show
from fingerpost.faces.web.jobs import write_found
from fingerpost.home.soundness import Finding
from fingerpost.intake.backup import back_up
from fingerpost.intake.check import check, check_home, mend
from fingerpost.text import plural

BACKUP = "backup.zip"


@dataclass(frozen=True, slots=True)
class CheckPage:
    """What the page Is all well? shows."""

    title: str
    """The page's heading."""
    looked: bool
    """True where a check has come to its end."""
    said: str
    """What came of it, in a sentence."""
    faults: tuple[tuple[str, str], ...]
    """What is wrong, with what mending would do; empty where only the user can."""
    remarks: tuple[str, ...]
    """What is worth a look but may be meant."""
    mended: tuple[str, ...]
    """What was mended."""
    mends: tuple[str, ...]
    """What mending would do, each once."""

    def table(self) -> Table:
        """One row a finding."""
        rows = [("fault", sentence, how) for sentence, how in self.faults]
        rows += [("remark", sentence, "") for sentence in self.remarks]
        return Table(("kind", "sentence", "mend"), rows)


def check_page(place: Place, job_id: str) -> CheckPage:
    """Return what a job found; without one, the page from which to begin."""
    found = place.jobs.found(job_id)
    faults = tuple((sentence, how) for sentence, how in found.get("faults", ()))
    return CheckPage(
        title="Is all well?",
        looked=bool(found),
        said=found.get("said", ""),
        faults=faults,
        remarks=tuple(found.get("remarks", ())),
        mended=tuple(found.get("mended", ())),
        mends=tuple(dict.fromkeys(how for _, how in faults if how)),
    )


def check_work(desk: Desk, order: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Do the work of a job: look at everything, and where it was asked for mend and look again."""
    findings, counted = _looked(desk)
    mended = mend(findings) if order["mend"] else []
    if mended:
        findings, counted = _looked(desk)
    faults = [each for each in findings if each.is_fault]
    wrong = plural(len(faults), "fault") if faults else "All is well"
    sentence = f"{wrong}. {counted}"
    found = {
        "said": sentence,
        "faults": [(each.sentence, each.mend) for each in faults],
        "remarks": [each.sentence for each in findings if not each.is_fault],
        "mended": mended,
    }
    write_found(folder, found)
    return {"said": sentence, "link": f"/settings/check?job={folder.name}"}


def _looked(desk: Desk) -> tuple[tuple[Finding, ...], str]:
    try:
        found = check(desk.home, desk.library)
    except LibraryError as error:
        findings, files = check_home(desk.home)
        return (Finding(str(error)), *findings), f"{plural(files, 'text')} of the home looked at."
    papers = plural(found.library.papers, "paper")
    return found.findings, f"{papers} and {plural(found.home_files, 'text')} of the home looked at."


def backup_work(desk: Desk, order: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Do the work of a job: write the home and its papers into one file."""
    day = date.fromisoformat(order["today"])
    name = f"fingerpost-{day.isoformat()}.zip"
    if order["folder"]:
        done = back_up(desk.home, desk.library, _free(Path(order["folder"]), name))
        link = ""
    else:
        for old in folder.parent.glob(f"*/{BACKUP}"):
            old.unlink(missing_ok=True)
        done = back_up(desk.home, desk.library, folder / BACKUP)
        link = f"/settings/backup/{folder.name}/{name}"
    sentence = (
        f"{plural(done.papers, 'paper')} and {plural(done.home_files, 'file')} of the home,"
        f" {done.size_bytes / 1e6:,.1f} MB"
        + (f", in {done.file}." if order["folder"] else ". Keep it on another disk.")
    )
    if done.left_out:
        sentence += f" Left out, as they are no files of their own: {', '.join(done.left_out)}."
    return {"said": sentence, "link": link}


def _free(folder: Path, name: str) -> Path:
    """Return a place in the folder where nothing is yet."""
    path, number = folder / name, 1
    while path.exists():
        number += 1
        path = folder / f"{name.removesuffix('.zip')}-{number}.zip"
    return path


def _page(request: Request) -> Response:
    page = check_page(place_of(request), request.query_params.get("job", ""))
    return show(request, "check.html", page, "/settings")


async def _begin(request: Request) -> Response:
    form = await read_form(request)
    is_mending = said(form, "what") == "mend"
    return await run_in_threadpool(_start, place_of(request), is_mending)


def _start(place: Place, is_mending: bool) -> Response:
    title = "Mending what can be mended" if is_mending else "Looking whether all is well"
    job = place.jobs.begin("check", title, {"mend": is_mending})
    return see_other(f"/jobs/{job.id}")


ROUTES: Sequence[Route] = [
    Route("/settings/check", _page),
    Route("/settings/check/begin", _begin, methods=["POST"]),
]
