"""Jobs: told by their folder alone, cut off when their process is gone, run again, forgotten."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from fingerpost.errors import FailureError
from fingerpost.faces.web import jobs as module
from fingerpost.faces.web.jobs import KEPT, Job, Jobs, lock_of, new_id, write_problems, write_state
from fingerpost.records import Problem


@pytest.fixture
def jobs(tmp_path: Path) -> Jobs:
    return Jobs(tmp_path / "work", tmp_path / "home")


def put(jobs: Jobs, state: str, began: float = 0.0) -> Job:
    job = Job(new_id(), "import", "made-up.ris", state=state, began=began)
    write_state(jobs.folder / job.id, job)
    return job


def test_a_job_is_known_by_its_folder(jobs: Jobs) -> None:
    job = put(jobs, "done")
    assert jobs.get(job.id) == job
    assert [each.id for each in jobs.all()] == [job.id]
    assert jobs.under_way() == []


@pytest.mark.parametrize("name", ["", ".", "..", "../x", "a" * 31, "a" * 33, "é" * 32])
def test_no_other_folder_is_a_job(jobs: Jobs, name: str) -> None:
    put(jobs, "done")
    assert jobs.get(name) is None
    jobs.cancel(name)
    assert jobs.again(name) is None


def test_work_whose_process_is_gone_was_cut_off(jobs: Jobs) -> None:
    job = put(jobs, "running")
    with lock_of(jobs.folder / job.id).held("working"):
        assert jobs.get(job.id).state == "running"  # type: ignore[union-attr]
    assert jobs.get(job.id).state == "cut off"  # type: ignore[union-attr]


def test_work_that_is_just_starting_is_waited_for(jobs: Jobs) -> None:
    fresh, stale = put(jobs, "waiting", time.time()), put(jobs, "waiting", time.time() - 3600)
    assert jobs.get(fresh.id).state == "waiting"  # type: ignore[union-attr]
    assert jobs.get(stale.id).state == "cut off"  # type: ignore[union-attr]


def test_no_more_work_is_begun_than_can_wait(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.subprocess, "Popen", lambda *_, **__: None)
    for number in range(module.MOST_UNDER_WAY):
        jobs.begin("import", f"{number}.ris", {"files": []})
    with pytest.raises(FailureError, match="Wait until some have ended"):
        jobs.begin("import", "one-more.ris", {"files": []})
    assert len(jobs.all()) == module.MOST_UNDER_WAY


def test_files_of_which_no_job_came_are_deleted_in_time(
    jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module.subprocess, "Popen", lambda *_, **__: None)
    stale, fresh = (jobs.folder / new_id() / "files" for _ in range(2))
    for folder in (stale, fresh):
        folder.mkdir(parents=True)
    os.utime(stale.parent, (0, 0))
    job = jobs.begin("import", "a.ris", {"files": []})
    assert not stale.parent.exists()
    assert fresh.exists()
    assert jobs.all() == [job]


def test_a_damaged_state_is_no_job(jobs: Jobs) -> None:
    job = put(jobs, "done")
    (jobs.folder / job.id / module.STATE).write_text("{")
    assert jobs.get(job.id) is None
    assert jobs.all() == []


def test_what_could_not_be_taken_is_kept_apart(jobs: Jobs) -> None:
    job = put(jobs, "done")
    assert jobs.problems(job) == []
    problems = [Problem("a.ris", "no title", record=3), Problem("b.txt", "no format", line=1)]
    write_problems(jobs.folder / job.id, problems)
    assert jobs.problems(job) == problems


def test_old_jobs_are_forgotten_the_newest_kept(
    jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = [put(jobs, "done", began=float(n)) for n in range(KEPT + 5)]
    monkeypatch.setattr(module.subprocess, "Popen", lambda *_, **__: None)
    begun = jobs.begin("import", "newest.ris", {"files": []})
    kept = jobs.all()
    assert len(kept) == KEPT
    assert kept[0].id == begun.id
    assert old[0].id not in {job.id for job in kept}
