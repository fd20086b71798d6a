"""`fingerpost watch`: dropped files and exports that change, whole or not, readable or not."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from tests.commands.conftest import Small

TODAY = "2026-11-23"


def ris(*numbers: int) -> str:
    return "".join(
        f"TY  - JOUR\nTI  - A made-up paper of number {n}\nDO  - 10.5555/r.{n}\nER  - \n\n"
        for n in numbers
    )


def drop(home: Small, name: str, text: str) -> Path:
    file = home.home / "drop" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def once(home: Small) -> dict[str, Any]:
    return home.json("watch", "--once", "--every", "0.02", "--today", TODAY)


def written(file: Path, text: str, seconds_ago: int = 60) -> Path:
    """An export as its program left it a while ago."""
    file.write_text(text, encoding="utf-8")
    then = time.time() - seconds_ago
    os.utime(file, (then, then))
    return file


def test_the_folder_is_made_and_empty_is_no_failure(small: Small) -> None:
    done = small.run("watch", "--once")
    assert done.exit_code == 0
    assert "Nothing new lies in" in done.stderr
    assert (small.home / "drop").is_dir()


def test_dropped_files_are_taken_in_and_put_away(small: Small) -> None:
    drop(small, "one.ris", ris(1, 2))
    found = once(small)
    (file,) = found["files"]
    assert (file["file"], file["moved_to"], file["imported"]) == (
        "one.ris", f"drop/done/{TODAY}/one.ris", 2,
    )  # fmt: skip
    assert small.json("search", "doi:10.5555/r.2")["total"] == 1
    assert not (small.home / "drop" / "one.ris").exists()
    assert once(small)["files"] == []


def test_a_name_that_is_there_already_is_kept(small: Small) -> None:
    for number in (1, 2, 3):
        drop(small, "one.ris", ris(number))
        once(small)
    done = small.home / "drop" / "done" / TODAY
    kept = {path.name: path.read_text() for path in done.iterdir()}
    assert kept == {"one.ris": ris(1), "one (2).ris": ris(2), "one (3).ris": ris(3)}


def test_partial_downloads_hidden_files_links_and_folders_are_left_alone(small: Small) -> None:
    names = ["a.ris.crdownload", "b.ris.part", "b.ris", ".c.ris", "d.tmp", "~$e.ris"]
    for name in names:
        drop(small, name, ris(1))
    drop(small, "empty.ris", "")
    (small.home / "drop" / "folder").mkdir()
    secret = small.cwd / "elsewhere.ris"
    secret.write_text(ris(9))
    (small.home / "drop" / "link.ris").symlink_to(secret)
    assert once(small)["files"] == []
    left = {path.name for path in (small.home / "drop").iterdir()}
    assert left == {*names, "empty.ris", "folder", "link.ris"}


def test_a_file_that_grows_is_left_until_it_is_whole(
    small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = drop(small, "one.ris", ris(1))

    def grow(_seconds: float) -> None:
        with file.open("a") as more:
            more.write(ris(2))

    monkeypatch.setattr("fingerpost.faces.cli.watch.time.sleep", grow)
    done = small.run("watch", "--once")
    assert "one.ris is still being written" in done.stderr
    assert file.exists()
    monkeypatch.setattr("fingerpost.faces.cli.watch.time.sleep", lambda _: None)
    assert once(small)["files"][0]["imported"] == 2


def test_what_cannot_be_read_is_told_and_kept_apart(small: Small) -> None:
    drop(small, "holiday.txt", "we were at the sea")
    drop(small, "one.ris", ris(1))
    found = once(small)
    assert [file["moved_to"] for file in found["files"]] == [
        f"drop/not-taken/{TODAY}/holiday.txt", f"drop/done/{TODAY}/one.ris",
    ]  # fmt: skip
    assert "the format of this file is not known" in found["files"][0]["problems"][0]["reason"]
    assert (small.home / "drop" / "not-taken" / TODAY / "holiday.txt").read_text() == (
        "we were at the sea"
    )


def test_an_export_is_read_again_when_it_changes_and_only_then(small: Small) -> None:
    file = written(small.cwd / "zotero.ris", ris(1, 2, 3))
    first = small.json("watch", "add", file, "--today", TODAY)
    assert first["exports"][0]["imported"] == 3
    assert once(small)["exports"] == []
    written(file, ris(1, 2, 3), 40)
    assert once(small)["exports"] == []
    written(file, ris(2, 3, 4), 30)
    (reading,) = once(small)["exports"]
    assert (reading["imported"], reading["unchanged"]) == (1, 2)
    assert reading["gone"] == [{"id": "doi:10.5555/r.1", "title": "A made-up paper of number 1"}]
    assert small.json("search", "doi:10.5555/r.1")["total"] == 1
    assert once(small)["exports"] == []


def test_a_change_that_size_and_time_do_not_show_is_seen_in_a_young_file(small: Small) -> None:
    file = small.cwd / "zotero.ris"
    now = time.time_ns()
    file.write_text(ris(1))
    os.utime(file, ns=(now, now))
    small.json("watch", "add", file)
    file.write_text(ris(2))
    os.utime(file, ns=(now, now))
    assert once(small)["exports"][0]["imported"] == 1


@pytest.mark.parametrize("verb", ["update", "report"])
def test_other_verbs_read_changed_exports_first(small: Small, verb: str) -> None:
    file = written(small.cwd / "zotero.ris", ris(1))
    small.json("watch", "add", file)
    written(file, ris(1, 2), 30)
    done = small.run(verb, "--json")
    assert done.exit_code == 0, done.stderr
    assert "zotero.ris changed. 2 papers read: 1 new" in done.stderr
    json.loads(done.stdout)
    assert small.json("search", "doi:10.5555/r.2")["total"] == 1


def test_an_export_that_is_gone_or_damaged_is_told_and_its_papers_stay(small: Small) -> None:
    file = written(small.cwd / "zotero.ris", ris(1, 2))
    small.json("watch", "add", file)
    written(file, "nothing of any format", 30)
    (reading,) = once(small)["exports"]
    assert (reading["left"], reading["gone"]) == ("nothing could be read in it", [])
    file.unlink()
    (reading,) = once(small)["exports"]
    assert "cannot be read" in reading["left"]
    assert small.json("watch", "list")["exports"][0]["there"] is False
    written(file, ris(2), 20)
    assert once(small)["exports"][0]["gone"][0]["id"] == "doi:10.5555/r.1"


def test_list_and_drop(small: Small) -> None:
    assert "No export is watched" in small.run("watch", "list").stderr
    file = written(small.cwd / "zotero.ris", ris(1))
    small.run("watch", "add", file, "--today", TODAY)
    assert f"{file}  1 paper  read on {TODAY}" in small.run("watch", "list").stdout
    assert small.run("watch", "add", file).exit_code == 2
    assert small.run("watch", "drop", small.cwd / "other.ris").exit_code == 2
    file.unlink()
    assert small.json("watch", "drop", file)["dropped"] == str(file)
    assert small.json("watch", "list")["exports"] == []
    assert small.run("watch", "add", file).exit_code == 2
    assert small.json("search", "doi:10.5555/r.1")["total"] == 1


def test_no_path_of_the_machine_stands_in_the_home(small: Small) -> None:
    small.json("watch", "add", written(small.cwd / "zotero.ris", ris(1)))
    drop(small, "one.ris", ris(2))
    once(small)
    journal = (small.home / "journal.jsonl").read_text(encoding="utf-8")
    assert "zotero.ris" in journal
    assert str(small.cwd) not in journal


def test_watching_goes_on_until_it_is_ended(small: Small) -> None:
    arguments = ("-m", "fingerpost.faces.cli.main", "watch", "--every", "0.05", "--json")
    environment = {**os.environ, "FINGERPOST_DATA": str(small.data)}
    with subprocess.Popen(
        [sys.executable, *arguments], cwd=small.home, env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as running:  # fmt: skip
        assert running.stderr is not None
        assert running.stdout is not None
        assert "Ctrl-C ends this" in running.stderr.readline()
        for number in (1, 2):
            drop(small, f"{number}.ris", ris(number))
            (file,) = json.loads(running.stdout.readline())["files"]
            assert (file["file"], file["imported"]) == (f"{number}.ris", 1)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert (running.returncode, out) == (0, "")
    assert err.rstrip().endswith("what was taken in is kept.")


def test_dropped_files_and_exports_are_taken_back(small: Small) -> None:
    drop(small, "one.ris", ris(1, 2))
    once(small)
    file = written(small.cwd / "zotero.ris", ris(2, 3))
    small.json("watch", "add", file, "--today", TODAY)
    assert small.json("import", "--undo")["papers"] == 1, "the second came by the drop too"
    assert small.json("search", "doi:10.5555/r.3")["total"] == 0
    done = small.json("import", "--undo")
    assert (done["undone"], done["papers"]) == ("one.ris", 2)
    assert small.json("search", "doi:10.5555/r.2")["total"] == 0
