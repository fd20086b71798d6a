"""Readers of references: what is written is read again, and no bytes raise."""

from __future__ import annotations

import csv
import gzip
import io
import json
import string
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from fingerpost.records import Paper, Problem
from fingerpost.sources import (
    bibtex,
    csl_json,
    csv_table,
    endnote_xml,
    guess_format,
    json_lines,
    refer,
    ris,
    web_of_science,
    zotero_rdf,
)
from fingerpost.sources.decoding import decode
from fingerpost.sources.gunzip import Content
from fingerpost.sources.names import parse_name, split_names

# Letters of several scripts; no markup, which the formats that carry it take out.
LETTERS = string.ascii_letters + string.digits + "äéßøŁж中 ,.:()-'"
WORDS = st.text(LETTERS, min_size=1, max_size=60).map(lambda t: " ".join(t.split())).filter(
    lambda t: any(c.isalpha() for c in t)
    and t.lower() not in ("na", "nan", "none", "null", "n/a")
    and not t.endswith("-")
)  # fmt: skip
FAMILY = st.text("abcdefghijklmnopqrstuvwxyzéü", min_size=2, max_size=9).map(str.capitalize)
RECORDS = st.lists(
    st.fixed_dictionaries(
        {
            "title": WORDS,
            "abstract": WORDS,
            "year": st.integers(1600, 2100),
            "families": st.lists(FAMILY, min_size=1, max_size=4),
            "pmid": st.integers(1, 99999999),
        }
    ),
    min_size=1,
    max_size=6,
)
FRAGMENTS = st.lists(
    st.sampled_from(
        ["TY  - JOUR", "TI  - T", "ER  - ", "\n", "\r\n", "  ", "@article{a,", "title={", "}", "{",
         '"', "#", "\\", "$", "\\'e", "\\href", "\\frac{", "and", ",", "[", "]", '{"title": ',
         '"T"', "PT J", "AU B, J",
         "ER", "Title,Year", "2019", "20222", ";", "\0", "\ud7ff", "é", "10.1000/x", "arXiv:1",
         "<i>", "&lt;", "PMID- 1", "<PubmedArticle>", "<feed>",
         "%0 Journal Article\n", "%T T", "%A ", "%X ", "<record>", "</record>", "<titles>",
         "'", "(", ")", "=", "\t", "-"]
    ) | st.text(max_size=8),
    max_size=40,
).map("".join)  # fmt: skip
TEXT_READERS = [ris.read_text, web_of_science.read_text, bibtex.read_text, csl_json.read_text,
                csv_table.read_text, refer.read_text]  # fmt: skip
Record = dict[str, object]


def facts(record: Paper | Problem) -> tuple[object, ...]:
    assert isinstance(record, Paper), record
    families = [author.family for author in record.authors]
    return record.title, record.abstract, record.year, families, record.pmid


def stated(record: Record) -> tuple[object, ...]:
    same = [record[key] for key in ("title", "abstract", "year", "families")]
    return (*same, str(record["pmid"]))


def as_ris(records: list[Record]) -> list[Paper | Problem]:
    lines: list[str] = []
    for record in records:
        families = record["families"]
        assert isinstance(families, list)
        lines += ["TY  - JOUR", f"TI  - {record['title']}", f"AB  - {record['abstract']}"]
        lines += [f"PY  - {record['year']}///", "DB  - PubMed", f"AN  - {record['pmid']}"]
        lines += [*(f"AU  - {family}, J" for family in families), "ER  - ", ""]
    return list(ris.read_text("\r\n".join(lines), "f"))


def as_refer(records: list[Record]) -> list[Paper | Problem]:
    lines: list[str] = []
    for record in records:
        families = record["families"]
        assert isinstance(families, list)
        lines += ["%0 Journal Article", f"%T {record['title']}", f"%X {record['abstract']}"]
        lines += [f"%D {record['year']}", "%~ PubMed", f"%M {record['pmid']}"]
        lines += [*(f"%A {family}, J" for family in families), "", ""]
    return list(refer.read_text("\r\n".join(lines), "f"))


