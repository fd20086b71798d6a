"""The tables for Obsidian follow the published syntax of its Bases."""

from __future__ import annotations

from pathlib import Path

from ruamel.yaml import YAML

from fingerpost.home import Home
from fingerpost.notes.base_file import TEXT, keep_base
from fingerpost.notes.note_file import NoteFacts

OF_FILES = {"name", "mtime", "links"}


def test_views_show_properties_that_notes_have() -> None:
    base = YAML(typ="safe", pure=True).load(TEXT)
    assert set(base) == {"filters", "properties", "views"}
    for view in base["views"]:
        assert set(view) <= {"type", "name", "filters", "groupBy", "order"}
        for shown in view["order"]:
            kind, _, name = shown.partition(".")
            assert name in (OF_FILES if kind == "file" else {*NoteFacts.__struct_fields__, "year"})


def test_it_is_written_once_and_then_the_users(tmp_path: Path) -> None:
    home = Home.create(tmp_path, "")
    path = keep_base(home)
    assert path is not None
    path.write_text("mine")
    assert keep_base(home) is None
    assert path.read_text() == "mine"
    path.unlink()
    assert keep_base(home) is None
