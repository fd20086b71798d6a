"""`fingerpost mesh`: NLM's headings given, shown and forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.commands.conftest import Small, write_lines
from tests.unit.mesh_files import as_ascii, as_trees, as_xml


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "desc2026.xml"
    path.write_text(as_xml(), encoding="utf-8")
    return path


def test_headings_below_one_are_found_once_mesh_is_there(small: Small, file: Path) -> None:
    medline = small.cwd / "one.nbib"
    medline.write_text(
        "PMID- 1\nTI  - A case of shock\nDP  - 2020\nMH  - *Shock, Septic/therapy\n\n",
        encoding="utf-8",
    )
    assert small.json("import", medline)["imported"] == 1
    assert small.json("search", "blood poisoning[mh]")["total"] == 0
    used = small.json("mesh", "use", file)
    assert used == {"file": "desc2026.xml", "headings": 9, "names": 17}
    found = small.json("search", "blood poisoning[mh]", "--explain")
    assert found["total"] == 1
    assert found["notes"] == []
    assert found["explain"]["tree"]["headings"] == ["Sepsis", "Neonatal Sepsis", "Shock, Septic"]


def test_words_are_mapped_when_asked(small: Small, file: Path) -> None:
    assert small.run("search", "septicemia", "--map").exit_code == 2
    small.run("mesh", "use", file)
    found = small.json("search", "septicemia", "--map")
    assert found["understood"] == 'mesh:"Sepsis" OR all:septicemia'


def test_what_is_there_is_shown(small: Small, file: Path) -> None:
    assert "No MeSH yet" in small.run("mesh", "show").stdout
    assert small.json("mesh", "show")["file"] is None
    done = small.run("mesh", "use", file)
    assert done.stdout == "MeSH from desc2026.xml: 9 headings with 17 names.\n"
    assert small.run("mesh", "show").stdout == done.stdout
    shown = small.json("mesh", "show", "septic shock")
    assert (shown["heading"], shown["narrower"]) == ("Shock, Septic", [])
    assert "Sepsis, with 2 below it" in small.run("mesh", "show", "sepsis").stdout
    assert "no heading" in small.run("mesh", "show", "ague").stdout


def test_mesh_can_be_forgotten(small: Small, file: Path) -> None:
    small.run("mesh", "use", file)
    assert small.json("mesh", "forget") == {"forgotten": True}
    assert small.json("mesh", "forget") == {"forgotten": False}


@pytest.mark.parametrize(
    ("name", "text"), [("d2026.bin", as_ascii()), ("mtrees2026.bin", as_trees())]
)
def test_every_form_of_nlms_file_is_taken(small: Small, name: str, text: str) -> None:
    path = small.cwd / name
    path.write_text(text, encoding="utf-8")
    assert small.json("mesh", "use", path)["headings"] >= 8


def test_another_file_is_told_and_changes_nothing(small: Small, file: Path) -> None:
    small.run("mesh", "use", file)
    other = write_lines(small.cwd / "papers.jsonl", [{"title": "x"}])
    done = small.run("mesh", "use", other)
    assert done.exit_code == 1
    assert "no list of MeSH headings" in done.stderr
    assert small.json("mesh", "show")["headings"] == 9