def as_endnote_xml(records: list[Record]) -> list[Paper | Problem]:
    root = etree.Element("xml")
    listed = etree.SubElement(root, "records")
    for record in records:
        families = record["families"]
        assert isinstance(families, list)
        made = etree.SubElement(listed, "record")
        etree.SubElement(made, "source-app").set("name", "EndNote")
        people = etree.SubElement(etree.SubElement(made, "contributors"), "authors")
        for family in families:
            etree.SubElement(people, "author").text = f"{family}, J"
        etree.SubElement(etree.SubElement(made, "titles"), "title").text = str(record["title"])
        etree.SubElement(etree.SubElement(made, "dates"), "year").text = str(record["year"])
        etree.SubElement(made, "abstract").text = str(record["abstract"])
        etree.SubElement(made, "accession-num").text = str(record["pmid"])
        etree.SubElement(made, "remote-database-provider").text = "NLM"
    return list(endnote_xml.read(io.BytesIO(etree.tostring(root)), "f"))


def as_csv(records: list[Record]) -> list[Paper | Problem]:
    table = io.StringIO(newline="")
    writer = csv.writer(table)
    writer.writerow(["PubMed ID", "Title", "Abstract", "Year", "Authors"])
    for record in records:
        families = record["families"]
        assert isinstance(families, list)
        names = "; ".join(f"{family}, J" for family in families)
        writer.writerow([record[key] for key in ("pmid", "title", "abstract", "year")] + [names])
    return list(csv_table.read_text(table.getvalue(), "f"))


def as_json_lines(records: list[Record]) -> list[Paper | Problem]:
    lines = []
    for record in records:
        families = record["families"]
        assert isinstance(families, list)
        authors = [{"family": family, "given": "J"} for family in families]
        plain = {key: record[key] for key in ("title", "abstract", "year", "pmid")}
        lines.append(json.dumps({**plain, "authors": authors}))
    return list(json_lines.read(io.BytesIO("\n".join(lines).encode()), "f"))


@pytest.mark.parametrize("written", [as_ris, as_refer, as_endnote_xml, as_csv, as_json_lines])
@given(records=RECORDS)
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read_again(
    written: Callable[[list[Record]], list[Paper | Problem]], records: list[Record]
) -> None:
    assert list(map(facts, written(records))) == list(map(stated, records))


@pytest.mark.parametrize("read_text", TEXT_READERS)
@given(text=FRAGMENTS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_text_raises(read_text: Callable[[str, str], list[Paper | Problem]], text: str) -> None:
    for record in read_text(text, "f"):
        assert isinstance(record, Paper | Problem)
        if isinstance(record, Paper):
            assert record.title.strip()
            assert record.year is None or 1600 <= record.year <= 2100


@given(raw=st.binary(max_size=200) | FRAGMENTS.map(lambda t: t.encode("utf-8", "replace")))
@settings(max_examples=200, deadline=None)
def test_no_bytes_raise(raw: bytes) -> None:
    guess_format(raw)
    assert isinstance(decode(raw)[0], str)
    for streamed in (json_lines, endnote_xml, zotero_rdf):
        assert all(isinstance(r, Paper | Problem) for r in streamed.read(io.BytesIO(raw), "f"))


@given(raw=st.binary(max_size=300), cut=st.integers(0, 320), members=st.integers(1, 3))
@settings(max_examples=100, deadline=None)
def test_gzip_gives_the_content_or_a_beginning_of_it_and_says_so(
    raw: bytes, cut: int, members: int
) -> None:
    whole = b"".join(gzip.compress(raw) for _ in range(members))
    content = Content(io.BytesIO(whole[:cut] if cut < len(whole) else whole))
    found = content.read()
    if cut >= len(whole):
        assert (found, content.fault) == (raw * members, "")
    elif cut >= 2:
        assert (raw * members).startswith(found)


@given(text=FRAGMENTS)
@settings(max_examples=150, deadline=None)
def test_names_never_raise(text: str) -> None:
    for name in split_names(text):
        author = parse_name(name)
        assert author is None or author.name
