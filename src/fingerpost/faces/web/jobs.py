"""Long work in the background: each job a process and a folder, so that it survives a reload.

The process writes how far it has come into `state.json`; the pages only read that. The job's lock
ends with its process, so work that was cut off is known from work that goes on, even after the
app itself was ended and started again.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from fingerpost.errors import FailureError
from fingerpost.home import write_output
from fingerpost.intake.importing import problems_csv
from fingerpost.library.lock import WriteLock
from fingerpost.records import Problem

KEPT = 20
"""So many jobs are remembered."""
MOST_UNDER_WAY = 20
"""Each is a process, though all but one wait."""
UNBEGUN_SECONDS = 86_400.0
"""So long after their coming, files of which no job came are deleted."""
STARTS_WITHIN_SECONDS = 30.0
ORDER, STATE, STOP = "order.json", "state.json", "stop"
PROBLEMS, FOUND = "problems.json", "found.json"
PROBLEMS_FILE = "problems.csv"
MOST_TOLD = 1_000
"""So many problems are shown on the job's page; the file has all."""
UNFINISHED = ("waiting", "running")

Say = Callable[..., None]
"""Tells how far a job is, by the fields of a Job; StoppedError once it should stop."""


@dataclass(frozen=True, slots=True)
class Job:
    """One job and how far it has come."""

    id: str
    kind: str
    """What it does, as `work.WORK` names it: 'import', 'report', 'dive' …"""
    title: str
    state: str = "waiting"
    """'waiting', 'running', 'done', 'failed', 'cancelled' or 'cut off'."""
    said: str = ""
    """What is being done, or what came of it, in a sentence."""
    count: int = 0
    """Papers read so far."""
    part: int = 0
    """Files, or parts of the work, that are finished."""
    parts: int = 0
    """How many there are; 0 where that is not known."""
    began: float = 0.0
    """Seconds since 1970."""
    link: str = ""
    """Where to go when it is done."""

    @property
    def is_over(self) -> bool:
        """True when nothing more will come of it."""
        return self.state not in UNFINISHED


class Jobs:
    """The jobs of a home, newest first, in a folder beside its library."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder, self._home = folder, home

    def begin(self, kind: str, title: str, order: Mapping[str, Any], job_id: str = "") -> Job:
        """Start a job in a process of its own; FailureError where too many are under way."""
        if len(self.under_way()) >= MOST_UNDER_WAY:
            raise FailureError(
                f"{MOST_UNDER_WAY} pieces of work are under way already. Wait until some have"
                " ended, or stop them, and try again."
            )
        job = Job(job_id or new_id(), kind, title, began=time.time())
        folder = self.folder / job.id
        (folder / STOP).unlink(missing_ok=True)
        write_output(folder / ORDER, json.dumps({"title": title, "kind": kind, **order}))
        write_state(folder, job)
        command = [sys.executable, "-m", "fingerpost.faces.web.work", str(folder), str(self._home)]
        with (folder / "errors.txt").open("wb") as errors:
            subprocess.Popen(  # noqa: S603 - our own interpreter and module
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                start_new_session=True,
            )
        self._forget_old()
        return job

    def again(self, job_id: str) -> Job | None:
        """Start a job that was cut off, failed or was cancelled once more; None for no such job."""
        job = self.get(job_id)
        if job is None or not job.is_over or job.state == "done":
            return job
        order = json.loads((self.folder / job_id / ORDER).read_text(encoding="utf-8"))
        return self.begin(job.kind, job.title, order, job_id)

    def get(self, job_id: str) -> Job | None:
        """Return a job as it stands, or None."""
        if len(job_id) != len(new_id()) or not job_id.isalnum():
            return None
        folder = self.folder / job_id
        job = _read(folder)
        if job is None or job.is_over or not self._was_cut_off(folder, job):
            return job
        now = _read(folder) or job  # it may have ended between the two looks
        return now if now.is_over else replace(now, state="cut off")

    def problems(self, job: Job) -> list[Problem]:
        """Return what a job could not take, as far as its page shows it."""
        try:
            text = (self.folder / job.id / PROBLEMS).read_text(encoding="utf-8")
            return msgspec.json.decode(text, type=list[Problem])
        except (OSError, msgspec.DecodeError):
            return []

    def found(self, job_id: str) -> dict[str, Any]:
        """Return what a job found, as `write_found` wrote it; nothing for no such job."""
        job = self.get(job_id)
        try:
            text = (self.folder / job.id / FOUND).read_text(encoding="utf-8") if job else "{}"
            found: dict[str, Any] = json.loads(text)
        except (OSError, ValueError):
            return {}
        return found

    def cancel(self, job_id: str) -> None:
        """Ask a job to stop; it does so after what it is just writing."""
        if self.get(job_id) is not None:
            write_output(self.folder / job_id / STOP, "")

    def all(self) -> list[Job]:
        """Return the jobs, the newest first."""
        ids = [path.parent.name for path in self.folder.glob(f"*/{STATE}")]
        jobs = [job for each in ids if (job := self.get(each))]
        return sorted(jobs, key=lambda job: (-job.began, job.id))

    def under_way(self) -> list[Job]:
        """Return the jobs that are not over."""
        return [job for job in self.all() if not job.is_over]

    def _was_cut_off(self, folder: Path, job: Job) -> bool:
        if job.state == "waiting" and time.time() - job.began < STARTS_WITHIN_SECONDS:
            return False
        with lock_of(folder).held_if_free("looking") as is_free:
            return is_free

    def _forget_old(self) -> None:
        for job in self.all()[KEPT:]:
            if job.is_over:
                shutil.rmtree(self.folder / job.id, ignore_errors=True)
        long_ago = time.time() - UNBEGUN_SECONDS
        for folder in self.folder.iterdir():  # files that came in while the app was killed
            begun = (folder / STATE).exists() or not folder.is_dir()
            if not begun and folder.stat().st_mtime < long_ago:
                shutil.rmtree(folder, ignore_errors=True)


def _read(folder: Path) -> Job | None:
    """Return a job as its file states it; None where that is none, or damaged."""
    try:
        return Job(**json.loads((folder / STATE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def new_id() -> str:
    """Return a name for a job that nobody can guess."""
    return uuid.uuid4().hex


def write_state(folder: Path, job: Job) -> None:
    """Write how far a job has come, whole or not at all."""
    write_output(folder / STATE, json.dumps(asdict(job), ensure_ascii=False))


def write_problems(folder: Path, problems: Iterable[Problem]) -> None:
    """Write what a job could not take; apart from its state, which every page reads."""
    write_output(folder / PROBLEMS, msgspec.json.encode(list(problems)))


def keep_problems(folder: Path, home: Path, problems: Sequence[Problem]) -> None:
    """Write what a job could not take into its folder and the home; nothing where all came."""
    if problems:
        write_output(home / PROBLEMS_FILE, problems_csv(problems))
        write_output(folder / PROBLEMS_FILE, problems_csv(problems))
        write_problems(folder, problems[:MOST_TOLD])


def write_found(folder: Path, found: Mapping[str, Any]) -> None:
    """Write what a job found, for the page that shows it."""
    write_output(folder / FOUND, json.dumps(found, ensure_ascii=False))


def lock_of(folder: Path, wait_seconds: float = 0) -> WriteLock:
    """Return the lock that a job's process holds while it lives."""
    return WriteLock(folder, wait_seconds)
