"""Real exports of reference managers and databases: every record comes in or is explained.

Records are counted a second time with a few lines that know nothing of our readers. A record is
accounted for when it is a paper or a problem that says 'left out'; a problem about a year or an
encoding stands beside a paper.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from fingerpost.records import LinkKind, Paper, Problem
from fingerpost.sources import read_file
from fingerpost.text import fold

FOLDERS = (
    "asreview", "asysd", "better_bibtex_import", "bibtexparser", "citation-js", "colrev",
    "dedupe_sweep", "jabref", "litstudy", "revtools", "rispy",
)  # fmt: skip

OTHER_COUNTS = {
    # A list of every spelling that a tag may have: thirteen '%0', three of them with a title.
    "Endnote.entries.enw": 13,
    # An entry behind a '%': BibTeX knows no comments, so it is an entry.
    "Import error with character '+' in BibTeX field name #2660.bib": 284,
    # Six rows under a header without a title column: one problem says so for the whole file.
    "generic_labels_no_title.csv": 1,
    # The cases of a test suite by their names, no bibliographies: one problem each.
    "data.json": 1,
    "doi.json": 1,
    "input.json": 1,
    "output.json": 1,
    "packages__plugin-bibjson__test__data.json": 1,
}

UNREADABLE = {
    "A.pdf": "empty",
    "IsiImporterTestEmpty.isi": "not known",
    "CopacImporterTest1.txt": "not known",
    "CopacImporterTest2.txt": "not known",
    "md_data.md": "not known",
    "jablib__src__test__resources__testbib__issue-12274__README.md": "not known",
    "xlsx_data.xlsx": "Excel",
}

MANIFEST = {
    # (folder, what): (in the manifest, counted here). Where they differ, the files at hand hold
    # what is counted here; by which rule the manifest counted is not said in it.
    # asreview, ris: 395 'TY' lines in 21 files, among them one description of the fields and 61
    #   reference types without a title. csv: 78 rows and 2 lines of TSV are in the manifest; six
    #   of the rows stand under a header without a title column and are one problem here.
    # asysd, csv: test_export.txt is a table of three rows too. ris: test_export.ris has three.
    # better_bibtex_import: one more entry stands behind a '%', which BibTeX does not mind.
    # jabref: the 32 .bib files that read have 217 entries beside two @set, @string, @comment …;
    #   eleven .ris files have one record each.
    # litstudy, ris: 25 and 1 'TY' lines.
    # revtools: 553 are the RIS and the Web of Science records together.
    ("asreview", "ris"): (387, 395),
    ("asreview", "csv"): (80, 75),
    ("asysd", "ris"): (1129, 1132),
    ("asysd", "csv"): (3081, 3084),
    ("better_bibtex_import", "bibtex"): (461, 462),
    ("better_bibtex_import", "json"): (344, 344),
    ("bibtexparser", "bibtex"): (2, 2),
    ("citation-js", "bibtex"): (176, 176),
    ("citation-js", "json"): (49, 49),  # 44 items and 5 objects
    ("asysd", "endnote-xml"): (2466, 2466),
    ("dedupe_sweep", "endnote-xml"): (2672, 684),
    ("jabref", "endnote-xml"): (14, 5),
    ("colrev", "refer"): (3, 3),
    ("jabref", "refer"): (15, 15),
    ("colrev", "bibtex"): (59, 59),
    ("colrev", "csv"): (8, 8),
    ("colrev", "ris"): (4, 4),
    ("jabref", "bibtex"): (740, 217),
    ("jabref", "ris"): (37, 11),
    ("litstudy", "csv"): (1528, 1528),
    ("litstudy", "ris"): (2, 26),
    ("rispy", "ris"): (23, 23),
    ("revtools", "ris"): (553, 306),
    ("revtools", "web-of-science"): (553, 247),
}


def text_of(path: Path) -> str:
    raw = path.read_bytes()
    raw = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return raw.decode(encoding, "replace")


def kind_of(path: Path) -> str:
    name = path.name.removesuffix(".gz").lower()
    text = text_of(path)
    if name.endswith((".csv", ".tsv")) or name == "test_export.txt":
        return "csv"
    if "<record>" in text:
        return "endnote-xml"
    if re.search(r"(?m)^%[0T]", text) and not name.endswith(".bib"):
        return "refer"
    if re.search(r"(?m)^PT [A-Z]$", text):
        return "web-of-science"
    if re.search(r"(?m)^\s*TY  -", text):
        return "ris"
    return {"bib": "bibtex", "json": "json", "nbib": "medline"}.get(name.rsplit(".", 1)[-1], "")


def counted(path: Path, kind: str) -> int:
    """How many records a file holds, counted without our readers."""
    text = text_of(path)
    if kind == "csv":
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
        return sum(any(cell.strip() for cell in row) for row in rows) - 1
    if kind == "json":
        document = json.loads(text)
        return len(document["items"] if isinstance(document, dict) else document)
    patterns = {
        "ris": r"(?m)^\s*TY  -",
        "web-of-science": r"(?m)^PT [A-Z]$",
        # @xdata and @set are no records: they lend fields to others, or name them.
        "bibtex": r"(?mi)^\s*@\s*(?!(?:string|comment|preamble|xdata|set)\b)\w+\s*[({]",
        "medline": r"(?m)^OWN - ",
        "endnote-xml": r"<record>",
        "refer": r"(?m)^%T ",
    }
    return len(re.findall(patterns[kind], text))


def delimiter_of(text: str) -> str:
    header = text.splitlines()[0]
    return max(",;\t", key=header.count)


def read(path: Path) -> tuple[list[Paper], list[Problem], list[Problem]]:
    """The papers, the records left out, and the remarks beside papers."""
    records = list(read_file(path))
    papers = [record for record in records if isinstance(record, Paper)]
    problems = [record for record in records if isinstance(record, Problem)]
    lost = ("left out", "nothing could be read")
    left_out = [problem for problem in problems if any(words in problem.reason for words in lost)]
    return papers, left_out, [problem for problem in problems if problem not in left_out]


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_record_of_every_file_is_accounted_for(shared_data: Path, folder: str) -> None:
    totals: Counter[str] = Counter()
    for path in sorted((shared_data / "refs" / folder).iterdir()):
        papers, left_out, remarks = read(path)
        kind = kind_of(path)
        if path.name in UNREADABLE or not kind:
            assert not papers, path.name
            (reason,) = (problem.reason for problem in remarks)
            assert UNREADABLE[path.name] in reason, path.name
            continue
        expected = OTHER_COUNTS.get(path.name)
        expected = counted(path, kind) if expected is None else expected
        assert len(papers) + len(left_out) == expected, path.name
        words = (
            ("is not a year", "not UTF-8", "made a date", "is no DOI")
            if expected
            else ("no record stands",)
        )
        told = [remark.reason for remark in remarks]
        assert all(any(word in one for word in words) for one in told), path.name
        assert all(problem.record for problem in left_out) or expected == 1, path.name
        totals[kind] += expected
    for (name, kind), (_, here) in MANIFEST.items():
        if name == folder:
            assert totals[kind] == here


@pytest.mark.parametrize(
    ("name", "papers", "left_out"),
    [
        ("arxiv/arxiv_med_ml.jsonl.gz", 3273, 0),
        ("../gold/abstracts_dev.jsonl", 100, 0),
        # The manifest says 10,375 rows and 10,000 rows; the file has 10,001 lines with its header.
        ("medai_lit/horizondl/pubmed.csv.gz", 10000, 0),
        ("medai_lit/virology_dl/pubmed_all_records_raw_dataset.csv.gz", 1814, 0),
        # 638 items are in both files together.
        ("medai_lit/deep_review/manual-references-2020-01-29.json.gz", 602, 0),
        ("medai_lit/deep_review/manual-references.json", 36, 0),
        ("medai_lit/dlma/DLMA.bib", 33, 0),
        ("screening/Bannach-Brown_2019.csv.gz", 1993, 0),
        # 26 rows have a PMID and labels, and neither title nor abstract.
        ("screening/Cohen_2006_ACEInhibitors.csv.gz", 2518, 26),
        ("screening/wallace_2010_proton_beam.csv.gz", 4751, 0),
        ("screening/ml_phenotyping_2022.csv.gz", 850, 0),
    ],
)
def test_the_large_collections(shared_data: Path, name: str, papers: int, left_out: int) -> None:
    found = read(shared_data / name)
    # The entry Christ2017 is never closed; it is read as far as it goes, and told.
    remarks = int(name.endswith("DLMA.bib"))
    assert tuple(map(len, found)) == (papers, left_out, remarks)


def test_arxivs_metadata_stays_verbatim_and_its_dois_are_links(shared_data: Path) -> None:
    path = shared_data / "arxiv" / "arxiv_med_ml.jsonl.gz"
    lines = [json.loads(line) for line in text_of(path).splitlines()]
    papers, _, _ = read(path)
    assert [paper.abstract for paper in papers] == [line["abstract"] for line in lines]
    assert [paper.arxiv for paper in papers] == [line["arxiv_id"] for line in lines]
    assert not any(paper.doi for paper in papers)
    linked = sum(link.kind is LinkKind.PUBLISHED_AS for paper in papers for link in paper.links)
    assert linked == sum(bool(line["doi"]) for line in lines)
    assert all(paper.authors and paper.year for paper in papers)


def test_authors_are_counted_as_arxiv_counts_them(shared_data: Path) -> None:
    path = shared_data / "arxiv" / "arxiv_med_ml.jsonl.gz"
    lines = [json.loads(line) for line in text_of(path).splitlines()]
    papers, _, _ = read(path)
    for paper, line in zip(papers, lines, strict=True):
        assert len(paper.authors) == int(line["num_authors"]), line["author_text"]


def test_pubmeds_table_has_ids_dates_and_authors(shared_data: Path) -> None:
    papers, _, _ = read(shared_data / "medai_lit" / "horizondl" / "pubmed.csv.gz")
    assert all(paper.pmid and paper.source == "pubmed-csv" for paper in papers)
    assert len({paper.pmid for paper in papers}) == len(papers)
    assert sum(bool(paper.authors) for paper in papers) >= 0.99 * len(papers)
    assert sum(len(paper.date) > 4 for paper in papers) >= 0.9 * len(papers)


def test_the_same_papers_from_three_exports_of_one_library(shared_data: Path) -> None:
    """Zotero's RIS and BibTeX of the same thousand items agree on what identifies a paper."""
    folder = shared_data / "refs" / "asysd"
    ris, _, _ = read(folder / "zotero_export.ris.gz")
    bib, _, _ = read(folder / "zotero_export.bib.gz")
    ris_dois = Counter(paper.doi for paper in ris)
    bib_dois = Counter(paper.doi for paper in bib)
    assert sum((ris_dois & bib_dois).values()) >= 0.99 * len(ris)
    assert sum(paper.year is not None for paper in ris) == sum(p.year is not None for p in bib)


