"""`fingerpost ror`: ROR given, shown and forgotten, and what dives make of it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tests.commands.conftest import Small, write_lines
from tests.unit.ror_files import as_json


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "v9-ror-data.json"
    path.write_text(as_json(), encoding="utf-8")
    return path


def places(small: Small) -> list[tuple[str, str, str]]:
    small.run("dive", "little")
    [table] = Path(small.home).glob("dives/little/*/people.csv")
    rows = csv.DictReader(table.read_text("utf-8").splitlines())
    return sorted({(row["institution"], row["ror"], row["city"]) for row in rows})


def test_institutions_have_the_name_and_id_that_ror_gives(small: Small, file: Path) -> None:
    medline = small.cwd / "one.nbib"
    texts = (
        "Littleham Medical School, UK.",
        "Dept of Sleep, Univ of Littleham, Littleham, United Kingdom.",
        "Saint Made General Hospital, Leeds, UK.",
        "Saint Made General Hospital, UK.",
    )
    records = (
        f"PMID- {n}\nTI  - Littleness {n}\nDP  - 2020\nFAU - Okoro, Ada{n}\nAD  - {text}\n"
        for n, text in enumerate(texts, 1)
    )
    medline.write_text("\n".join(records) + "\n", encoding="utf-8")
    small.run("import", medline)
    small.run("area", "add", "little", "--query", "littleness")
    assert {ror for _, ror, _ in places(small)} == {""}
    assert small.json("ror", "use", file) == {"file": "v9-ror-data.json", "organisations": 4}
    assert places(small) == [
        ("Saint Made General Hospital", "", ""),
        ("Saint Made General Hospital", "0made002", "Leeds"),
        ("University of Littleham", "0made001", "Littleham"),
    ]


def test_what_is_there_is_shown_and_forgotten(small: Small, file: Path) -> None:
    assert "No ROR yet" in small.run("ror", "show").stdout
    done = small.run("ror", "use", file)
    assert done.stdout == "ROR from v9-ror-data.json: 4 institutions.\n"
    assert small.run("ror", "show").stdout == done.stdout
    assert small.json("ror", "show", "littleham medical school")["ror"] == "0made001"
    assert "or several" in small.run("ror", "show", "University of Littleham").stdout
    assert small.json("ror", "forget") == {"forgotten": True}
    assert small.json("ror", "forget") == {"forgotten": False}
    assert "no ROR to forget" in small.run("ror", "forget").stdout


def test_another_file_is_told_and_changes_nothing(small: Small, file: Path) -> None:
    small.run("ror", "use", file)
    other = write_lines(small.cwd / "papers.jsonl", [{"title": "x"}])
    done = small.run("ror", "use", other)
    assert done.exit_code == 1
    assert "no dump of ROR" in done.stderr
    assert small.json("ror", "show")["organisations"] == 4


def test_a_damaged_table_is_told(small: Small, file: Path) -> None:
    small.run("ror", "use", file)
    [table] = Path(small.data).rglob("ror.sqlite")
    table.write_bytes(b"no table at all")
    done = small.run("ror", "show")
    assert done.exit_code == 1
    assert "fingerpost ror use FILE" in " ".join(done.stderr.split())
