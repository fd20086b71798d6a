"""Europe PMC's answers, made up, in their three spellings."""

from __future__ import annotations

import io
from typing import Any

import pytest

from fingerpost.records import Author, Link, LinkKind, MeshHeading, Paper, Problem, Retraction
from fingerpost.sources import europe_pmc, europe_pmc_xml

CORE: dict[str, Any] = {
    "id": "123",
    "source": "MED",
    "pmid": "123",
    "pmcid": "PMC456",
    "doi": "10.1234/A",
    "title": "Counting <i>cells</i>.",
    "authorString": "Berg J, Cells Group.",
    "authorList": {
        "author": [
            {
                "fullName": "Berg J",
                "firstName": "Jan",
                "lastName": "Berg",
                "initials": "J",
                "authorId": {"type": "ORCID", "value": "0000-0001-2345-678X"},
                "authorAffiliationDetailsList": {
                    "authorAffiliation": [{"affiliation": "Clinic, Bern. j@example.org"}]
                },
            },
            {"collectiveName": "Cells Group"},
        ]
    },
    "journalInfo": {
        "issue": "3",
        "volume": "6",
        "dateOfPublication": "2020 Mar",
        "printPublicationDate": "2020-03-01",
        "journal": {"title": "Cell letters", "isoabbreviation": "Cell Lett"},
    },
    "pageInfo": "1-9",
    "abstractText": "Why. <h4>Aim</h4>To count 10<sup>5</sup> cells.<h4>Result </h4> p &lt; 0.05",
    "language": "eng",
    "pubTypeList": {"pubType": ["Journal Article", "Retracted Publication"]},
    "meshHeadingList": {
        "meshHeading": [
            {
                "majorTopic_YN": "N",
                "descriptorName": "Cells",
                "meshQualifierList": {
                    "meshQualifier": [{"qualifierName": "methods", "majorTopic_YN": "Y"}]
                },
            }
        ]
    },
    "keywordList": {"keyword": ["Counting"]},
    "commentCorrectionList": {
        "commentCorrection": [
            {"id": "9", "source": "MED", "reference": "Cell. 2021", "type": "Retraction in"},
            {"id": "PPR8", "source": "PPR", "reference": "medRxiv", "type": "Preprint of"},
        ]
    },
}
XML = """<?xml version="1.0"?><responseWrapper><hitCount>1</hitCount><request><resultType>lite
</resultType></request><resultList><result><id>123</id><source>MED</source><pmid>123</pmid>
<title>Counting cells.</title><authorString>Berg J, de Roo P.</authorString><pubYear>2020</pubYear>
<authorList><author><lastName>Berg</lastName><initials>J</initials></author><author>
<collectiveName>Cells Group</collectiveName></author></authorList>
<abstractText>&lt;h4&gt;Aim&lt;/h4&gt;To count.</abstractText></result></resultList>
</responseWrapper>
"""
DUBLIN_CORE = """<responseWrapper xmlns:dcterms="http://purl.org/dc/terms/" xmlns:rdf="http://www.\
w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:RDF>
<rdf:Description rdf:about="http://europepmc.org/abstract/PPR/PPR8"><dc:title>Counting</dc:title>
<dc:creator>Berg, J</dc:creator><dc:creator>Roo, P</dc:creator><dc:contributor>Clinic, Bern.
</dc:contributor><dc:date>2020-03-04</dc:date><dc:description>Preprint; Review</dc:description>
<dc:identifier>http://europepmc.org/abstract/PPR/PPR8</dc:identifier><dc:identifier>
https://doi.org/10.1234/A</dc:identifier><dc:subject>Cells</dc:subject><dc:language>eng
</dc:language><dcterms:bibliographicCitation>&amp;ctx_ver=Z&amp;rft.jtitle=Cell%20letters&amp;\
rft.volume=6&amp;rft.pages=1-9</dcterms:bibliographicCitation><dcterms:abstract>
&lt;h4&gt;Aim&lt;/h4&gt;To count.</dcterms:abstract></rdf:Description></rdf:RDF></responseWrapper>
"""


def read(**fields: Any) -> Paper:
    [paper] = europe_pmc.read_objects([{**CORE, **fields}], "answer")
    assert isinstance(paper, Paper)
    return paper


def read_xml(text: str) -> list[Paper | Problem]:
    return list(europe_pmc_xml.read(io.BytesIO(text.encode()), "answer"))


def test_every_field_of_the_full_form() -> None:
    paper = read()
    assert paper.title == "Counting cells."
    assert paper.abstract == "Why.\nAim: To count 10⁵ cells.\nResult: p < 0.05"
    assert [section.label for section in paper.sections] == ["", "Aim", "Result"]
    assert paper.authors == (
        Author(
            "Berg",
            "Jan",
            orcid="0000-0001-2345-678X",
            email="j@example.org",
            affiliations=("Clinic, Bern. j@example.org",),
        ),
        Author(collective="Cells Group"),
    )
    assert (paper.journal, paper.journal_abbreviation) == ("Cell letters", "Cell Lett")
    assert (paper.volume, paper.issue, paper.pages) == ("6", "3", "1-9")
    assert (paper.year, paper.date) == (2020, "2020-03")
    assert paper.mesh == (MeshHeading("Cells", ("methods",), major=True),)
    assert paper.keywords == ("Counting",)
    assert (paper.pmid, paper.pmcid, paper.doi) == ("123", "PMC456", "10.1234/a")
    assert paper.links == (
        Link(LinkKind.RETRACTED_BY, "pmid:9"),
        Link(LinkKind.HAS_PREPRINT, "europepmc:PPR8"),
    )
    assert paper.retraction is Retraction.RETRACTED


