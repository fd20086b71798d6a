"""An import is taken back from its page, and what stays is told with the reason."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.faces.web.conftest import Owner

from fingerpost.desk import open_desk
from fingerpost.faces.web import jobs as module
from fingerpost.faces.web.jobs import ORDER, STATE, Jobs, write_state
from fingerpost.faces.web.work import run
from fingerpost.home.decisions import Verdict, screen
from fingerpost.intake import ImportResult
from fingerpost.intake.fetching import FetchResult, Wanted
from fingerpost.intake.noting import note_fetch, note_import
from fingerpost.records import Paper


def work(owner: Owner, address: str) -> None:
    """Do a job here and now."""
    run(owner.home.library_folder / "work" / address.rpartition("/")[2], owner.home.folder)


def test_an_import_taken_back_leaves_what_was_screened(
    owner: Owner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(module.subprocess, "Popen", lambda *_, **__: None)
    file = tmp_path / "made-up.csv"
    file.write_text("title,doi\nQuagga alone,10.5555/q.1\nQuagga screened,10.5555/q.2\n")
    with file.open("rb") as sent:
        begun = owner.send("/library/import/take", files={"files": sent}).headers["location"]
    work(owner, begun)
    assert "Take this import back" in owner.get(begun).text
    with open_desk(owner.home.folder) as desk:
        screen(desk.home.journal, "falls", "doi:10.5555/q.2", Verdict.RELEVANT)
    job = begun.rpartition("/")[2]
    back = owner.send("/library/import/back", **{"import": job}).headers["location"]
    work(owner, back)
    page = owner.get(back).text
    assert "1 paper taken out of the library." in page
    assert "Quagga screened" in page
    assert "you screened it for falls" in page
    assert "Quagga alone" not in owner.get("/library?q=quagga").text
    assert "Quagga screened" in owner.get("/library?q=quagga").text
    folder = owner.home.library_folder / "work" / back.rpartition("/")[2]
    assert json.loads((folder / ORDER).read_text())["brought"] == job
    assert json.loads((folder / STATE).read_text())["state"] == "done"
    for address in (begun, "/library/import"):
        page = owner.get(address).text
        assert "aken back on 2026-11-23" in page
        assert 'action="/library/import/back"' not in page
    assert owner.send("/library/import/back", **{"import": job}).status_code == 400


def test_whatever_brought_papers_is_listed_and_can_be_taken_back(
    owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module.subprocess, "Popen", lambda *_, **__: None)
    with open_desk(owner.home.folder) as desk:
        with desk.library.bringing("a-name"):
            desk.library.put([Paper("Quagga fetched", doi="10.5555/q.3")], "PubMed")
        note_import(desk.home, "of an older version.nbib", ImportResult(3, 3))
        wanted = Wanted("pubmed", "quagga", 5)
        note_fetch(desk.home, wanted, FetchResult(1, ImportResult(1, 1), finished=True), "a-name")
    page = owner.get("/library/import").text
    assert "of an older version.nbib" in page
    assert 'aria-label="Take back of an older version.nbib"' not in page
    assert 'aria-label="Take back quagga, fetched from PubMed"' in page
    work(owner, owner.send("/library/import/back", **{"import": "a-name"}).headers["location"])
    page = owner.get("/library/import").text
    assert "taken back on 2026-11-23" in page
    assert "Take back quagga" not in page
    assert "Quagga fetched" not in owner.get("/library?q=quagga").text
    assert owner.get("/library/import?as=csv").text.count("\n") == 3


def test_an_import_that_was_cut_off_can_be_taken_back(
    owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module.subprocess, "Popen", lambda *_, **__: None)
    job = Jobs(owner.home.library_folder / "work", owner.home.folder).begin("import", "cut.ris", {})
    with open_desk(owner.home.folder) as desk, desk.library.bringing(job.id):
        desk.library.put([Paper("Quagga cut", doi="10.5555/q.4")], "cut.ris")
    write_state(owner.home.library_folder / "work" / job.id, replace(job, state="cancelled"))
    assert "Take this import back" in owner.get(f"/jobs/{job.id}").text
    work(owner, owner.send("/library/import/back", **{"import": job.id}).headers["location"])
    assert "Taken back on" in owner.get(f"/jobs/{job.id}").text
    assert "Take back cut.ris" not in owner.get("/library/import").text


def test_only_an_import_that_is_over_can_be_taken_back(owner: Owner) -> None:
    answer = owner.send("/library/import/back", **{"import": "f" * 32})
    assert answer.status_code == 400
    assert "no such import" in answer.text