def test_bibtex_agrees_with_what_better_bibtex_expects(shared_data: Path) -> None:
    """The BibTeX of its test suite beside the Zotero items that it expects from it."""
    agree, compared = Counter[str](), Counter[str]()
    for path in sorted((shared_data / "refs" / "better_bibtex_import").glob("*.bib")):
        if not path.with_suffix(".json").exists():
            continue
        expected = {fold(paper.title): paper for paper in read(path.with_suffix(".json"))[0]}
        for paper in read(path)[0]:
            other = expected.get(fold(paper.title))
            compared["title"] += 1
            agree["title"] += other is not None
            for name, (mine, theirs) in told(paper, other).items() if other else ():
                compared[name] += bool(theirs)
                agree[name] += bool(theirs) and mine == theirs
    assert compared["title"] > 150
    assert (agree["year"], agree["doi"]) == (compared["year"], compared["doi"])
    assert agree["title"] >= 0.96 * compared["title"]
    # Zotero counts directors and editors as authors; some titles stand for several items.
    assert agree["authors"] >= 0.94 * compared["authors"]


def told(paper: Paper, other: Paper) -> dict[str, tuple[object, object]]:
    def authors(one: Paper) -> list[str]:
        return [fold(author.family or author.collective) for author in one.authors]

    return {
        "authors": (authors(paper), authors(other)),
        "year": (paper.year, other.year),
        "doi": (paper.doi, other.doi),
    }


def test_the_gold_reads_as_its_lines(shared: Path) -> None:
    path = shared / "gold" / "abstracts_dev.jsonl"
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    papers, _, _ = read(path)
    assert [paper.text for paper in papers] == [
        f"{one['title']}\n{one['abstract']}" for one in lines
    ]
    known = [(p.id, line["id"]) for p, line in zip(papers, lines, strict=True) if p.pmid or p.arxiv]
    assert len(known) == 77
    assert all(found == line for found, line in known)
