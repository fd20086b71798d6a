"""A note edited in parts: our blocks stand, the user's words change, a changed file waits."""

from __future__ import annotations

from pathlib import Path

import pytest

from fingerpost.errors import ChangedError, UsageError
from fingerpost.home import Home
from fingerpost.home.files import read_text
from fingerpost.home.note_blocks import new_block
from fingerpost.notes.editing import keep_words, own_words, parts_of, with_words

NOTE = (
    '---\ntitle: "T"\nid: "pmid:1"\nstatus: to read\n---\n\n# T\n\n'
    f"{new_block('paper', 'facts')}\n\n{new_block('appraisal', 'judged')}\n\n## My notes\n\nold\n"
)


@pytest.mark.parametrize(
    "text", [NOTE, NOTE.replace("\n", "\r\n"), "just words", "", "---\nx: 1\n---\n"]
)
def test_parts_are_the_note_and_unchanged_words_change_nothing(text: str) -> None:
    parts = parts_of(text)
    assert "".join(part.text for part in parts) == text
    assert with_words(text, own_words(parts)) == text
    assert with_words(text, [words.replace("\r\n", "\n") for words in own_words(parts)]) == text
    assert with_words(text, [words.strip("\r\n") for words in own_words(parts)]) == text


def test_words_change_and_blocks_stand() -> None:
    words = own_words(parts_of(NOTE))
    words[0] = words[0].replace("to read", "read")
    words[-1] = "## My notes\r\n\r\nnew\r\n"
    assert with_words(NOTE, words) == NOTE.replace("to read", "read").replace("old", "new")
    windows = NOTE.replace("\n", "\r\n")
    assert with_words(windows, words) == with_words(NOTE, words).replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("number", "typed", "told"),
    [
        (-1, "<!-- fingerpost:paper -->", "marks"),
        (-1, "<!-- /fingerpost:appraisal -->", "marks"),
        (-1, new_block("terms", "x"), "marks"),
        (0, '---\ntitle: "T"\nid: "pmid:2"\n---\n', "ties the note"),
        (0, '---\ntitle: [\nid: "pmid:1"\n---\n', "cannot be read"),
    ],
)
def test_what_would_break_the_note_is_refused(number: int, typed: str, told: str) -> None:
    words = own_words(parts_of(NOTE))
    words[number] = typed
    with pytest.raises(UsageError, match=told):
        with_words(NOTE, words)


def test_a_file_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    home = Home.create(tmp_path / "home", "")
    path = home.folder / "papers" / "a.md"
    path.parent.mkdir()
    path.write_text(NOTE, encoding="utf-8", newline="")
    read = read_text(path)
    words = [*own_words(parts_of(NOTE))[:-1], "## My notes\n\nnew\n"]
    path.write_text(NOTE + "by another\n", encoding="utf-8", newline="")
    with pytest.raises(ChangedError):
        keep_words(home, "papers/a.md", words, read.hash)
    assert path.read_text(encoding="utf-8").endswith("by another\n")
    before, now = keep_words(home, "papers/a.md", words, read_text(path).hash)
    assert before.endswith("by another\n")
    assert read_text(path).hash == now
    assert "new" in path.read_text(encoding="utf-8")