def test_the_short_form() -> None:
    lite = {
        "id": "PPR8",
        "source": "PPR",
        "doi": "10.1234/A",
        "title": "Counting",
        "authorString": "Berg J, de Roo P, O'Hara K.",
        "pubType": "preprint; review",
        "bookOrReportDetails": {"publisher": "medRxiv", "yearOfPublication": 2020},
        "firstPublicationDate": "2020-03-04",
    }
    [paper] = europe_pmc.read_objects([lite], "answer")
    assert isinstance(paper, Paper)
    assert [a.short_name for a in paper.authors] == ["Berg J", "de Roo P", "O'Hara K"]
    assert paper.publication_types == ("preprint", "review")
    assert (paper.journal, paper.date) == ("medRxiv", "2020-03-04")
    assert paper.other_ids == ("europepmc:PPR8",)
    assert paper.url == "https://europepmc.org/article/PPR/PPR8"
    assert paper.retraction is Retraction.UNKNOWN


@pytest.mark.parametrize(
    ("stated", "authors"),
    [
        ("Berg J", [Author("Berg", "J")]),
        ("Smit VTHBM, de Roo P.", [Author("Smit", "VTHBM"), Author("de Roo", "P")]),
        ("LI H, Wang Y-T", [Author("LI", "H"), Author("Wang", "Y-T")]),
        ("Roo P Jr, Berg JJ 3rd.", [Author("Roo", "P", "Jr"), Author("Berg", "JJ", "3rd")]),
        (
            "Berg J, Cells Study Group.",
            [Author("Berg", "J"), Author(collective="Cells Study Group")],
        ),
        ("Suharto, Çelik Ö", [Author("Suharto"), Author("Çelik", "Ö")]),
        (" , ", []),
    ],
)
def test_names_of_the_short_form(stated: str, authors: list[Author]) -> None:
    [paper] = europe_pmc.read_objects([{"id": "1", "title": "T", "authorString": stated}], "x")
    assert isinstance(paper, Paper)
    assert list(paper.authors) == authors


def test_the_date_keeps_the_year_of_the_issue() -> None:
    first = {"firstPublicationDate": "2019-12-24", "pubYear": "2020", "journalInfo": {}}
    assert read(**first).date == "2020"


def test_xml_says_what_json_says() -> None:
    [paper] = read_xml(XML)
    assert isinstance(paper, Paper)
    assert (paper.pmid, paper.year, paper.abstract) == ("123", 2020, "Aim: To count.")
    assert [author.name for author in paper.authors] == ["J Berg", "Cells Group"]


def test_dublin_core() -> None:
    [paper] = read_xml(DUBLIN_CORE)
    assert isinstance(paper, Paper)
    assert (paper.title, paper.abstract) == ("Counting", "Aim: To count.")
    assert [a.short_name for a in paper.authors] == ["Berg J", "Roo P"]
    assert paper.authors[0].affiliations == ("Clinic, Bern.",)
    assert (paper.journal, paper.volume, paper.pages) == ("Cell letters", "6", "1-9")
    assert (paper.doi, paper.date) == ("10.1234/a", "2020-03-04")
    assert paper.other_ids == ("europepmc:PPR8",)
    assert paper.publication_types == ("Preprint", "Review")


@pytest.mark.parametrize(
    "results",
    [
        [{"id": "1", "source": "MED"}, {"id": "2", "source": "MED", "pmcid": "PMC2"}],
        [{"id": "1", "source": "MED"}],
    ],
)
def test_ids_without_records_are_told_once(results: list[object]) -> None:
    answer = {"request": {"resultType": "idlist"}, "resultList": {"result": results}}
    [told] = europe_pmc.read_objects([answer], "answer")
    assert isinstance(told, Problem)
    assert "lists ids without the records" in told.reason
    xml = "<result><id>1</id><source>MED</source></result>" * len(results)
    [told] = read_xml(f"<responseWrapper><resultList>{xml}</resultList></responseWrapper>")
    assert isinstance(told, Problem)
    assert "lists ids without the records" in told.reason


def test_an_error_is_told() -> None:
    [told] = europe_pmc.read_objects([{"errCode": 404, "errMsg": "No query"}], "answer")
    assert isinstance(told, Problem)
    assert told.reason == "Europe PMC answered with an error: No query"


def test_fields_of_any_shape_never_raise() -> None:
    for value in ([], {}, "x", 1, None, [None], [[]], {"author": 1}, {"author": ["x", {}]}):
        for name in CORE:
            if name not in ("title", "id", "source"):
                assert read(**{name: value}).title == "Counting cells."
