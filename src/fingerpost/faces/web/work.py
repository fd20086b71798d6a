"""The process of one job: `python -m fingerpost.faces.web.work JOB HOME`.

It takes its turn (one job of a home works at a time), tells how far it is, and stops when asked.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fingerpost.desk import Desk, open_desk
from fingerpost.dives import look_and_keep, topics_before
from fingerpost.dives.keeping import STEPS
from fingerpost.errors import FingerpostError
from fingerpost.faces.web.adding import add_work
from fingerpost.faces.web.fetch import fetch_work
from fingerpost.faces.web.jobs import (
    ORDER,
    STATE,
    STOP,
    Job,
    keep_problems,
    lock_of,
    write_found,
    write_state,
)
from fingerpost.faces.web.note_sync import sync_notes, undo_notes
from fingerpost.faces.web.propose import propose_work
from fingerpost.faces.web.screened_elsewhere import verdicts_work
from fingerpost.faces.web.soundness import backup_work, check_work
from fingerpost.faces.web.totals import totals_work
from fingerpost.faces.web.up_to_date import update_work
from fingerpost.focus import still_known
from fingerpost.home import Area
from fingerpost.intake import ImportResult, import_files
from fingerpost.intake.duplicates import take_up_decisions
from fingerpost.intake.fetching import StoppedError
from fingerpost.intake.noting import note_import
from fingerpost.intake.taking_back import take_back, told
from fingerpost.notes import appraiser
from fingerpost.notes.resting import papers_in_use
from fingerpost.report import make_signpost, plan_so_far, write_signpost
from fingerpost.report.plan_again import compare_again, plan_again
from fingerpost.text import plural

EVERY_SECONDS = 0.2
STOPPED = {
    "import": "Stopped, as you asked. What was read before is kept.",
    "import back": "Stopped, as you asked. Some of it is out; Try again takes out the rest.",
    "dive": "Stopped, as you asked. The dive before this one stays as it is.",
    "fetch": "Stopped, as you asked. What came in is kept; Try again goes on from there.",
    "update": "Stopped, as you asked. What came in is kept; Try again goes on from there.",
    "add": "Stopped, as you asked. What came in is kept.",
    "totals": "Stopped, as you asked. The totals and the dive before stay as they are.",
    "plan": "Stopped, as you asked. The plan before this one stays as it is.",
}
AS_ASKED = "Stopped, as you asked."
BRINGING = ("import", "fetch", "update", "add")
"""Work that brings papers in may begin a new library where there is none."""


class Telling:
    """Writes how far a job is, not too often, and notices that it should stop."""

    def __init__(self, folder: Path, job: Job) -> None:
        self._folder, self.job, self._last = folder, job, 0.0

    def say(self, *, at_once: bool = False, **changes: Any) -> None:
        """Tell what changed; StoppedError where the user asked to stop."""
        self.job = replace(self.job, **changes)
        if (self._folder / STOP).exists():
            raise StoppedError
        if at_once or time.monotonic() - self._last > EVERY_SECONDS:
            self._last = time.monotonic()
            write_state(self._folder, self.job)

    def end(self, state: str, said: str, **changes: Any) -> None:
        """Tell the end of it."""
        write_state(self._folder, replace(self.job, state=state, said=said, **changes))


@dataclass(frozen=True, slots=True)
class Task:
    """What a kind of work is given."""

    desk: Desk
    order: Mapping[str, Any]
    """What was asked for when it was begun."""
    telling: Telling
    folder: Path
    """The job's own folder."""

    @property
    def today(self) -> date:
        """The day on which it was begun."""
        return date.fromisoformat(self.order["today"])

    def kept_areas(self) -> list[Area]:
        """Return the areas that are looked into."""
        return [area for area in self.desk.home.areas() if area.is_kept]

    def telling_parts(self, parts: int) -> Callable[[str, str], None]:
        """Return what tells what is worked on, one part after the other."""
        done: list[str] = []

        def told(what: str, doing: str) -> None:
            if what not in done:
                done.append(what)
            said = f"{what}: {doing}"
            self.telling.say(at_once=True, said=said, part=len(done) - 1, parts=parts)

        return told


def run(folder: Path, home: Path) -> None:
    """Do the job of a folder; whatever comes of it stands in its state."""
    order = json.loads((folder / ORDER).read_text(encoding="utf-8"))
    telling = Telling(folder, Job(**json.loads((folder / STATE).read_text(encoding="utf-8"))))
    with lock_of(folder, 60).held("working"):
        try:
            begun: list[str] = []
            begin = begun.append if order["kind"] in BRINGING else None
            day = date.fromisoformat(order["today"]) if "today" in order else None
            with _turn(folder.parent, telling), open_desk(home, begin, day) as desk:
                telling.say(at_once=True, state="running", said="")
                ended = WORK[order["kind"]](Task(desk, order, telling, folder))
            telling.end("done", **{**ended, "said": " ".join((*begun, ended["said"]))})
        except StoppedError:
            telling.end("cancelled", STOPPED.get(order["kind"], AS_ASKED))
        except FingerpostError as error:
            telling.end("failed", str(error))
        except Exception:
            telling.end("failed", "This went wrong inside Fingerpost; what was there is kept.")
            raise


