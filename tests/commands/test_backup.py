"""`fingerpost backup` and `fingerpost restore`: all comes back, nothing is overwritten."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.commands.conftest import Cli, Small

from fingerpost.home import Home
from fingerpost.library import Library
from fingerpost.library.lock import WriteLock
from fingerpost.records import Author, Paper

EXTRA = b"\xef\xbb\xbfMy words\r\nwith Windows line ends, without a last one"


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def tables(library: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = sqlite3.connect(library / "papers.sqlite")
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    found = {n: sorted(connection.execute(f"SELECT * FROM {n}").fetchall()) for (n,) in names}
    connection.close()
    return found


def library_of(small: Small) -> Path:
    return small.data / "libraries" / Home.open(small.home).id


@pytest.fixture
def full(small: Small) -> Small:
    """The small home with odd files, an annotation, and two records that became one paper."""
    (small.home / "papers").mkdir()
    (small.home / "papers" / "okoro-2020.md").write_bytes(EXTRA)
    (small.home / "topics" / "Łódź «notes»").mkdir(parents=True)
    (small.home / "topics" / "Łódź «notes»" / "a b.md").write_text("Zoë 💉", encoding="utf-8")
    (small.home / "empty.md").write_bytes(b"")
    with Library.open(library_of(small)) as library:
        library.put([Paper("One", doi="10.5555/one", authors=(Author("Okoro", "Ada"),))])
        library.put([Paper("One", "With its abstract.", pmid="77", doi="10.5555/one")])
        library.annotate("maker", "1", {Paper("One", "With its abstract.").text_hash: b"\x00\xff"})
    return small


@pytest.fixture
def kept(full: Small) -> Path:
    file = full.cwd / "kept.zip"
    assert full.json("backup", file)["papers"] == 13
    return file


def test_all_comes_back_as_it_was(full: Small, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library, other = library_of(full), full.cwd / "other"
    monkeypatch.setenv("FINGERPOST_DATA", str(other))
    found = json.loads(full.run("restore", kept, "--into", full.cwd / "again", "--json").stdout)
    assert (found["papers"], found["kept_aside"]) == (13, [])
    assert contents(full.cwd / "again") == contents(full.home)
    assert tables(Path(found["library"])) == tables(library)
    assert found["home_files"] == len(contents(full.home))
    with Library.open(library) as before, Library.open(Path(found["library"])) as after:
        assert list(after.scan()) == list(before.scan())
        assert after.search("sepsis").total == before.search("sepsis").total == 6
        assert after.get("doi:10.5555/one") == before.get("pmid:77") is not None


def test_the_same_home_gives_the_same_bytes(full: Small, kept: Path) -> None:
    full.json("backup", full.cwd / "second.zip")
    assert (full.cwd / "second.zip").read_bytes() == kept.read_bytes()


def test_a_backup_says_what_is_in_it_and_leaves_out_what_can_be_made_again(kept: Path) -> None:
    with zipfile.ZipFile(kept) as archive:
        names = archive.namelist()
        stated = json.loads(archive.read("contents.json"))
        assert archive.testzip() is None
    assert not [name for name in names if "cache" in name or "lock" in name]
    assert {part["name"] for part in stated["files"]} == {*names} - {"contents.json"}
    assert stated["papers"] == 13


def test_a_file_that_is_there_is_left_alone(full: Small, kept: Path) -> None:
    before = kept.read_bytes()
    (full.home / "new.md").write_text("new")
    done = full.run("backup", kept)
    assert done.exit_code == 1
    assert "is there already" in done.stderr
    assert kept.read_bytes() == before
    assert full.run("backup", kept, "--replace").exit_code == 0
    assert kept.read_bytes() != before


def test_a_backup_in_the_home_does_not_hold_itself(full: Small) -> None:
    file = full.home / "backup.zip"
    full.json("backup", file)
    full.json("backup", file, "--replace")
    with zipfile.ZipFile(file) as archive:
        assert "home/backup.zip" not in archive.namelist()
    assert not [path for path in full.home.iterdir() if path.name.startswith(".fingerpost")]


def test_links_are_named_and_left_out(full: Small) -> None:
    (full.home / "outside.md").symlink_to("/etc/hostname")
    found = full.json("backup", full.cwd / "b.zip")
    assert found["left_out"] == ["outside.md"]


def test_a_backup_that_cannot_be_written_is_a_sentence(full: Small) -> None:
    done = full.run("backup", full.cwd / "no" / "such" / "folder.zip")
    assert done.exit_code == 1
    assert "could not be made" in done.stderr


@pytest.mark.parametrize("page", [4, 6])
def test_a_damaged_library_is_no_backup(full: Small, page: int) -> None:
    file = library_of(full) / "papers.sqlite"
    content = bytearray(file.read_bytes())
    content[page * 16_384 : page * 16_384 + 2_000] = b"\x5a" * 2_000
    file.write_bytes(content)
    done = full.run("backup", full.cwd / "b.zip")
    assert done.exit_code == 1
    assert "papers.sqlite" in done.stderr
    assert "damaged" in done.stderr
    assert not (full.cwd / "b.zip").exists()


def test_a_backup_while_an_import_runs_holds_whole_batches(full: Small) -> None:
    code = (
        "import sys; from pathlib import Path; from fingerpost.library import Library;"
        "from fingerpost.records import Paper\n"
        "with Library.open(Path(sys.argv[1])) as library, library.writing() as writer:\n"
        "    for first in range(0, 10**9, 50):\n"
        "        numbers = range(10**6 + first, 10**6 + first + 50)\n"
        "        writer.put([Paper(f'P {n}', pmid=str(n)) for n in numbers])\n"
        "        print(first, flush=True)\n"
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", code, str(library_of(full))], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    for _ in range(3):
        least = int(writer.stdout.readline()) + 50
    found = full.json("backup", full.cwd / "b.zip")
    writer.kill()
    writer.communicate()
    assert found["papers"] >= 13 + least
    assert (found["papers"] - 13) % 50 == 0
    again = full.run("restore", full.cwd / "b.zip", "--into", full.home, "--replace", "--json")
    assert json.loads(again.stdout)["papers"] == found["papers"]


def test_a_home_that_is_there_is_refused_and_not_touched(full: Small, kept: Path) -> None:
    before = contents(full.cwd)
    done = full.run("restore", kept, "--into", full.home)
    assert done.exit_code == 1
    assert "is there already" in done.stderr
    assert contents(full.cwd) == before


def test_the_library_of_a_home_elsewhere_is_refused_and_not_touched(
    full: Small, kept: Path
) -> None:
    before = contents(full.cwd)
    done = full.run("restore", kept, "--into", full.cwd / "again")
    assert done.exit_code == 1
    assert "FINGERPOST_DATA" in done.stderr
    assert contents(full.cwd) == before
    assert not (full.cwd / "again").exists()


def test_what_is_replaced_is_kept_aside(full: Small, kept: Path) -> None:
    before = contents(full.home)
    (full.home / "me.toml").write_text("spoilt")
    with Library.open(library_of(full)) as library:
        library.delete([paper.id for paper in library.scan()])
    for number in (1, 2):
        done = full.run("restore", kept, "--into", full.home, "--replace", "--json")
        aside = [Path(path) for path in json.loads(done.stdout)["kept_aside"]]
        assert {path.name for path in aside} == {
            f"home.before-restore-{number}",
            f"{library_of(full).name}.before-restore-{number}",
        }
        assert contents(full.home) == before
        assert full.json("search", "sepsis")["total"] == 6
    first = full.cwd / "home.before-restore-1"
    assert (first / "me.toml").read_text() == "spoilt"


def test_a_library_that_is_being_written_is_not_replaced(
    full: Small, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fingerpost.intake.restore._WAIT_SECONDS", 0.1)
    before = contents(full.home)
    with WriteLock(library_of(full), 5).held("bringing papers in"):
        done = full.run("restore", kept, "--into", full.home, "--replace")
    assert done.exit_code == 1
    assert "has been bringing papers in since" in done.stderr
    assert contents(full.home) == before
    assert full.json("search", "sepsis")["total"] == 6


def test_a_move_that_fails_takes_all_back(
    full: Small, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, rename = contents(full.home), Path.rename

    def failing(self: Path, target: Path) -> Path:
        if target == full.home and self.name == "restored":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    done = full.run("restore", kept, "--into", full.home, "--replace")
    monkeypatch.undo()
    monkeypatch.setenv("FINGERPOST_DATA", str(full.data))
    assert done.exit_code == 1
    assert "all is as it was" in done.stderr
    assert contents(full.home) == before
    assert sorted(path.name for path in full.data.joinpath("libraries").iterdir()) == [
        library_of(full).name
    ]


Spoil = Callable[[dict[str, bytes]], None]


def rewritten(kept: Path, change: Spoil, *, restate: bool = False) -> Path:
    """A copy of the backup with changed files; with `restate`, its list of contents fits them."""
    import hashlib

    with zipfile.ZipFile(kept) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    stated = json.loads(files.pop("contents.json"))
    change(files)
    if restate:
        stated["files"] = [
            {"name": n, "bytes": len(b), "sha256": hashlib.sha256(b).hexdigest()}
            for n, b in files.items()
        ]
    target = kept.with_name("spoilt.zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        if "contents.json" not in files:
            archive.writestr("contents.json", json.dumps(stated))
    return target


def changed_sqlite(content: bytes, *statements: str) -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(content)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    return connection.serialize()


def put(name: str, content: bytes) -> Spoil:
    return lambda files: files.update({name: content})


def flip(name: str) -> Spoil:
    def spoil(files: dict[str, bytes]) -> None:
        content = bytearray(files[name])
        content[len(content) // 2] ^= 0x20
        files[name] = bytes(content)

    return spoil


def run_sql(*statements: str) -> Spoil:
    def spoil(files: dict[str, bytes]) -> None:
        name = "library/papers.sqlite"
        files[name] = changed_sqlite(files[name], *statements)

    return spoil


@pytest.mark.parametrize(
    ("spoil", "restate", "said"),
    [
        (flip("library/papers.sqlite"), False, "not as it was backed up"),
        (flip("home/me.toml"), False, "not as it was backed up"),
        (put("home/extra.md", b"x"), False, "not those that its list of contents names"),
        (lambda files: files.pop("home/me.toml"), False, "not those that its list"),
        (put("home/../../evil.md", b"x"), True, "outside the home"),
        (put("/tmp/evil.md", b"x"), True, "outside the home"),
        (put("home/..\\evil.md", b"x"), True, "outside the home"),
        (put("home//evil.md", b"x"), True, "outside the home"),
        (put("home/C:evil.md", b"x"), True, "outside the home"),
        (put("library/other.sqlite", b"x"), True, "outside the home"),
        (put("home/ME.TOML", b"x"), True, "not those that its list"),
        (put("home/bomb.md", bytes(50_000_000)), True, "swells beyond measure"),
        (put("contents.json", b"{"), False, "list of contents cannot be read"),
        (put("contents.json", b'{"format": 99}'), False, "newer Fingerpost"),
        (put("home/fingerpost.toml", b"format = 99\nid = 'a'"), True, "newer Fingerpost"),
        (put("home/fingerpost.toml", b"format = 1\nid = '../x'"), True, "letters and digits"),
        (put("library/papers.sqlite", b"not a database" * 99), True, "papers.sqlite"),
        (run_sql("PRAGMA user_version = 99"), True, "newer Fingerpost"),
        (run_sql("DELETE FROM papers WHERE row = 1"), True, "papers that are not there"),
        (run_sql("UPDATE papers SET paper = x'789c' WHERE row = 2"), True, "cannot be read"),
        (
            run_sql("CREATE TRIGGER t AFTER INSERT ON papers BEGIN DELETE FROM papers; END"),
            True,
            "never writes",
        ),
        (run_sql("CREATE VIEW v AS SELECT 1"), True, "never writes"),
    ],
)
def test_a_backup_that_cannot_be_trusted_touches_nothing(
    full: Small, kept: Path, spoil: Spoil, restate: bool, said: str
) -> None:
    spoilt = rewritten(kept, spoil, restate=restate)
    before = contents(full.cwd)
    done = full.run("restore", spoilt, "--into", full.home, "--replace")
    assert done.exit_code == 1
    assert said in done.stderr
    assert contents(full.cwd) == before
    assert full.json("search", "sepsis")["total"] == 6


def test_a_link_in_a_backup_is_refused(full: Small, kept: Path) -> None:
    spoilt = rewritten(kept, put("home/link", b"/etc/hostname"), restate=True)
    with zipfile.ZipFile(spoilt) as archive:
        entries = [(info, archive.read(info)) for info in archive.infolist()]
    with zipfile.ZipFile(spoilt, "w") as archive:
        for info, content in entries:
            if info.filename == "home/link":
                info.external_attr = 0o120777 << 16
            archive.writestr(info, content)
    done = full.run("restore", spoilt, "--into", full.home, "--replace")
    assert done.exit_code == 1
    assert "holds a link" in done.stderr


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip at all", bytes(1000)])
def test_a_file_that_is_no_backup_is_a_sentence(cli: Cli, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(content)
    done = cli("restore", "x.zip", "--into", "home")
    assert done.exit_code == 1
    assert "no backup" in done.stderr
    assert cli("restore", "missing.zip", "--into", "home").exit_code == 2


@pytest.mark.parametrize("at", [0.1, 0.5, 0.9, 0.99])
def test_a_cut_backup_is_refused(full: Small, kept: Path, at: float) -> None:
    before, content = contents(full.home), kept.read_bytes()
    kept.write_bytes(content[: int(len(content) * at)])
    assert full.run("restore", kept, "--into", full.home, "--replace").exit_code == 1
    assert contents(full.home) == before


@pytest.mark.parametrize("at", [0.0, 0.1, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99])
def test_a_changed_byte_is_refused_or_changes_nothing(full: Small, kept: Path, at: float) -> None:
    """Most bytes are under a checksum; those of the zip file's own bookkeeping may not matter."""
    before, content = contents(full.home), bytearray(kept.read_bytes())
    papers = tables(library_of(full))
    content[int(len(content) * at)] ^= 0xFF
    kept.write_bytes(content)
    done = full.run("restore", kept, "--into", full.home, "--replace")
    assert done.exit_code == 0 or "Nothing was restored" in done.stderr or "is no" in done.stderr
    assert contents(full.home) == before
    assert tables(library_of(full)) == papers


