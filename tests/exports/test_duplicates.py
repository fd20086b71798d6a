"""Real searches in which people marked the duplicates: the goal that the docs tell is kept."""

import gzip
from pathlib import Path

import pytest
from lxml import etree

from fingerpost.library.duplicates import find_duplicates
from fingerpost.records import Paper
from fingerpost.sources import read_file


@pytest.mark.parametrize("name", ["copper", "tafenoquine"])
def test_marked_duplicates_are_found_and_no_others(shared_data: Path, name: str) -> None:
    file = shared_data / "refs" / "dedupe_sweep" / f"{name}.xml.gz"
    rows = etree.fromstring(gzip.decompress(file.read_bytes())).findall(".//record")
    marked = {at for at, row in enumerate(rows) if row.find("caption") is not None}
    records = [item for item in read_file(file) if isinstance(item, Paper)]
    assert len(records) == len(rows)
    papers = find_duplicates(records).papers
    found = {at for members in papers if len(members) > 1 for at in members}
    assert len(found & marked) >= 0.98 * len(marked)
    assert len(found - marked) <= 0.001 * (len(rows) - len(marked))
