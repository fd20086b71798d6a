"""Dives: what is known of each area without looking, and a dive that is never shown silently."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tests.unit.faces.web import diving
from tests.unit.faces.web.diving import AREA, DAY

from fingerpost.desk import Desk
from fingerpost.dives.keeping import STEPS
from fingerpost.faces.web import work
from fingerpost.faces.web.dives import dives_page, overview_page
from fingerpost.faces.web.jobs import ORDER, STOP, Job, new_id, write_state
from fingerpost.faces.web.looked import area_named, look_back, no_dive
from fingerpost.home import Area
from fingerpost.records import Paper


@pytest.fixture
def desk(begun: Desk) -> Desk:
    return begun


def test_an_area_that_was_not_looked_into_is_offered(desk: Desk) -> None:
    area = area_named(desk, AREA)
    assert look_back(desk, area, DAY) is None
    offered = no_dive(desk, area, DAY)
    assert (offered.papers, offered.problem, offered.kept) == (72, "", ())
    [listed] = dives_page(desk, DAY).listed
    assert (listed.made, listed.papers) == (None, 72)


def test_a_dive_of_today_is_shown_without_a_word(desk: Desk) -> None:
    diving.look(desk)
    looked = look_back(desk, area_named(desk, AREA), DAY)
    assert looked is not None
    assert (looked.changed, looked.is_stale) == ((), False)
    [listed] = dives_page(desk, DAY).listed
    assert listed.made is not None
    assert (listed.made.papers, listed.changed, listed.is_stale) == (72, (), False)


def test_the_next_day_a_dive_is_as_good(desk: Desk) -> None:
    diving.look(desk)
    looked = look_back(desk, area_named(desk, AREA), date(2026, 11, 24))
    assert looked is not None
    assert not looked.is_stale
    assert looked.changed == ("Nothing that it rests on has changed since then.",)


def test_papers_that_came_since_are_told_everywhere(desk: Desk) -> None:
    diving.look(desk)
    desk.library.put([Paper("We predict one more", pmid="9")])
    looked = look_back(desk, area_named(desk, AREA), DAY)
    assert looked is not None
    assert looked.is_stale
    assert looked.changed == ("73 papers answer its search now, 72 did then.",)
    assert len(looked.dive.papers) == 72
    [listed] = dives_page(desk, DAY).listed
    assert (listed.changed, listed.is_stale) == (looked.changed, True)


def test_the_overview_says_what_is_crowded_with_papers_to_open(desk: Desk) -> None:
    diving.look(desk)
    looked = look_back(desk, area_named(desk, AREA), DAY)
    assert looked is not None
    page = overview_page(desk, looked)
    assert page.kept == (DAY,)
    assert len(page.branches) == len(page.marks) == len(looked.dive.landscape.topics)
    for kind, sentence, basis, papers in page.table().rows:
        assert kind
        assert sentence
        assert "papers" in str(basis)
        assert all(paper in looked.papers for paper in str(papers).split("; "))


def test_a_search_that_cannot_be_understood_is_told(desk: Desk) -> None:
    desk.home.add_area(Area("broken", "Broken", "sepsis AND"))
    told = {each.area.name: each.problem for each in dives_page(desk, DAY).listed}
    assert "AND has nothing behind it" in told["broken"]


def order(desk: Desk, tmp_path: Path) -> tuple[Path, Job]:
    job = Job(new_id(), "dive", "Looking into Early warning")
    folder = tmp_path / "work" / job.id
    write_state(folder, job)
    (folder / ORDER).write_text(
        json.dumps({"kind": "dive", "area": AREA, "today": DAY.isoformat()})
    )
    return folder, job


def test_a_job_looks_keeps_and_leads_to_the_dive(desk: Desk, tmp_path: Path) -> None:
    folder, _ = order(desk, tmp_path)
    told: list[tuple[int, int, str]] = []
    said = work.Telling.say

    def listen(telling: work.Telling, **changes: object) -> None:
        said(telling, **changes)  # type: ignore[arg-type]
        told.append((telling.job.part, telling.job.parts, telling.job.said))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(work.Telling, "say", listen)
        work.run(folder, desk.home.folder)
    state = json.loads((folder / "state.json").read_text())
    assert state["state"] == "done"
    assert state["link"] == f"/dives/{AREA}"
    assert state["said"].startswith("72 papers looked at")
    steps = [part for part, parts, _ in told if parts == STEPS]
    assert steps == list(range(STEPS)), "each step is told once"
    assert (desk.home.folder / "dives" / AREA / DAY.isoformat() / "report.html").is_file()
    assert desk.home.journal.read()[0][-1].verb == "dived"
    assert look_back(desk, area_named(desk, AREA), DAY) is not None


def test_a_job_that_is_stopped_keeps_nothing(desk: Desk, tmp_path: Path) -> None:
    folder, _ = order(desk, tmp_path)
    (folder / STOP).write_text("")
    work.run(folder, desk.home.folder)
    state = json.loads((folder / "state.json").read_text())
    assert state["state"] == "cancelled"
    assert state["said"] == "Stopped, as you asked. The dive before this one stays as it is."
    assert look_back(desk, area_named(desk, AREA), DAY) is None
    assert not (desk.home.folder / "dives").exists() or not list(
        (desk.home.folder / "dives").iterdir()
    )
