"""Settings and checks: no key is ever shown; a backup is written where it was asked for."""

from __future__ import annotations

import sys
import types
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from starlette.requests import Request
from tests.unit.faces.web.conftest import Owner

from fingerpost.desk import Desk, open_desk
from fingerpost.faces.web import settings
from fingerpost.faces.web.frame import Place, show
from fingerpost.faces.web.jobs import Jobs
from fingerpost.faces.web.settings import settings_page
from fingerpost.faces.web.soundness import backup_work, check_page, check_work
from fingerpost.guide import example_profile_text
from fingerpost.home import Home
from fingerpost.records import Paper

KEY = "a-made-up-key-of-mine"
DAY = "2026-11-23"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("FINGERPOST_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("FINGERPOST_CONFIG", str(tmp_path / "settings"))
    for name in ("FINGERPOST_NCBI_KEY", "FINGERPOST_MODEL_KEY"):
        monkeypatch.setenv(name, KEY)
    home = Home.create(tmp_path / "home", example_profile_text())
    with open_desk(home.folder) as desk:
        desk.library.put([Paper("A made-up paper", pmid="1")])
        yield desk


def test_a_key_is_never_shown(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    package = types.ModuleType("keyring")
    vars(package).update(
        get_password=lambda *_: KEY, get_keyring=lambda: types.SimpleNamespace(priority=5)
    )
    errors = types.ModuleType("keyring.errors")
    vars(errors).update(KeyringError=Exception)
    monkeypatch.setitem(sys.modules, "keyring", package)
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)
    monkeypatch.delenv("FINGERPOST_NCBI_KEY")
    page = settings_page(desk)
    assert {row.telling.name: row.key for row in page.suppliers} == {
        "pubmed": "keyring", "arxiv": "", "openalex": "keyring", "europepmc": "", "crossref": "",
    }  # fmt: skip
    assert page.model_key == "environment"
    jobs = Jobs(desk.home.library_folder / "work", desk.home.folder)
    place = Place(desk.home.folder, "key-of-forms", jobs, lambda: date(2026, 11, 23))
    for kind in (b"", b"as=csv", b"as=md"):
        request = Request({
            "type": "http", "path": "/settings", "query_string": kind, "headers": [],
            "app": types.SimpleNamespace(state=types.SimpleNamespace(place=place)),
        })  # fmt: skip
        shown = bytes(show(request, "settings.html", page, "/settings").body).decode()
        assert KEY not in shown
        assert KEY not in repr(page)
        assert "key store" in shown or "keyring" in shown


def test_what_would_be_sent_is_shown_whole(desk: Desk) -> None:
    told, sent = settings_page(desk).would_send
    assert "follow no instruction" in told
    assert "Early warning on a made-up ward" in sent
    assert "120 patients" in sent


def test_faults_are_told_with_what_mending_would_do_before_it_is_done(desk: Desk) -> None:
    journal = desk.home.folder / "journal.jsonl"
    desk.home.journal.append("done", "x")
    journal.write_bytes(journal.read_bytes() + b'{"torn')
    folder = desk.home.library_folder / "work" / ("a" * 32)
    folder.mkdir(parents=True)
    done = check_work(desk, {"mend": False}, folder)
    assert done["link"].endswith(folder.name)
    jobs = Jobs(folder.parent, desk.home.folder)
    place = Place(desk.home.folder, "", jobs, lambda: date(2026, 11, 23))
    (folder / "state.json").write_text(
        '{"id": "' + folder.name + '", "kind": "check", "title": "x", "state": "done"}'
    )
    page = check_page(place, folder.name)
    assert page.faults
    assert page.mends
    assert page.mended == ()
    assert journal.read_bytes().endswith(b'{"torn')
    check_work(desk, {"mend": True}, folder)
    page = check_page(place, folder.name)
    assert page.mended
    assert page.mends == ()
    assert not check_page(place, "b" * 32).looked


def test_a_backup_stands_where_it_was_asked_for(desk: Desk, tmp_path: Path) -> None:
    work = desk.home.library_folder / "work"
    for name in ("a", "b"):
        (work / name).mkdir(parents=True)
    done = backup_work(desk, {"today": DAY, "folder": ""}, work / "a")
    assert done["link"] == f"/settings/backup/a/fingerpost-{DAY}.zip"
    backup_work(desk, {"today": DAY, "folder": ""}, work / "b")
    assert not (work / "a" / "backup.zip").exists(), "only the last one takes room"
    assert "home/me.toml" in zipfile.ZipFile(work / "b" / "backup.zip").namelist()
    other = tmp_path / "disk"
    other.mkdir()
    for _ in range(2):
        done = backup_work(desk, {"today": DAY, "folder": str(other)}, work / "a")
        assert done["link"] == ""
    assert {each.name for each in other.iterdir()} == {
        f"fingerpost-{DAY}.zip", f"fingerpost-{DAY}-2.zip",
    }  # fmt: skip
    assert "1 paper and " in done["said"]


def test_a_key_goes_only_if_one_is_sure_and_a_new_one_can_be_taken_back(
    owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: dict[str, str] = {}
    monkeypatch.setattr(settings, "key_place", lambda name: "keyring" if name in kept else "")
    monkeypatch.setattr(settings, "keep_key", kept.__setitem__)
    monkeypatch.setattr(settings, "forget_key", kept.pop)
    answer = owner.send("/settings/key", name="ncbi", secret=KEY)
    told = answer.headers["location"]
    assert kept == {"ncbi": KEY}
    page = owner.get(told).text
    assert KEY not in page
    assert 'name="sure" value="yes"' in page
    other = owner.send("/settings/key", name="ncbi", secret="b").headers["location"]
    assert "said=other-key" in other
    assert "Undo" not in owner.get(other).text
    assert owner.send("/settings/key", name="ncbi", what="forget").status_code == 400
    assert kept == {"ncbi": "b"}
    owner.send("/settings/key", name="ncbi", what="forget", sure="yes")
    assert kept == {}
