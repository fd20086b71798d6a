"""Any sequence of edits by hand, syncs and undos keeps every line of the user's, in any file."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from fingerpost.errors import UsageError
from fingerpost.home import Home
from fingerpost.home.files import put_back
from fingerpost.home.note_blocks import Settle
from fingerpost.library import Library
from fingerpost.notes import keep_paper_note
from fingerpost.notes.kept_syncs import last_sync
from fingerpost.notes.settling import settle
from fingerpost.notes.sync import Sync
from fingerpost.notes.topic_note import make_topic_note
from fingerpost.notes.undoing import sync_and_keep, undo_sync
from fingerpost.records import Author, Paper

MARKER = re.compile(rb"<!-- /?fingerpost:[a-z]+[ 0-9a-z]* -->")
"""Settling takes these away; they are no words of the user's."""
TODAY = date(2026, 11, 23)
PAPERS = [
    Paper(
        title=f"Deep learning for made-up falls {n}",
        abstract=f"We developed a random forest in {100 + n} patients. The AUROC was 0.8{n}.",
        authors=(Author("Okoro", "Ada"),), year=2020 + n, pmid=str(n + 1),
    )
    for n in range(2)
]  # fmt: skip
WORDS = st.sampled_from(
    [
        "note", "---", "<<<<<<< HEAD", ">>>>>>> theirs", "topics: [falls]", "see [[falls]]", "  in",
        "<!-- fingerpost:paper -->", "<!-- /fingerpost:appraisal -->", "id: pmid:2", "é 敗",
        "[[okoro2020deep]]", "status: read",
    ]
)  # fmt: skip
FILE, PLACE = st.integers(0, 4), st.integers(0, 60)
NONE = st.just("")
EDIT = st.one_of(
    st.tuples(st.just("insert"), FILE, PLACE, WORDS),
    st.tuples(st.just("delete line"), FILE, PLACE, NONE),
    st.tuples(st.sampled_from(["copy lines", "rename", "move"]), FILE, PLACE, NONE),
    st.tuples(st.sampled_from(["delete", "copy", "crlf", "bom"]), FILE, PLACE, NONE),
    st.tuples(st.sampled_from(["sync", "dry", "note", "other facts", "forget"]), FILE, PLACE, NONE),
    st.tuples(st.sampled_from(["mine", "ours"]), FILE, PLACE, NONE),
    st.tuples(st.sampled_from(["renew", "undo", "cut undo"]), FILE, PLACE, NONE),
)
UNDOING = st.one_of(
    st.tuples(st.sampled_from(["renew", "undo", "cut undo"]), FILE, PLACE, NONE),
    st.tuples(st.sampled_from(["insert", "delete", "rename", "crlf", "sync"]), FILE, PLACE, WORDS),
)


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, Library]]:
    """Two libraries of the same papers, one of which says more of them."""
    folder = tmp_path_factory.mktemp("libraries")
    with Library.open(folder / "one") as one, Library.open(folder / "other") as other:
        one.put(PAPERS)
        other.put([replace(paper, journal="J Made Up", doi=f"10.5555/{paper.pmid}")
                   for paper in PAPERS])  # fmt: skip
        yield one, other


class CutOffError(Exception):
    """Stands for a kill."""


def cutting(after: int) -> Callable[[Path, bytes | None, str], None]:
    """Return a writing that ends after so many files, before or after the last is written."""
    count = 0

    def write(path: Path, content: bytes | None, hash_now: str) -> None:
        nonlocal count
        count += 1
        if count > after:
            raise CutOffError
        put_back(path, content, hash_now)

    return write


