"""Crossref works, made up."""

from __future__ import annotations

from typing import Any

import pytest

from fingerpost.records import Author, Link, LinkKind, Paper, Problem, Reference, Retraction
from fingerpost.sources import crossref


def read(**fields: Any) -> Paper:
    stated = [{"DOI": "10.1234/A", "title": ["Cells"], **fields}]
    # A date without a year is told beside the paper.
    [paper] = [one for one in crossref.read_objects(stated, "answer") if isinstance(one, Paper)]
    return paper


def parts(*numbers: int) -> dict[str, Any]:
    return {"date-parts": [list(numbers)]}


def test_every_field() -> None:
    paper = read(
        subtitle=["A count"],
        type="journal-article",
        abstract="<jats:sec><jats:title>Aim:</jats:title><jats:p>To count 10<jats:sup>5</jats:sup>"
        " cells.</jats:p><jats:p>Twice.</jats:p></jats:sec><jats:sec><jats:title>Result"
        "</jats:title><jats:p>p &lt; 0.05</jats:p></jats:sec>",
        author=[
            {
                "family": "Berg",
                "given": "Jan",
                "suffix": "Jr.",
                "ORCID": "http://orcid.org/0000-0001-2345-678X",
                "affiliation": [{"name": "Clinic", "place": ["Bern"]}],
            },
            {"name": "The Cells Group", "sequence": "additional"},
        ],
        language="en",
        issue="3",
        volume="null",
        page="1-9",
        URL="https://doi.org/10.1234/A",
        reference=[
            {"key": "1", "DOI": "10.1234/B", "author": "Lovelace", "year": "1843"},
            {"key": "2", "unstructured": "Babbage C. <i>Engines</i>."},
            {"key": "3"},
        ],
        **{
            "container-title": ["Cell &amp; Letters"],
            "short-container-title": ["Cell Lett"],
            "published-print": parts(2020, 3),
            "published-online": parts(2019, 12, 24),
            "issued": parts(2019, 12, 24),
        },
    )
    assert paper.title == "Cells: A count"
    assert paper.abstract == "Aim: To count 10⁵ cells. Twice.\nResult: p < 0.05"
    assert [section.label for section in paper.sections] == ["Aim", "Result"]
    assert paper.authors == (
        Author("Berg", "Jan", "Jr.", orcid="0000-0001-2345-678X", affiliations=("Clinic, Bern",)),
        Author(collective="The Cells Group"),
    )
    assert (paper.journal, paper.journal_abbreviation) == ("Cell & Letters", "Cell Lett")
    assert (paper.volume, paper.issue, paper.pages) == ("", "3", "1-9")
    assert (paper.year, paper.date) == (2020, "2020-03")
    assert paper.doi == "10.1234/a"
    assert paper.references == (
        Reference("Lovelace, 1843", doi="10.1234/b"),
        Reference("Babbage C. Engines."),
    )
    assert paper.retraction is Retraction.UNKNOWN


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ({"issued": {"date-parts": [[None]]}}, ""),
        ({"issued": parts(2020)}, "2020"),
        ({"published-online": parts(2020, 11, 13), "issued": parts(2020, 11, 13)}, "2020-11-13"),
        ({"published-print": parts(2020), "published-online": parts(2020, 5, 6)}, "2020-05-06"),
        ({"posted": parts(2021, 2, 3)}, "2021-02-03"),
    ],
)
def test_dates(fields: dict[str, Any], date: str) -> None:
    assert read(**fields).date == date


def test_a_date_that_is_none_is_told_and_the_paper_kept() -> None:
    work = {"DOI": "10.1234/A", "title": ["Cells"], "issued": {"date-parts": "x"}}
    problem, paper = crossref.read_objects([work], "answer")
    assert isinstance(problem, Problem)
    assert "not a year" in problem.reason
    assert isinstance(paper, Paper)
    assert paper.date == ""


@pytest.mark.parametrize(
    ("fields", "link"),
    [
        ({"update-to": [{"DOI": "10.1234/B", "type": "erratum"}]}, LinkKind.CORRECTS),
        ({"update-to": [{"DOI": "10.1234/B", "type": "retraction"}]}, LinkKind.RETRACTS),
        ({"updated-by": [{"DOI": "10.1234/B", "type": "Retraction"}]}, LinkKind.RETRACTED_BY),
        ({"updated-by": [{"DOI": "10.1234/B", "type": "new_version"}]}, LinkKind.UPDATED_BY),
        (
            {"relation": {"has-preprint": [{"id-type": "doi", "id": "10.1234/B"}]}},
            LinkKind.HAS_PREPRINT,
        ),
        (
            {"relation": {"is-preprint-of": [{"id-type": "doi", "id": "10.1234/B"}]}},
            LinkKind.PUBLISHED_AS,
        ),
    ],
)
def test_links(fields: dict[str, Any], link: LinkKind) -> None:
    assert read(**fields).links == (Link(link, "doi:10.1234/b"),)


def test_standing_follows_the_links() -> None:
    def standing(field: str, kind: str) -> Retraction:
        return read(**{field: [{"DOI": "10.1234/B", "type": kind}]}).retraction

    assert standing("updated-by", "withdrawal") is Retraction.RETRACTED
    assert standing("update-to", "retraction") is Retraction.NOTICE
    assert standing("updated-by", "expression_of_concern") is Retraction.CONCERN
    assert standing("updated-by", "correction") is Retraction.UNKNOWN
    assert read(title=["RETRACTED: Cells"]).retraction is Retraction.RETRACTED


def test_a_preprint_of_a_server_has_the_server_for_its_journal() -> None:
    paper = read(type="posted-content", subtype="preprint", institution=[{"name": "medRxiv"}])
    assert paper.journal == "medRxiv"
    assert paper.publication_types == ("posted-content", "preprint")
    assert paper.doi == "10.1234/a"


def test_editors_stand_for_the_authors_of_a_book_only() -> None:
    editor = [{"family": "Berg", "given": "Jan"}]
    assert [a.family for a in read(type="edited-book", editor=editor).authors] == ["Berg"]
    assert read(type="journal-article", editor=editor).authors == ()


def test_an_answer_is_unwrapped_and_others_are_told() -> None:
    work = {"DOI": "10.1234/A", "title": ["Cells"]}
    answers: list[object] = [
        {"status": "ok", "message-type": "work", "message": work},
        {"status": "ok", "message-type": "work-list", "message": {"items": [work, work]}},
        {"status": "ok", "message-type": "member-list", "message": {"items": [{"id": 1}]}},
        {"status": "failed", "message-type": "validation-failure", "message": [{"message": "No"}]},
        {"items": [work]},
        {"DOI": "10.1234/B", "title": []},
    ]
    found = list(crossref.read_objects(answers, "answer"))
    assert sum(isinstance(one, Paper) for one in found) == 4
    assert [one.reason for one in found if isinstance(one, Problem)] == [
        "this is an answer of Crossref about a member-list, not about works",
        "Crossref answered with an error: No",
        "the record (DOI 10.1234/b) has no title, so it was left out",
    ]


def test_fields_of_any_shape_never_raise() -> None:
    names = "type author editor abstract volume issued reference relation update-to updated-by"
    for value in ([], {}, "x", 1, None, [None], [[]], {"items": 1}, [{"affiliation": "x"}]):
        for name in (*names.split(), "container-title", "institution", "resource"):
            assert read(**{name: value}).title == "Cells"
