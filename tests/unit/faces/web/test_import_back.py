"""An import is taken back from its page, and what stays is told with the reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.faces.web.conftest import Owner

from fingerpost.desk import open_desk
from fingerpost.faces.web import jobs as module
from fingerpost.faces.web.jobs import ORDER, STATE
from fingerpost.faces.web.work import run
from fingerpost.home.decisions import Verdict, screen


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


def test_only_an_import_that_is_over_can_be_taken_back(owner: Owner) -> None:
    answer = owner.send("/library/import/back", **{"import": "f" * 32})
    assert answer.status_code == 400
    assert "no such import" in answer.text
