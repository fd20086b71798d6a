"""Real PubMed files: every record is read, and its fields are those of an independent reading."""

from __future__ import annotations

import gzip
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

from fingerpost.records import LinkKind, Paper, Problem, Retraction
from fingerpost.sources import medline, pubmed_xml

ELEMENT = re.compile(rb"<Pubmed(?:Book)?Article[\s>]")
MEDLINE = {
    "biopython_medline/pubmed_result1.txt": 1,
    "biopython_medline/pubmed_result2.txt": 4,
    "biopython_medline/pubmed_result3.txt": 1,
    "revtools/restoration_pubmed.nbib.gz": 104,
    "robotreviewer_medline/pubmed_test.txt.gz": 1000,
}


def content(file: Path) -> bytes:
    return gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()


def read_xml(data: bytes) -> list[Paper | Problem]:
    return list(pubmed_xml.read(io.BytesIO(data), "file"))


@pytest.fixture(scope="module")
def sets(shared_data: Path) -> dict[str, bytes]:
    """All files that hold PubMed records as XML, by their path."""
    folder = shared_data / "pubmed"
    files = [file for file in sorted(folder.rglob("*")) if ".xml" in file.suffixes]
    found = {file.relative_to(folder).as_posix(): content(file) for file in files}
    return {name: data for name, data in found.items() if ELEMENT.search(data)}


@pytest.fixture(scope="module")
def medline_papers(shared_data: Path) -> dict[str, list[Paper | Problem]]:
    return {
        name: list(medline.read_text(content(shared_data / "pubmed" / name).decode(), name))
        for name in MEDLINE
    }


def test_every_record_of_every_xml_file_is_read(sets: dict[str, bytes]) -> None:
    expected = {name: len(ELEMENT.findall(data)) for name, data in sets.items()}
    assert sum(expected.values()) >= 400
    found = {name: read_xml(data) for name, data in sets.items()}
    assert {
        name: sum(isinstance(record, Paper) for record in records)
        for name, records in found.items()
    } == expected
    assert [r for records in found.values() for r in records if isinstance(r, Problem)] == []


def test_all_files_in_one_are_read_too(sets: dict[str, bytes]) -> None:
    together = b"".join(sets.values())
    found = read_xml(together)
    assert sum(isinstance(record, Paper) for record in found) == len(ELEMENT.findall(together))


def articles(data: bytes) -> Iterator[ET.Element]:
    root = ET.fromstring(data)
    yield from root.iter("PubmedArticle")


def words(element: ET.Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def test_identifiers_are_the_records_own(sets: dict[str, bytes]) -> None:
    compared = 0
    for data in sets.values():
        papers = [r for r in read_xml(data) if isinstance(r, Paper) and r.journal_abbreviation]
        for paper, element in zip(papers, articles(data), strict=False):
            own = {
                e.get("IdType"): (e.text or "").strip()
                for e in element.findall("PubmedData/ArticleIdList/ArticleId")
            }
            stated = element.findtext("MedlineCitation/Article/ELocationID[@EIdType='doi']") or ""
            assert paper.pmid == element.findtext("MedlineCitation/PMID")
            assert paper.doi == (own.get("doi") or stated).lower()
            assert paper.pmcid == own.get("pmc", "")
            compared += 1
    assert compared >= 390


def test_fields_agree_with_an_independent_reading(sets: dict[str, bytes]) -> None:
    differing_titles = 0
    for name, data in sets.items():
        papers = [r for r in read_xml(data) if isinstance(r, Paper) and r.journal_abbreviation]
        for paper, element in zip(papers, articles(data), strict=False):
            citation = element.find("MedlineCitation")
            assert citation is not None
            differing_titles += paper.title != words(citation.find("Article/ArticleTitle"))
            people = citation.findall("Article/AuthorList/Author")
            assert len(paper.authors) == sum(p.get("ValidYN", "Y") == "Y" for p in people), name
            assert len(paper.mesh) == len(citation.findall("MeshHeadingList/MeshHeading"))
            parts = citation.findall("Article/Abstract/AbstractText")
            assert len(paper.abstract) >= sum(len(words(part)) for part in parts)
            listed = element.findall("PubmedData//Reference")
            cited = citation.findall(".//CommentsCorrections[@RefType='Cites']")
            assert len(paper.references) == (len(listed) or len(cited)), name
            assert paper.year is not None
            assert paper.date.startswith(str(paper.year))
    assert differing_titles <= 3


def test_known_traits_of_the_baseline_are_read(sets: dict[str, bytes]) -> None:
    papers = [
        record
        for name, data in sets.items()
        if name.startswith("netsynergy")
        for record in read_xml(data)
        if isinstance(record, Paper)
    ]
    languages = {language for paper in papers for language, _ in paper.other_abstracts}
    assert languages == {"chi", "fre", "ger", "ita", "rus", "spa"}
    assert sum(not paper.abstract for paper in papers) > 20
    assert sum(paper.retraction is Retraction.RETRACTED for paper in papers) == 1


def test_orcid_and_email_are_read(sets: dict[str, bytes]) -> None:
    papers = [r for data in sets.values() for r in read_xml(data) if isinstance(r, Paper)]
    orcids = [a.orcid for paper in papers for a in paper.authors if a.orcid]
    assert len(orcids) > 100
    assert all(re.fullmatch(r"(\d{4}-){3}\d{3}[\dX]", orcid) for orcid in orcids)
    assert any(a.email for paper in papers for a in paper.authors)


@pytest.mark.parametrize("name", sorted(MEDLINE))
def test_every_medline_record_is_read(
    name: str, medline_papers: dict[str, list[Paper | Problem]], shared_data: Path
) -> None:
    records = medline_papers[name]
    text = content(shared_data / "pubmed" / name).decode()
    assert len(re.findall(r"^PMID- ", text, re.MULTILINE)) == MEDLINE[name]
    assert [r for r in records if isinstance(r, Problem)] == []
    stated = re.findall(r"^PMID- (\d+)", text, re.MULTILINE)
    assert [r.pmid for r in records if isinstance(r, Paper)] == stated
    assert sum(len(r.authors) for r in records if isinstance(r, Paper)) == len(
        re.findall(r"^(?:FAU|CN ) *- ", text, re.MULTILINE)
    )


def test_medline_says_what_xml_says_of_a_dated_labelled_record(
    medline_papers: dict[str, list[Paper | Problem]],
) -> None:
    records = medline_papers["robotreviewer_medline/pubmed_test.txt.gz"]
    papers = [record for record in records if isinstance(record, Paper)]
    assert all(paper.year for paper in papers)
    first = papers[0]
    assert [s.label for s in first.sections] == [
        "BACKGROUND",
        "AIMS",
        "METHOD",
        "RESULTS",
        "CONCLUSION",
    ]
    assert {link.kind for link in first.links} == {LinkKind.COMMENTED_BY}
    assert sum(bool(paper.abstract) for paper in papers) == 821
