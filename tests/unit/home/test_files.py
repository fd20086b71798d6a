"""A user's file is written only if it is still what was read, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from fingerpost.errors import ChangedError, HomeError
from fingerpost.home import files


def test_a_file_that_changed_since_it_was_read_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text("mine")
    read = files.read_text(path)
    path.write_text("mine, edited meanwhile")
    with pytest.raises(ChangedError, match="was changed since"):
        files.write_text(path, "theirs", read)
    assert path.read_text() == "mine, edited meanwhile"


def test_a_new_file_never_replaces_one_that_is_there(tmp_path: Path) -> None:
    path = tmp_path / "area.md"
    path.write_text("mine")
    with pytest.raises(ChangedError):
        files.write_text(path, "theirs", None)
    assert path.read_text() == "mine"


def test_a_file_that_was_deleted_meanwhile_stays_deleted(tmp_path: Path) -> None:
    path = tmp_path / "area.md"
    path.write_text("mine")
    read = files.read_text(path)
    path.unlink()
    with pytest.raises(ChangedError):
        files.write_text(path, "theirs", read)
    assert not path.exists()


def test_a_failed_write_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "me.toml"
    path.write_text("old")
    read = files.read_text(path)

    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full_disk)
    with pytest.raises(HomeError, match="No space left"):
        files.write_text(path, "new", read)
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["me.toml"]


def test_line_ends_come_through_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_bytes(b"one\r\ntwo\r\n")
    read = files.read_text(path)
    files.write_text(path, read.text + "three\r\n", read)
    assert path.read_bytes() == b"one\r\ntwo\r\nthree\r\n"


def test_text_that_is_not_utf8_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "me.toml"
    path.write_bytes(b"name = 'a'\ncity = 'Z\xfcrich'\n")
    with pytest.raises(HomeError, match="line 2"):
        files.read_text(path)


def test_a_torn_last_line_is_ended_before_the_next(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    path.write_bytes(b'{"half": ')
    files.append_line(path, "whole")
    assert path.read_bytes() == b'{"half": \nwhole\n'


def test_a_byte_order_mark_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_bytes(b"\xef\xbb\xbfone\n")
    read = files.read_text(path)
    assert read.text == "one\n"
    assert files.write_text(path, "two\n", read) == files.read_text(path)
    assert path.read_bytes() == b"\xef\xbb\xbftwo\n"


def test_a_read_only_file_is_told_and_left(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text("mine")
    read = files.read_text(path)
    path.chmod(0o444)
    with pytest.raises(HomeError, match="read-only"):
        files.write_text(path, "theirs", read)
    assert path.read_text() == "mine"


def test_a_file_that_appears_at_the_last_moment_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "new.md"
    real = files.tempfile.mkstemp

    def slow(*arguments: object, **options: object) -> object:
        path.write_text("mine")
        return real(*arguments, **options)

    monkeypatch.setattr("tempfile.mkstemp", slow)
    with pytest.raises(ChangedError):
        files.write_text(path, "theirs", None)
    assert path.read_text() == "mine"
