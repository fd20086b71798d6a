"""Answers that are kept: given again until papers come in, and never for another question."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fingerpost.faces.web.kept import Kept
from fingerpost.library import Library
from fingerpost.records import Paper


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path) as library:
        library.put([Paper("A made-up trial", pmid="1")])
        yield library


def test_what_was_asked_is_kept_until_papers_come_in(library: Library) -> None:
    kept: Kept[int] = Kept(5)
    assert kept.of(library, "all", library.count) == 1
    assert kept.of(library, "all", lambda: 99) == 1
    assert kept.of(library, "others", lambda: 99) == 99
    library.put([Paper("Another made-up trial", pmid="2")])
    assert kept.of(library, "all", library.count) == 2


def test_what_was_asked_longest_ago_is_forgotten(library: Library) -> None:
    kept: Kept[int] = Kept(2)
    for asked in ("a", "b", "a", "c"):
        kept.of(library, asked, lambda: 1)
    assert [kept.of(library, asked, lambda: 2) for asked in ("a", "c")] == [1, 1]
    assert kept.of(library, "b", lambda: 2) == 2


def test_two_libraries_are_not_mixed_up(library: Library, tmp_path: Path) -> None:
    kept: Kept[int] = Kept(5)
    kept.of(library, "all", library.count)
    with Library.open(tmp_path / "other") as other:
        assert kept.of(other, "all", other.count) == 0