def test_a_home_without_space_for_it_is_a_sentence(
    full: Small, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 9, 1))
    done = full.run("restore", kept, "--into", full.home, "--replace")
    assert done.exit_code == 1
    assert "Make room" in done.stderr


def test_check_is_content_with_a_sound_home_and_names_what_is_wrong(full: Small) -> None:
    found = full.json("check")
    assert (found["papers"], found["indexed"], found["faults"]) == (13, 13, [])
    assert "All is well" in full.run("check").stdout
    (full.home / "papers" / "okoro-2020.md").write_bytes(b"\xff\xfe no text")
    (full.home / "areas" / "stroke.md").write_text("no front matter")
    with (full.home / "journal.jsonl").open("a") as journal:
        journal.write("{broken\n")
    connection = sqlite3.connect(library_of(full) / "papers.sqlite")
    connection.execute("UPDATE papers SET paper = substr(paper, 1, 40) WHERE id = 'pmid:77'")
    connection.commit()
    connection.close()
    done = full.run("check")
    assert done.exit_code == 1
    for said in ("okoro-2020.md", "stroke.md", "journal.jsonl", "pmid:77", "4 faults"):
        assert said in done.stdout
    assert done.stdout.splitlines()[-1].startswith("13 papers; ")
    assert "searched" not in done.stdout, "the index of a damaged library was not looked at"
    assert json.loads(full.run("check", "--json").stdout)["indexed"] is None


def test_check_makes_an_index_anew_that_lacks_papers(full: Small) -> None:
    with Library.open(library_of(full)) as library:
        last = library._store.last_change()
        row = library._store.last_row()
        from fingerpost.library.index.index import Marker

        with library._index.writing() as writing:
            writing.remove([row])
            writing.commit(Marker(last.number, last.stamp, row))
    assert full.json("search", "*")["total"] == 12
    assert full.json("check")["indexed"] == 13
    assert full.json("search", "*")["total"] == 13


def test_the_real_commands(full: Small) -> None:
    file = full.cwd / "real.zip"
    assert full.process("backup", file, "--json").returncode == 0
    done = full.process("restore", file, "--into", full.home, "--replace", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["papers"] == 13
    assert full.process("check").returncode == 0
