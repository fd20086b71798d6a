"""CSL-JSON and Zotero's JSON of other tools, field by field beside a reading of our own."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.exports.side_by_side import Score, Told, of_csl, of_paper, of_zotero

from fingerpost.records import LinkKind, Paper, Problem
from fingerpost.sources import read_file

Item = dict[str, Any]
Reasons = Mapping[tuple[str, str, str], str]


def document(path: Path) -> Any:
    raw = path.read_bytes()
    return json.loads(gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw)


def outcomes(path: Path) -> list[Paper | Problem]:
    """One outcome for each item: the paper, or the problem that it was left out."""
    return [
        record
        for record in read_file(path)
        if isinstance(record, Paper) or "left out" in record.reason
    ]


def compared(
    score: Score, path: Path, items: list[Item], told_of: Callable[[Item], Told], why: Reasons
) -> None:
    found = outcomes(path)
    assert len(found) == len(items), path.name
    for number, (item, record) in enumerate(zip(items, found, strict=True), 1):
        if isinstance(record, Problem):
            assert not item.get("title"), (path.name, number)
            continue
        place, fine = (path.name, str(number)), explained(item, record)
        score.compare(place, told_of(item), of_paper(record), why, fine)


def explained(item: Item, paper: Paper) -> Callable[[str, Any, Any], bool]:
    """Differences that are none: dates in words, names in one piece, DOIs that stand elsewhere."""

    def fine(name: str, expected: Any, found: Any) -> bool:
        if name == "date":
            year = re.search(r"(?<!\d)(1[6-9]\d\d|20\d\d)(?!\d)", expected)
            return bool(found.startswith(year.group()) if year else found == "")
        if name == "authors":
            # Manubot writes 'Ada Lovelace' as a literal name; 'others' is nobody.
            literal = [sorted(re.split(r"[ |]+", one)) for one in expected if one != "others"]
            return literal == [sorted(re.split(r"[ |]+", one)) for one in found]
        if name == "doi" and not expected:
            return found in json.dumps(item).lower()
        # Of an arXiv record the DOI is that of the version published later.
        links = [link.target for link in paper.links if link.kind is LinkKind.PUBLISHED_AS]
        return name == "doi" and links == [f"doi:{expected}"]

    return fine


ZOTERO: Reasons = {
    (
        "Allow spaces between href arguments for import #2504.json", "4", "keywords",
    ): "'*' says nothing",
    (
        "Better BibTeX.004.json", "1", "authors",
    ): "Zotero has no field for a suffix and writes it behind the given name; we have one",
    (
        "Import Jabref fileDirectory, unexpected reference type #1058.json", "2", "authors",
    ): "who gave a talk stands as a contributor, and nobody else wrote it",
}  # fmt: skip


def test_zoteros_json(shared_data: Path) -> None:
    score, records = Score(), 0
    for path in sorted((shared_data / "refs" / "better_bibtex_import").glob("*.json")):
        items = document(path)["items"]
        records += len(items)
        compared(score, path, items, of_zotero, ZOTERO)
    assert score.unexplained == [], score.sentence
    assert ZOTERO.keys() == score.used
    assert (records, sum(score.compared.values())) == (344, 1785), score.sentence


def test_csl_json(shared_data: Path) -> None:
    score, records = Score(), 0
    folder = shared_data / "medai_lit" / "deep_review"
    paths = [shared_data / "refs" / "citation-js" / f"{k}-csl.json" for k in ("biblatex", "bibtex")]
    for path in [*paths, *sorted(folder.iterdir())]:
        items = document(path)
        records += len(items)
        compared(score, path, items, of_csl, {})
    assert score.unexplained == [], score.sentence
    assert (records, sum(score.compared.values())) == (682, 5181), score.sentence
