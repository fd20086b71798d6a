"""The fields of real exports beside what the programs themselves expect, or export elsewhere.

Every file of references that has a counterpart is read twice, and each field that the counterpart
states must be the same. Where it is not, the number of differences and their reason stand here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.exports.field_comparison import FIELDS, Tally

from fingerpost.records import Paper
from fingerpost.sources import read_file
from fingerpost.text import fold


def by_title(paper: Paper) -> str:
    return fold(paper.title)


def by_doi(paper: Paper) -> str:
    return paper.doi or fold(paper.title)


@dataclass
class Pair:
    """A file, its counterpart, the fields that cannot be compared, and how many differ at most."""

    ours: str
    expected: str
    records: int
    left_out: dict[str, str] = field(default_factory=dict)
    """Fields that are not compared, each with the reason."""
    differ: dict[str, tuple[int, str]] = field(default_factory=dict)
    """How many records differ in a field, with the reason."""
    key: Callable[[Paper], str] = by_title


BOOK = "BibTeX's @book has no container; our BibTeX reader gives what the file's field says"
DAY = "BibTeX has no field for the day, or the expected file keeps 'Jan' where nobody reads it"
PAIRS = [
    Pair("colrev/enl_data.enl", "colrev/enl_data_expected.bib", 3),
    Pair(
        "jabref/EndnoteXmlExportTestSingleBookEntry.xml",
        "jabref/EndnoteXmlExportTestSingleBookEntry.bib", 1, {"journal": BOOK},
    ),
    Pair(
        "jabref/EndnoteXmlImporterTestArticle2.xml", "jabref/EndnoteXmlImporterTestArticle2.bib", 2,
        differ={"date": (2, DAY)},
    ),
    Pair(
        "jabref/EndnoteXmlImporterTestArticle.xml",
        "jabref/EndnoteXmlImporterTest_WithoutUrlStyle.bib", 1,
        {"keywords": "JabRef joins them with ';' and 'Models, Statistical' then falls apart"},
        {"date": (1, DAY)},
    ),
    Pair(
        "jabref/EndnoteXmlImporterTestArticle2.xml",
        "jabref/EndnoteXmlImporterTestLabelAndMultiTitle.bib", 2, differ={"date": (2, DAY)},
    ),
    Pair("jabref/RisImporterTest4b.ris", "jabref/RisImporterTest4b.bib", 1, {"journal": BOOK}),
    Pair(
        "jabref/RisImporterTest7.ris", "jabref/RisImporterTest7.bib", 1,
        {"journal": BOOK, "authors": "JabRef counts the secondary authors (A2) as authors"},
        {"date": (1, DAY)},
    ),
    Pair(
        "jabref/RisImporterTestWithEmptyER.ris", "jabref/RisImporterTestWithEmptyER.bib", 1,
        differ={
            "journal": (1, "JabRef prefers the abbreviation (JO) to the name (T2, JF)"),
            "date": (1, DAY),
        },
    ),
    Pair("asysd/test_export.ris", "asysd/test_export.bib", 3),
    Pair("asysd/test_export.ris", "asysd/test_export.csv", 3),
    Pair("asreview/ovid_zotero.ris", "asreview/ovid_psycinfo.ris", 6),
    Pair(
        "asreview/embase.ris", "asreview/embase.csv", 6,
        {
            "keywords": "the table repeats Emtree terms with their subheadings in other columns",
            "url": "the table has the library's own link instead of Embase's",
        },
        {"date": (5, "the table states the day, the RIS file the year alone")},
    ),
    Pair(
        "asreview/baseline_zotero.ris", "asreview/_baseline.ris", 100,
        {"pmid": "Zotero keeps one of the links, and the PMID stands in another"},
        key=by_doi,
    ),
    Pair("asreview/_baseline.ris", "asreview/baseline_zotero.ris", 100, key=by_doi),
    Pair(
        "asysd/zotero_export.xml.gz", "asysd/zotero_export.csv.gz", 1233,
        {"pmid": "Zotero's EndNote XML leaves out the field Extra, where it keeps PMIDs"},
        {
            "date": (156, "'2004 Sep-Oct': Zotero's table gives the last month, we the first"),
            "abstract": (3, "Zotero's EndNote XML takes 'B1<3y … >7y' for markup and drops it"),
        },
    ),
    Pair(
        "asysd/mendeley_export.xml.gz", "asysd/zotero_export.csv.gz", 1233,
        {
            "date": "Mendeley's EndNote XML has the year alone",
            "keywords": "Mendeley takes MeSH headings and subheadings apart",
        },
        {"pages": (14, "Mendeley keeps PubMed's short form (S269-72), or lacks the pages")},
    ),
    Pair(
        "asysd/zotero_export.ris.gz", "asysd/zotero_export.bib.gz", 1000,
        {"date": "BibTeX has no day"},
        {
            "authors": (7, "Zotero's BibTeX makes groups of '[Anonymous]' and of single names"),
            "journal": (3, "for theses, BibTeX has the school, RIS the conference"),
            "pages": (79, "'1137-+' and '872-&' are Web of Science's for pages that go on"),
            "keywords": (4, "BibTeX joins keywords by commas, and some hold commas"),
        },
    ),
]  # fmt: skip


def papers_of(path: Path) -> list[Paper]:
    return [record for record in read_file(path) if isinstance(record, Paper)]


def compared(pair: Pair, folder: Path) -> Tally:
    """Each paper beside its counterpart; of several with one key the next that was not taken."""
    ours, others = papers_of(folder / pair.ours), papers_of(folder / pair.expected)
    waiting: dict[str, list[Paper]] = {}
    for other in others:
        waiting.setdefault(pair.key(other), []).append(other)
    assert len(ours) == pair.records
    tally = Tally()
    names = [name for name in FIELDS if name not in pair.left_out]
    for paper in ours:
        found = waiting.get(pair.key(paper))
        assert found, f"{pair.ours}: no counterpart of {paper.title}"
        tally.compare(pair.ours, paper, found.pop(0), names)
    return tally


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.ours}-{pair.expected}")
def test_every_field_is_what_the_counterpart_says(shared_data: Path, pair: Pair) -> None:
    tally = compared(pair, shared_data / "refs")
    assert tally.compared["title"] == tally.equal["title"] == pair.records
    for name in FIELDS:
        allowed = pair.differ.get(name, (0, ""))[0]
        shown = [one for one in tally.differing if one[1] == name][:5]
        assert tally.differences(name) <= allowed, shown


def test_the_pmids_of_mendeley_are_those_of_zotero(shared_data: Path) -> None:
    """The two exports of one library stand in the same order."""
    folder = shared_data / "refs" / "asysd"
    mendeley = papers_of(folder / "mendeley_export.xml.gz")
    zotero = papers_of(folder / "zotero_export.csv.gz")
    assert sorted(p.pmid for p in mendeley) == sorted(p.pmid for p in zotero)
    assert all(paper.pmid for paper in mendeley)


def test_two_records_of_one_doi_never_state_two_pmids(shared_data: Path) -> None:
    """PubMed, Embase and Cochrane put the PMID into three fields; all three mean one paper."""
    for name, repeated in (("copper.xml.gz", 123), ("tafenoquine.xml.gz", 68)):
        tally = Tally()
        first: dict[str, Paper] = {}
        for paper in papers_of(shared_data / "refs" / "dedupe_sweep" / name):
            if paper.doi and paper.doi not in first:
                first[paper.doi] = paper
            elif paper.doi:
                tally.compare(name, paper, first[paper.doi], ["title", "year", "volume", "pmid"])
        assert tally.compared["title"] == repeated
        assert tally.differences("title") <= 0.15 * repeated
        # Online first and in print, a volume that Embase states with the name of the meeting.
        assert tally.differences("year") <= 9
        assert tally.differences("volume") <= 4
        assert not [one for one in tally.differing if one[1] == "pmid" and one[2]]


def test_no_field_is_left_out_without_a_reason() -> None:
    reasons: Sequence[str] = [
        reason
        for pair in PAIRS
        for reason in (*pair.left_out.values(), *(why for _, why in pair.differ.values()))
    ]
    assert all(len(reason) > 15 for reason in reasons)
