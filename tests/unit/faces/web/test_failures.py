"""Failures: told with navigation and ways on, and nothing fails that could be shown."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from tests.unit.faces.web.conftest import BASE, Owner

from fingerpost.errors import ChangedError, FailureError, LostLibraryError, UsageError
from fingerpost.faces.web.ways import Parts, cannot
from fingerpost.home import Area


@pytest.fixture
def lost(owner: Owner, tmp_path: Path) -> Owner:
    """A home into which papers came, and whose library is gone."""
    owner.home.add_area(Area("sepsis", "Early warning of sepsis", "sepsis"))
    owner.home.journal.append("imported", "two.ris", papers=2, new=2, problems=0)
    shutil.rmtree(tmp_path / "data", ignore_errors=True)
    return owner


def links(text: str) -> dict[str, str]:
    """Buttons that lead on, by what they are called."""
    found = re.findall(r'<a class="button[^"]*" href="([^"]*)">([^<]*)</a>', text)
    return {unescape(words): unescape(address) for address, words in found}


@pytest.mark.parametrize(
    "path",
    ["/", "/me", "/paths", "/areas", "/focus", "/plan", "/reports", "/library/problems"],
)
def test_what_needs_no_papers_is_shown_where_they_are_lost(lost: Owner, path: str) -> None:
    answer = lost.get(path)
    assert answer.status_code == 200
    assert 'aria-label="Main"' in answer.text


@pytest.mark.parametrize("path", ["/", "/areas", "/plan", "/library", "/library/duplicates"])
def test_where_papers_are_lost_it_says_so_and_leads_on(lost: Owner, path: str) -> None:
    text = lost.get(path).text
    assert text.count("2 papers came in") == 1, "once, however many parts miss them"
    assert links(text)["Bring your files in again"] == "/library/import"
    assert 'aria-label="Main"' in text
    assert "fingerpost restore" not in text
    assert not Path(lost.home.library_folder / "papers.sqlite").exists()


def test_today_shows_the_rest_where_papers_are_lost(lost: Owner) -> None:
    text = lost.get("/").text
    assert "Make my signpost" in text
    assert "0 papers" not in text
    assert "Your papers cannot be read just now" in text


def test_an_area_of_lost_papers_is_not_said_to_have_none(lost: Owner) -> None:
    text = lost.get("/areas").text
    assert "Early warning of sepsis" in text
    assert "0 papers" not in text


def test_a_profile_that_cannot_be_read_is_told_in_place(owner: Owner) -> None:
    (owner.home.folder / "me.toml").write_text("hours_per_week = 'many'\n")
    text = owner.get("/").text
    assert "me.toml, line 1" in text
    assert links(text)["Put it right on the page Me"] == "/me"
    paths = owner.get("/paths")
    assert paths.status_code == 409
    assert links(paths.text)["Put it right on the page Me"] == "/me"
    assert owner.get("/me").status_code == 200


def test_a_home_that_is_away_is_told_until_it_is_back(owner: Owner) -> None:
    folder = owner.home.folder
    folder.rename(folder.with_name("away"))
    for path in ("/", "/me", "/library", "/reports"):
        answer = owner.get(path)
        assert answer.status_code == 409
        assert "put it back" in answer.text
        assert "fingerpost start" not in answer.text
        assert links(answer.text)["Load this page again"] == path
    folder.with_name("away").rename(folder)
    assert owner.get("/").status_code == 200


def test_a_page_that_is_not_there_leads_back_and_to_today(owner: Owner) -> None:
    text = owner.get("/nowhere", Referer=f"{BASE}/library?q=a").text
    assert links(text) == {"Back to the page before": "/library?q=a", "Go to Today": "/"}
    assert links(owner.get("/nowhere").text) == {"Go to Today": "/"}


@pytest.mark.parametrize(
    "came", ["http://evil.example/library", "//evil.example", "http://[", "", "javascript:alert(1)"]
)
def test_no_way_back_leads_to_another_site(owner: Owner, came: str) -> None:
    assert links(owner.get("/nowhere", Referer=came).text) == {"Go to Today": "/"}
    told = links(owner.get("/nowhere", Referer=f"{BASE}//evil.example/").text)
    assert told["Back to the page before"] == "/evil.example/"


def test_a_form_that_cannot_be_taken_leads_back_to_its_page(owner: Owner) -> None:
    answer = owner.send("/areas/stand", "/areas", area="no-such", stand="kept")
    assert answer.status_code >= 400
    assert "<h1>Areas</h1>" in answer.text
    answer = owner.send("/areas/stand", "/nowhere", area="no-such", stand="kept")
    assert links(answer.text) == {"Back to the page before": "/nowhere", "Go to Today": "/"}


def test_who_has_no_key_sees_no_navigation(owner: Owner) -> None:
    owner.cookies.clear()
    answer = owner.get("/")
    assert answer.status_code == 401
    assert "<nav" not in answer.text
    assert "Start Fingerpost again" in answer.text


def test_a_script_is_told_as_json(lost: Owner) -> None:
    answer = lost.get("/library", Accept="application/json")
    assert answer.json()["error"]["status"] == 409
    assert "2 papers came in" in answer.json()["error"]["sentence"]


def test_a_fault_of_ours_keeps_the_navigation(
    owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fingerpost.faces.web.today.today_page", lambda *_: 1 / 0)
    answer = owner.get("/")
    assert answer.status_code == 500
    assert 'aria-label="Main"' in answer.text
    assert links(answer.text) == {"Load this page again": "/"}


def test_sentences_of_the_command_line_are_told_as_a_page_would() -> None:
    assert cannot(FailureError("A made-up fault.")).sentence == "A made-up fault."
    assert "Run the command" not in cannot(ChangedError("me.toml")).sentence
    assert "FINGERPOST_DATA" not in cannot(LostLibraryError("Gone.")).sentence


def test_parts_that_fail_alike_are_told_once() -> None:
    parts = Parts()

    def fails() -> int:
        raise UsageError("Not so.")

    assert [parts.take(fails, 7), parts.take(fails, 8), parts.take(lambda: 9, 0)] == [7, 8, 9]
    assert [each.sentence for each in parts.cannot] == ["Not so."]


def test_a_full_disk_is_told_and_leaves_nothing_behind(
    owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("fingerpost.faces.web.imports.shutil.copyfileobj", full)
    answer = owner.send("/library/import/take", files={"files": ("a.ris", b"TY  - JOUR")})
    assert answer.status_code == 409
    assert "No space left on device" in answer.text
    assert not list(owner.home.library_folder.glob("work/*/files"))
