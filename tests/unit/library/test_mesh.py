"""MeSH beside the library: a heading brings those below it, and answers to its other names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.mesh_files import as_trees, as_xml

from fingerpost.errors import LibraryError, SourceError, UsageError
from fingerpost.intake.mesh import use_mesh
from fingerpost.library import Library
from fingerpost.records import MeshHeading, Paper


def _paper(pmid: int, *headings: MeshHeading, title: str = "A paper", kind: str = "") -> Paper:
    types = (kind,) if kind else ()
    return Paper(title, pmid=str(pmid), year=2000 + pmid, mesh=headings, publication_types=types)


PAPERS = [
    _paper(1, MeshHeading("Sepsis", ("diagnosis", "therapy"), major=True), kind="Clinical Trial"),
    _paper(2, MeshHeading("Shock, Septic", ("therapy",)), kind="Randomized Controlled Trial"),
    _paper(3, MeshHeading("Neonatal Sepsis", major=True), kind="Clinical Trial Protocol"),
    _paper(4, MeshHeading("Infections")),
    _paper(5, MeshHeading("Myocardial Infarction"), title="Of the heart"),
    _paper(6, title="A heart attack at night"),
    _paper(7, MeshHeading("Naïve & Odd <Heading>")),
]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as library:
        library.put(PAPERS)
        yield library


@pytest.fixture
def with_mesh(library: Library, tmp_path: Path) -> Library:
    file = tmp_path / "desc2026.xml"
    file.write_text(as_xml(), encoding="utf-8")
    source = use_mesh(library, file)
    assert (source.file, source.headings, source.names) == ("desc2026.xml", 9, 17)
    return library


def found(library: Library, query: str, **options: bool) -> list[int]:
    result = library.search(query, 100, **options)
    assert result.total == len(result.hits)
    return sorted(int(hit.paper.pmid) for hit in result.hits)


@pytest.mark.parametrize(
    ("query", "papers"),
    [
        ("sepsis[mh]", [1, 3]),
        ("sepsis[mh:noexp]", [1]),
        ("sepsis[majr]", [1, 3]),
        ("sepsis[majr:noexp]", [1]),
        ("Sepsis/therapy[mh]", [1]),
        ("Sepsis/th[mh]", [1]),
        ("therapy[sh]", [1, 2]),
        ("heart attack[mh]", []),
        ("clinical trial[pt]", [1, 3]),
        ("clinical trial[Publication Type:NoExp]", [1]),
    ],
)
def test_without_mesh_the_words_of_headings_are_sought(
    library: Library, query: str, papers: list[int]
) -> None:
    assert found(library, query) == papers
    said = " ".join(library.search(query).notes)
    exploded = "[mh]" in query or "[majr]" in query
    assert ("Narrower headings are not included" in said) is exploded


@pytest.mark.parametrize(
    ("query", "papers"),
    [
        ("sepsis[mh]", [1, 2, 3]),
        ("Blood Poisoning[MeSH Terms]", [1, 2, 3]),
        ('"septic shock"[mh]', [2]),
        ("infections[mh]", [1, 2, 3, 4]),
        ("infections[mh:noexp]", [4]),
        ("septicemia[mh:noexp]", [1]),
        ("sepsis[majr]", [1, 3]),
        ("Sepsis/therapy[mh]", [1, 2]),
        ("infections[mh] NOT sepsis[mh]", [4]),
        ("heart attack[mh]", [5]),
        ("naive odd heading[mh]", [7]),
        ("emile's sign[mh]", [7]),
        ("seps*[mh]", [1, 3]),
        ("clinical trial[pt]", [1, 2]),
        ("randomized controlled trial[pt]", [2]),
        ("RCT[pt]", [2]),
        ("clinical trial[pt:noexp]", [1]),
        ("heart attack", [6]),
    ],
)
def test_with_mesh_headings_bring_those_below_them(
    with_mesh: Library, query: str, papers: list[int]
) -> None:
    assert found(with_mesh, query) == papers
    assert "Narrower headings are not included" not in " ".join(with_mesh.search(query).notes)


def test_words_are_mapped_to_headings_only_when_asked(with_mesh: Library) -> None:
    assert found(with_mesh, "heart attack", map_words=True) == [5, 6]
    understood = with_mesh.search("heart attack night", map_words=True).understood
    assert understood == (
        '(mesh:"Myocardial Infarction" OR (all:heart AND all:attack)) AND all:night'
    )
    assert with_mesh.search('"heart attack" OR x', map_words=True).understood == (
        'mesh:"Myocardial Infarction" OR all:"heart attack" OR all:x'
    )
    assert with_mesh.search("heart[ti] attack[ti]", map_words=True).understood == (
        "title:heart AND title:attack"
    )


def test_mapping_without_mesh_says_what_to_do(library: Library) -> None:
    with pytest.raises(UsageError, match="fingerpost mesh use"):
        library.search("sepsis", map_words=True)


def test_a_name_that_mesh_does_not_know_is_told(with_mesh: Library) -> None:
    [note] = with_mesh.search("ague[mh]").notes
    assert "no heading or entry term 'ague'" in note


def test_the_explanation_lists_the_headings(with_mesh: Library) -> None:
    tree = with_mesh.explain("septicemia[mh]").tree
    assert tree.headings == ("Sepsis", "Neonatal Sepsis", "Shock, Septic")
    assert tree.papers == 3


def test_a_new_file_takes_the_place_of_the_old_and_a_bad_one_changes_nothing(
    with_mesh: Library, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.xml"
    bad.write_text(as_xml()[:-400], encoding="utf-8")
    with pytest.raises(SourceError):
        use_mesh(with_mesh, bad)
    assert found(with_mesh, "sepsis[mh]") == [1, 2, 3]
    trees = tmp_path / "mtrees2026.bin"
    trees.write_text(as_trees(), encoding="utf-8")
    assert use_mesh(with_mesh, trees).headings == 8
    assert found(with_mesh, "sepsis[mh]") == [1, 2, 3]
    assert found(with_mesh, "heart attack[mh]") == []
    assert with_mesh.mesh.remove() is True
    assert found(with_mesh, "sepsis[mh]") == [1, 3]
    assert with_mesh.mesh.remove() is False


def test_a_damaged_table_says_what_to_do(with_mesh: Library, tmp_path: Path) -> None:
    (tmp_path / "library" / "mesh.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(LibraryError, match="fingerpost mesh use"):
        with_mesh.search("sepsis[mh]")
