"""NLM's list of headings: three forms that say the same, and files that are not it."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from tests.unit.mesh_files import HEADINGS, as_ascii, as_trees, as_xml

from fingerpost.errors import SourceError
from fingerpost.sources.mesh_file import read_mesh


def written(folder: Path, content: str | bytes, name: str = "file") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("text", [as_xml(), as_ascii()], ids=["xml", "ascii"])
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_headings_with_their_places_and_names(tmp_path: Path, text: str, packed: bool) -> None:
    content = gzip.compress(text.encode()) if packed else text
    found = {each.name: each for each in read_mesh(written(tmp_path, content))}
    assert list(found) == list(HEADINGS)
    for name, (trees, terms) in HEADINGS.items():
        assert found[name].tree_numbers == tuple(sorted(trees))
        assert found[name].entry_terms == tuple(sorted(terms))


def test_the_trees_alone_have_a_line_for_each_place(tmp_path: Path) -> None:
    found = [(each.tree_numbers, each.name) for each in read_mesh(written(tmp_path, as_trees()))]
    assert (("C23.550.470",), "Sepsis") in found
    assert len(found) == sum(len(trees) for trees, _ in HEADINGS.values())


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "no list of MeSH"),
        ("Dear all,\nsepsis is common.", "no list of MeSH"),
        ('<?xml version="1.0"?><PubmedArticleSet></PubmedArticleSet>', "desc2026.xml"),
        ("*NEWRECORD\nRECTYPE = C\nNM = a substance\nUI = C000001\n", "no heading"),
        (as_trees() + "and so on\n", "line 11"),
        (as_xml().replace("</TermList>", "</Oops>", 1), "Nothing was changed"),
        (as_xml()[: len(as_xml()) // 2], "Nothing was changed"),
        (as_xml().replace("</DescriptorRecordSet>", ""), "Nothing was changed"),
        (gzip.compress(as_ascii().encode())[:-30], "cut off"),
        (as_xml().replace("<String>Sepsis</String>", "<String> </String>"), "no name"),
        ("*NEWRECORD\nMH = " + "x" * 100_000, "longer"),
    ],
)
def test_a_file_that_is_not_whole_or_not_mesh_is_refused(
    tmp_path: Path, content: str | bytes, word: str
) -> None:
    with pytest.raises(SourceError, match=word):
        list(read_mesh(written(tmp_path, content)))


def test_entities_are_never_expanded_and_nothing_is_fetched(tmp_path: Path) -> None:
    secret = written(tmp_path, "secret", "secret.txt")
    doctype = f'<!DOCTYPE DescriptorRecordSet [<!ENTITY a SYSTEM "{secret.as_uri()}">]>\n'
    records = as_xml().partition('.dtd">\n')[2]
    hostile = doctype + records.replace("<String>Sepsis</String>", "<String>&a;</String>", 1)
    with pytest.raises(SourceError) as caught:
        list(read_mesh(written(tmp_path, hostile)))
    assert "secret" not in str(caught.value).replace("secret.txt", "")


def test_a_folder_or_a_missing_file_is_told(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nothing"):
        with pytest.raises(SourceError, match="cannot be read"):
            list(read_mesh(path))
