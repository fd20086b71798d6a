"""The home as a folder: made once, opened again, areas as plain files."""

from __future__ import annotations

from pathlib import Path

import pytest

from fingerpost.errors import HomeError, UsageError
from fingerpost.home import Area, Home, OwnScore, find_home
from fingerpost.home.area_file import area_text, parse_area


def test_a_home_opens_as_it_was_made(tmp_path: Path) -> None:
    made = Home.create(tmp_path / "home", "name = 'A'\n")
    opened = Home.open(tmp_path / "home")
    assert opened.id == made.id
    assert opened.profile_text() == "name = 'A'\n"


def test_a_profile_that_is_there_already_is_kept(tmp_path: Path) -> None:
    (tmp_path / "me.toml").write_text("name = 'mine'\n")
    assert Home.create(tmp_path, "name = 'other'\n").profile_text() == "name = 'mine'\n"


def test_a_folder_that_is_no_home_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(HomeError, match="fingerpost start"):
        Home.open(tmp_path)


def test_a_home_from_a_newer_version_is_not_touched(tmp_path: Path) -> None:
    Home.create(tmp_path, "")
    (tmp_path / "fingerpost.toml").write_text('format = 99\nid = "abc"\n')
    with pytest.raises(HomeError, match="newer Fingerpost"):
        Home.open(tmp_path)


def test_the_nearest_home_upwards_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FINGERPOST_HOME", raising=False)
    Home.create(tmp_path, "")
    assert find_home(None, tmp_path / "areas") == tmp_path
    with pytest.raises(UsageError, match="No home was named"):
        find_home(None, tmp_path.parent)


def test_an_area_file_comes_back_as_it_was_written(tmp_path: Path) -> None:
    area = Area(
        name="sepsis",
        title="Sepsis: early warning",
        query='sepsis[tiab] AND ("machine learning" OR year:2019..2021)',
        question="Who will deteriorate tonight?",
        scores=(OwnScore("scale", 4, "a third of our beds: yes, #1", 3, 5),),
        notes="Ask the outreach team.",
    )
    path = tmp_path / "sepsis.md"
    assert parse_area(area_text(area), path) == area


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("no front matter", "line 1"),
        ("---\ntitle: A\n---\n", "no query"),
        ("---\ntitle: A\nquery: 'a\n---\n", "line"),
        ("---\nquery: a\nscores: {scale: 9}\n---\n", "from 1 to 5"),
        ("---\nquery: a\nscores: {scale: {score: 2, low: 3}}\n---\n", "between its low and high"),
    ],
)
def test_a_faulty_area_file_is_told_with_its_place(text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(HomeError, match=says) as raised:
        parse_area(text, tmp_path / "a.md")
    assert "a.md" in str(raised.value)


def test_an_unknown_area_names_those_there_are(tmp_path: Path) -> None:
    home = Home.create(tmp_path, "")
    home.add_area(Area("sepsis", "Sepsis", "sepsis"))
    with pytest.raises(UsageError, match="there are: sepsis"):
        home.area("stroke")
    assert home.area("Sepsis").query == "sepsis"


def test_renewing_a_block_writes_the_users_file_with_care(tmp_path: Path) -> None:
    home = Home.create(tmp_path, "")
    (tmp_path / "plan.md").write_text("# My plan\n")
    home.renew_block("plan.md", "plan", "- [ ] read", "## Kept")
    home.renew_block("plan.md", "plan", "- [ ] write", "## Kept")
    text = (tmp_path / "plan.md").read_text()
    assert text.startswith("# My plan\n")
    assert "- [ ] write" in text
    assert "read" not in text