class Person:
    """Somebody who edits notes, each line of theirs with a number so that it is theirs alone."""

    def __init__(self, folder: Path, libraries: tuple[Library, Library]) -> None:
        self.home = Home.create(folder / "home", "")
        self.home.library_folder.mkdir(parents=True)
        self.libraries = libraries
        self.count, self.names, self.syncs = 0, 0, 0
        self.before: dict[str, tuple[dict[Path, bytes], dict[Path, bytes]]] = {}
        self.deleted: set[Path] = set()
        for paper in PAPERS:
            keep_paper_note(self.home, paper)
        make_topic_note(self.home, "Falls")
        self.sync()
        self.mine = self.there()

    def files(self) -> list[Path]:
        return sorted(self.home.folder.glob("*/**/*.md"))

    def there(self) -> Counter[bytes]:
        lines = (line for file in self.files() for line in file.read_bytes().split(b"\n"))
        return Counter(MARKER.sub(b"", line).strip() for line in lines if b"(mine " in line)

    def sync(self, *, dry_run: bool = False) -> None:
        before = self.bytes_of()
        self.syncs += not dry_run
        sync_and_keep(self.home, self.libraries[0], TODAY, f"s{self.syncs}", dry_run=dry_run)
        if not dry_run and self.bytes_of() != before:
            self.before[f"s{self.syncs}"] = before, self.bytes_of()

    def bytes_of(self) -> dict[Path, bytes]:
        return {file: file.read_bytes() for file in self.files()}

    def undo(self, *, cut_after: int | None = None) -> None:
        """Undo the last sync; what it left as it was is as before it, all else as it is now."""
        last = last_sync(self.home.library_folder)
        if not last:
            return
        now, (before, after) = self.bytes_of(), self.before.get(last, ({}, {}))
        if cut_after is not None:
            with pytest.MonkeyPatch.context() as patch, suppress(CutOffError):
                patch.setattr("fingerpost.notes.undoing.put_back", cutting(cut_after))
                undo_sync(self.home, last)
        if last_sync(self.home.library_folder) == last:
            undo_sync(self.home, last)
        there = self.bytes_of()
        assert there.keys() == now.keys()
        for file, content in there.items():
            is_as_left = file in before and now[file] == after[file]
            assert content == (before[file] if is_as_left else now[file])

    def act(self, kind: str, file: int, at: int, words: str) -> None:
        if kind in ("sync", "dry"):
            self.sync(dry_run=kind == "dry")
        elif kind in ("undo", "cut undo"):
            self.undo(cut_after=at % 3 if kind == "cut undo" else None)
        elif kind == "note":
            keep_paper_note(self.home, PAPERS[at % 2])
        elif kind in ("other facts", "renew"):
            self.libraries = self.libraries[::-1]
            if kind == "renew":
                self.sync()
        elif kind == "forget":
            (self.home.library_folder / "cache" / "notes.msgpack").unlink(missing_ok=True)
        elif files := self.files():
            path = files[file % len(files)]
            if kind in ("mine", "ours"):
                self.settle(path, Settle(kind))
            elif kind in ("insert", "delete line", "copy lines", "crlf", "bom"):
                self.edit(path, kind, at, words)
            else:
                self.handle(path, kind)

    def settle(self, path: Path, how: Settle) -> None:
        work = Sync(self.home, self.libraries[0], TODAY)
        with suppress(UsageError):
            settle(work, str(path), how)
        entries = self.home.journal.read()[0]
        gone = [str(e.details["was"]) for e in entries if e.verb == "note settled"]
        said = (line.encode() for text in gone for line in text.split("\n") if "(mine " in line)
        kept = (MARKER.sub(b"", line).strip() for line in said)
        self.mine -= Counter(kept) - self.there()

    def edit(self, path: Path, kind: str, at: int, words: str) -> None:
        lines = path.read_bytes().split(b"\n")
        if kind == "insert":
            self.count += 1
            lines.insert(min(at, len(lines)), f"{words} (mine {self.count})".encode())
        elif kind == "delete line":
            del lines[min(at, len(lines) - 1)]
        elif kind == "copy lines":
            lines[at:at] = lines[at : at + 9]
        elif kind == "crlf":
            lines = [line.rstrip(b"\r") + b"\r" for line in lines]
        else:
            lines[0] = b"\xef\xbb\xbf" + lines[0]
        path.write_bytes(b"\n".join(lines))
        self.mine = self.there()

    def handle(self, path: Path, kind: str) -> None:
        self.names += 1
        if kind == "delete":
            path.unlink()
            self.deleted.add(path)
        elif kind == "copy":
            shutil.copy(path, path.with_name(f"{path.stem} (copy {self.names}).md"))
        else:
            folder = path.parent / "deeper" if kind == "move" else path.parent
            folder.mkdir(exist_ok=True)
            path.rename(folder / f"name{self.names}.md")
            self.deleted.add(path)
        self.mine = self.there()


@pytest.fixture(autouse=True)
def _data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FINGERPOST_DATA", str(tmp_path))


@settings(max_examples=120)
@given(edits=st.lists(EDIT, max_size=12))
def test_no_line_is_lost_and_nothing_comes_back(
    libraries: tuple[Library, Library], edits: list[tuple[str, int, int, str]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        person = Person(Path(folder), libraries)
        for edit in [*edits, ("sync", 0, 0, "")]:
            person.act(*edit)
            assert not person.mine - person.there(), f"gone after {edit}"
            assert not [path for path in person.deleted if path.exists()], f"back after {edit}"
        while last_sync(person.home.library_folder):
            person.undo()
            assert not person.mine - person.there()
        person.sync()
        once = {file: file.read_bytes() for file in person.files()}
        again = Sync(person.home, person.libraries[0], TODAY).run()
        assert not again.renewed
        assert {file: file.read_bytes() for file in person.files()} == once


@settings(max_examples=60)
@given(edits=st.lists(UNDOING, min_size=2, max_size=8))
def test_undoing_a_sync_is_exact_and_costs_no_line(
    libraries: tuple[Library, Library], edits: list[tuple[str, int, int, str]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        person = Person(Path(folder), libraries)
        for edit in [("renew", 0, 0, ""), *edits, ("undo", 0, 0, "")]:
            person.act(*edit)
            assert not person.mine - person.there(), f"gone after {edit}"
            assert not [path for path in person.deleted if path.exists()], f"back after {edit}"