def import_uploads(task: Task) -> dict[str, Any]:
    """Bring the uploaded files in; they are deleted when they are in."""
    desk, telling, uploads = task.desk, task.telling, task.folder / "files"
    files = [uploads / name for name in task.order["files"]]
    unread = take_up_decisions(desk.library, desk.home.journal)
    result, before = ImportResult(), 0
    for number, file in enumerate(files):

        def told(name: str, count: int, before: int = before, number: int = number) -> None:
            telling.say(said=f"Reading {name}", count=before + count, part=number)

        telling.say(at_once=True, said=f"Reading {file.name}", part=number, parts=len(files))
        result += import_files(desk.library, [file], told, task.folder.name)
        before = result.read
    note_import(desk.home, ", ".join(task.order["files"]), result, task.folder.name)
    shutil.rmtree(uploads, ignore_errors=True)
    problems = (*unread, *result.problems)
    keep_problems(task.folder, desk.home.folder, problems)
    return _ended(_import_sentence(result), "/library", len(files), count=result.read)


def take_back_import(task: Task) -> dict[str, Any]:
    """Take out what an import brought; what stays, and why, is shown on the job's page."""
    desk, order = task.desk, task.order

    def on_progress(papers: int) -> None:
        task.telling.say(said=f"{plural(papers, 'paper')} taken out")

    held = papers_in_use(desk.home)
    library, journal = desk.library, desk.home.journal
    done = take_back(library, journal, order["brought"], order["files"], held, on_progress)
    stays = [
        [each.paper, each.title, each.why, f"/library/paper?{urlencode({'id': each.paper})}"]
        for each in done.stays
    ]
    write_found(task.folder, {"stays": stays})
    return _ended(told(done), "/library", 0)


def write_report(task: Task) -> dict[str, Any]:
    """Run the main job and write the signpost with its plan."""
    desk, today, parts = task.desk, task.today, len(task.kept_areas()) + 1
    signpost = make_signpost(
        desk.library,
        desk.guide,
        desk.home.areas(),
        desk.profile,
        today,
        task.telling_parts(parts),
        appraiser(desk.home),
        topics_before(desk.home, today),
        desk.home.weights(),
        so_far=plan_so_far(desk.home, today),
    )
    write_signpost(desk.home, signpost, desk.guide)
    desk.home.journal.append("signpost written", today.isoformat(), papers=signpost.papers)
    said = " ".join((f"Written. {signpost.plan.sentence}", *signpost.left_out))
    return _ended(said, f"/reports/signposts/{today.isoformat()}", parts)


def look_into_area(task: Task) -> dict[str, Any]:
    """Look into an area and keep the dive in the home, as the command `dive` does."""
    desk, done = task.desk, 0
    area = desk.home.area(task.order["area"])

    def told(doing: str) -> None:
        nonlocal done
        said = f"{doing[:1].upper()}{doing[1:]}"
        task.telling.say(at_once=True, said=said, part=done, parts=STEPS)
        done += 1

    dive, _ = look_and_keep(desk.home, desk.library, area, desk.profile, task.today, told)
    topics = plural(len(dive.landscape.topics), "topic")
    said = f"{plural(len(dive.papers), 'paper')} looked at, in {topics}."
    return _ended(said, f"/dives/{area.name}", STEPS)


def plan(task: Task) -> dict[str, Any]:
    """Plan again; areas that are not looked into as they are now are looked into first."""
    desk, parts = task.desk, len(task.kept_areas()) + 1
    made, _, left_out = plan_again(
        desk.home, desk.library, desk.guide, desk.profile, task.today, task.telling_parts(parts),
        keep=not task.order.get("afresh"),
    )  # fmt: skip
    return _ended(" ".join((f"Planned. {made.sentence}", *left_out)), "/plan?said=again", parts)


def compare(task: Task) -> dict[str, Any]:
    """Compare the areas; those that are not looked into as they are now are looked into first."""
    desk, parts = task.desk, len(task.kept_areas())
    weights = still_known(desk.home.weights(), desk.guide.criteria)
    _, left_out = compare_again(
        desk.home, desk.library, desk.guide, desk.profile, task.today, weights,
        task.telling_parts(parts), note=bool(weights),
    )  # fmt: skip
    looked = f"{plural(parts - len(left_out), 'area')} looked into."
    return _ended(" ".join((looked, *left_out)), "/focus", parts)


def _ended(said: str, link: str, parts: int, **more: Any) -> dict[str, Any]:
    return {"said": said, "link": link, "part": parts, "parts": parts, **more}


WORK: Mapping[str, Callable[[Task], dict[str, Any]]] = {
    "import": import_uploads,
    "import back": take_back_import,
    "report": write_report,
    "dive": look_into_area,
    "plan": plan,
    "compare": compare,
    "fetch": lambda task: fetch_work(task.desk, task.order, task.folder, task.telling.say),
    "update": lambda task: update_work(task.desk, task.order, task.folder, task.telling.say),
    "add": lambda task: add_work(task.desk, task.order, task.folder, task.telling.say),
    "totals": lambda task: totals_work(task.desk, task.order, task.telling.say),
    "propose": lambda task: propose_work(task.desk, task.order, task.folder, task.telling.say),
    "verdicts": lambda task: verdicts_work(task.desk, task.order, task.folder, task.telling.say),
    "notes": lambda task: sync_notes(task.desk, task.order, task.folder),
    "notes undo": lambda task: undo_notes(task.desk, task.order, task.folder),
    "check": lambda task: check_work(task.desk, task.order, task.folder),
    "backup": lambda task: backup_work(task.desk, task.order, task.folder),
}


@contextlib.contextmanager
def _turn(jobs: Path, telling: Telling) -> Any:
    """Wait until no other job of this home works."""
    while True:
        with lock_of(jobs).held_if_free("working") as is_mine:
            if is_mine:
                yield
                return
        telling.say(said="Waiting for the work before this to end.")
        time.sleep(EVERY_SECONDS)


def _import_sentence(result: ImportResult) -> str:
    said = result.sentence()
    if result.problems:
        said += f" {plural(len(result.problems), 'record')} could not be taken."
    return said


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]))
