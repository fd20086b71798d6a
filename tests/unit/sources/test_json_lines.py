"""JSON lines: arXiv's metadata and the plain form."""

from __future__ import annotations

import io
import json

import pytest

from fingerpost.records import Author, Link, LinkKind, Paper, Problem, Retraction
from fingerpost.sources import json_lines

ARXIV = {
    "arxiv_id": "2101.00001",
    "title": "Counting cells",
    "abstract": "  Two  spaces stay. ",
    "author_text": "Ada M. Lovelace, Jan van der Berg, The Counting Collaboration",
    "categories": "cs.LG,q-bio.QM",
    "created": "2021-01-02",
    "doi": "10.1000/PUBLISHED",
}


def read(*lines: object) -> list[Paper | Problem]:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    return list(json_lines.read(io.BytesIO(text.encode()), "a.jsonl"))


def paper(line: object) -> Paper:
    (record,) = read(line)
    assert isinstance(record, Paper)
    return record


def test_arxivs_metadata() -> None:
    record = paper(ARXIV)
    assert (record.id, record.doi) == ("arxiv:2101.00001", "")
    assert record.links == (Link(LinkKind.PUBLISHED_AS, "doi:10.1000/published"),)
    assert record.abstract == "  Two  spaces stay. "
    assert record.authors == (
        Author(family="Lovelace", given="Ada M."),
        Author(family="van der Berg", given="Jan"),
        Author(collective="The Counting Collaboration"),
    )
    assert (record.date, record.keywords) == ("2021-01-02", ("cs.LG", "q-bio.QM"))
    assert record.retraction is Retraction.UNKNOWN


@pytest.mark.parametrize(
    ("comments", "expected"),
    [
        ("9 pages. This paper has been\n  withdrawn by the authors", Retraction.RETRACTED),
        ("Withdrawn", Retraction.RETRACTED),
        ("A previous version was withdrawn", Retraction.UNKNOWN),
        ("9 pages", Retraction.UNKNOWN),
    ],
)
def test_arxivs_comments_tell_what_was_withdrawn(comments: str, expected: Retraction) -> None:
    assert paper({**ARXIV, "comments": comments}).retraction is expected


def test_the_plain_form() -> None:
    record = paper(
        {
            "id": "pmid:12",
            "title": "T  two",
            "abstract": "A.\nB. ",
            "year": "2019",
            "journal": "J",
            "doi": "doi:10.1000/X",
            "authors": [
                "Lovelace, Ada",
                {
                    "family": "Berg",
                    "given": "Jan",
                    "affiliations": ["Ward 1"],
                    "orcid": "0000-0002-1825-0097",
                },
                {"name": "Grace Hopper"},
            ],
            "keywords": ["cells"],
        }
    )  # fmt: skip
    assert (record.pmid, record.doi, record.year) == ("12", "10.1000/x", 2019)
    assert (record.title, record.abstract) == ("T  two", "A.\nB. ")
    assert [author.name for author in record.authors] == [
        "Ada Lovelace",
        "Jan Berg",
        "Grace Hopper",
    ]
    assert record.authors[1].affiliations == ("Ward 1",)
    assert record.authors[1].orcid == "0000-0002-1825-0097"


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("pmid:1", "pmid:1"),
        ("arxiv:2101.00001v3", "arxiv:2101.00001"),
        ("doi:10.1000/X(1)2", "doi:10.1000/x(1)2"),
    ],
)
def test_ids_as_papers_show_them(identifier: str, expected: str) -> None:
    assert paper({"id": identifier, "title": "T"}).id == expected


def test_bad_lines_cost_only_themselves() -> None:
    records = read({"title": "One"}, "{broken", "", "[1]", {"year": 2019}, {"title": "Two"})
    assert [r.title for r in records if isinstance(r, Paper)] == ["One", "Two"]
    problems = [r for r in records if isinstance(r, Problem)]
    assert [(p.record, p.line) for p in problems] == [(2, 2), (3, 4), (4, 5)]
    assert "no 'title' (it has: year)" in problems[2].reason


def test_a_faulty_year_and_letters_that_are_not_utf8() -> None:
    raw = '{"title": "Café", "year": 20222}'.encode("cp1252")
    encoding, year, record = json_lines.read(io.BytesIO(raw), "a.jsonl")
    assert isinstance(encoding, Problem)
    assert isinstance(year, Problem)
    assert isinstance(record, Paper)
    assert "UTF-8" in encoding.reason
    assert "20222" in year.reason
    assert record.title == "Café"
