"""Every verb that the code writes into the journal is told in a sentence of its own."""

from __future__ import annotations

import ast
from importlib import import_module
from importlib.resources import files
from pathlib import Path

import pytest

from fingerpost.home.diary import _TOLD, of_area, sentence
from fingerpost.home.journal import Entry

SOURCES = sorted(Path(str(files("fingerpost"))).rglob("*.py"))


def verbs_written() -> set[str]:
    """The first argument of every call of `….journal.append`, names looked up in their module."""
    found = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("journal.append"):
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    found.add(first.value)
                elif isinstance(first, ast.Name) and first.id.isupper():
                    place = path.relative_to(SOURCES[0].parent).with_suffix("")
                    module = import_module(".".join(("fingerpost", *place.parts)))
                    found.add(getattr(module, first.id))
    return found


def test_every_verb_has_a_sentence() -> None:
    written = verbs_written()
    assert len(written) > 30
    assert not written - set(_TOLD)


@pytest.mark.parametrize("verb", sorted(_TOLD))
def test_a_sentence_needs_no_details(verb: str) -> None:
    told = sentence(Entry("1", "2026-01-01T00:00:00+00:00", verb, "sepsis", "I say so"))
    assert told.endswith("because: I say so.")
    assert "\n" not in told
    assert "None" not in told


def test_an_areas_entries_are_those_on_it() -> None:
    entries = [
        Entry("1", "", "screened", "pmid:1", "", {"area": "sepsis"}),
        Entry("2", "", "area parked", "sepsis", ""),
        Entry("3", "", "note made", "sepsis", ""),
        Entry("4", "", "screened", "pmid:1", "", {"area": "stroke"}),
    ]
    assert [entry.id for entry in of_area(entries, "sepsis")] == ["1", "2"]
