"""Homes brought from a made-up format 1 to a made-up format 2, whole or as they were."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from pathlib import Path

import pytest

from fingerpost.errors import HomeError
from fingerpost.home import Area, Home
from fingerpost.home import folder as home_folder
from fingerpost.home.migrations import (
    BEFORE,
    MIGRATIONS,
    Migration,
    format_of,
    migrate,
    migration,
)

MARKER = "fingerpost.toml"


def to_two(home: Path) -> Mapping[str, str]:
    """Every area gets a line, and a file comes that was not there."""
    areas = sorted((home / "areas").glob("*.md"))
    texts = {
        path.relative_to(home).as_posix(): path.read_text(encoding="utf-8") + "\nOf format 2.\n"
        for path in areas
    }
    return {**texts, "settings/new.toml": "two = true\n"}


MADE_UP = {2: Migration(2, "areas say their format", to_two)}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = Home.create(tmp_path / "home", "")
    for name in ("sepsis", "stroke"):
        made.add_area(Area(name, name.title(), name))
    return made.folder


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_there_is_a_way_to_the_present_format_from_every_one_before() -> None:
    assert sorted(MIGRATIONS) == list(range(2, home_folder.FORMAT + 1))


def test_a_home_is_brought_to_the_new_format_and_nothing_is_left_over(home: Path) -> None:
    before = contents(home)
    done = migrate(home / MARKER, 2, MADE_UP)
    after = contents(home)
    assert [step.what for step in done] == ["areas say their format"]
    assert format_of(home / MARKER) == 2
    assert after["areas/sepsis.md"] == before["areas/sepsis.md"] + b"\nOf format 2.\n"
    assert after["settings/new.toml"] == b"two = true\n"
    assert after[MARKER] == before[MARKER].replace(b"format = 1", b"format = 2")
    assert after["me.toml"] == before["me.toml"]
    assert not (home / BEFORE).exists()
    assert migrate(home / MARKER, 2, MADE_UP) == ()


def test_opening_an_older_home_brings_it_up_and_says_so(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home_folder, "FORMAT", 2)
    monkeypatch.setitem(MIGRATIONS, 2, MADE_UP[2])
    entries = Home.open(home).journal.read()[0]
    assert [(entry.verb, entry.object) for entry in entries] == [
        ("home brought to a new format", "2")
    ]
    assert len(Home.open(home).journal.read()[0]) == 1


def test_a_newer_home_is_refused_and_not_touched(home: Path) -> None:
    migrate(home / MARKER, 2, MADE_UP)
    before = contents(home)
    with pytest.raises(HomeError, match="written by a newer Fingerpost"):
        Home.open(home)
    assert contents(home) == before


def test_two_formats_are_passed_one_after_the_other(home: Path) -> None:
    three = Migration(3, "one more", lambda _: {"settings/new.toml": "three = true\n"})
    assert len(migrate(home / MARKER, 3, {**MADE_UP, 3: three})) == 2
    assert (home / "settings" / "new.toml").read_text() == "three = true\n"


def test_a_migration_that_fails_changes_nothing(home: Path) -> None:
    def fails(_home: Path) -> Mapping[str, str]:
        raise ValueError("areas/sepsis.md has no title")

    before = contents(home)
    with pytest.raises(HomeError, match=r"has no title\. Every file is as it was"):
        migrate(home / MARKER, 2, {2: Migration(2, "titles", fails)})
    with pytest.raises(HomeError, match="nothing is known"):
        migrate(home / MARKER, 2, {})
    assert contents(home) == before


def test_two_functions_for_one_format_are_a_mistake() -> None:
    kept: dict[int, Migration] = {}
    assert migration(2, "one", kept)(to_two) is to_two
    with pytest.raises(ValueError, match="format 2"):
        migration(2, "another", kept)(to_two)


def test_line_ends_marks_and_comments_of_the_user_stay(home: Path) -> None:
    (home / MARKER).write_bytes('\ufeff# mine\r\nformat = 1 # one\r\nid = "abc"\r\n'.encode())
    migrate(home / MARKER, 2, MADE_UP)
    assert (home / MARKER).read_bytes().decode() == (
        '\ufeff# mine\r\nformat = 2 # one\r\nid = "abc"\r\n'
    )


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from tests.unit.home.test_migrations import MADE_UP, MARKER, migrate
    left = int(sys.argv[2])
    def tell(what):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
    migrate(Path(sys.argv[1]) / MARKER, 2, MADE_UP, tell)
"""


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is not of Windows")
def test_a_killed_run_is_taken_up_again_wherever_it_was(home: Path, tmp_path: Path) -> None:
    old = contents(home)
    script = tmp_path / "killed.py"
    script.write_text(textwrap.dedent(KILLED), encoding="utf-8")
    root = Path(__file__).parents[3]
    where = {**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{root / 'src'}"}
    kills = 0
    while True:
        done = subprocess.run(
            [sys.executable, str(script), str(home), str(kills % 7)], env=where, check=False,
            capture_output=True, text=True, cwd=root,
        )  # fmt: skip
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL, done.stderr
        kills += 1
        now = contents(home)
        for name, content in old.items():
            kept = now.get(f"{BEFORE}/FORMAT-1/files/{name}", now[name])
            assert content in (now[name], kept), f"the old {name} is lost"
    assert kills >= 5
    after = contents(home)
    assert after["areas/stroke.md"] == old["areas/stroke.md"] + b"\nOf format 2.\n"
    assert format_of(home / MARKER) == 2
    assert not any(name.startswith(BEFORE) for name in after)


def test_what_the_user_edits_meanwhile_is_not_overwritten(home: Path) -> None:
    class CutError(Exception):
        pass

    def cut(what: str) -> None:
        if what == "written areas/sepsis.md":
            raise CutError

    with pytest.raises(CutError):
        migrate(home / MARKER, 2, MADE_UP, cut)
    stroke = home / "areas" / "stroke.md"
    before = stroke.read_bytes()
    with_mark = home / "areas" / "sepsis.md"
    with_mark.write_bytes(b"\xef\xbb\xbf" + with_mark.read_bytes())
    stroke.write_text("mine", encoding="utf-8")
    with pytest.raises(HomeError, match=r"stroke\.md was changed while"):
        migrate(home / MARKER, 2, MADE_UP)
    assert stroke.read_text() == "mine"
    kept = home / BEFORE / "FORMAT-1" / "files" / "areas" / "stroke.md"
    assert kept.read_bytes() == before
    stroke.write_bytes(before)
    assert len(migrate(home / MARKER, 2, MADE_UP)) == 1


def test_copies_of_a_finished_migration_are_removed_on_opening(home: Path) -> None:
    left = home / BEFORE / "FORMAT-0" / "files"
    left.mkdir(parents=True)
    (left / "me.toml").write_text("old")
    Home.open(home)
    assert not (home / BEFORE).exists()
