"""OpenAlex works, made up."""

from __future__ import annotations

from typing import Any

import pytest

from fingerpost.records import Author, Link, LinkKind, MeshHeading, Paper, Problem, Retraction
from fingerpost.sources import openalex


def read(**fields: Any) -> Paper:
    [paper] = openalex.read_objects(
        [{"id": "https://openalex.org/W7", "title": "Cells", **fields}], "answer"
    )
    assert isinstance(paper, Paper)
    return paper


def test_every_field() -> None:
    paper = read(
        doi="https://doi.org/10.1234/ABC",
        ids={
            "openalex": "https://openalex.org/W7",
            "pmid": "https://pubmed.ncbi.nlm.nih.gov/123",
            "pmcid": "https://www.ncbi.nlm.nih.gov/pmc/articles/456789",
        },
        publication_date="2020-03-04",
        publication_year=2020,
        language="de",
        type="article",
        type_crossref="journal-article",
        biblio={"volume": "6", "issue": None, "first_page": "11", "last_page": "19"},
        primary_location={
            "landing_page_url": "https://example.org/7",
            "source": {"display_name": "Cell Letters", "type": "journal"},
        },
        abstract_inverted_index={"of": [1, 4], "Counts": [0], "cells": [2], "and": [3], "10": [5]},
        authorships=[
            {
                "author": {
                    "display_name": "J. Berg",
                    "orcid": "https://orcid.org/0000-0001-2345-678X",
                },
                "raw_author_name": "Jan van Berg",
                "raw_affiliation_strings": ["Clinic, Bern. jan@example.org"],
            },
            {
                "author": {"display_name": "Cells Study Group"},
                "institutions": [{"display_name": "Clinic", "country_code": "CH"}],
            },
        ],
        mesh=[
            {"descriptor_ui": "D1", "descriptor_name": "Cells", "is_major_topic": False},
            {
                "descriptor_ui": "D1",
                "descriptor_name": "Cells",
                "qualifier_name": "methods",
                "is_major_topic": True,
            },
        ],
        keywords=[{"display_name": "Counting"}, {"keyword": "Cells"}],
        referenced_works=["https://openalex.org/W8"],
        is_retracted=False,
    )
    assert paper.abstract == "Counts of cells and of 10"
    assert (paper.doi, paper.pmid, paper.pmcid) == ("10.1234/abc", "123", "PMC456789")
    assert paper.other_ids == ("openalex:W7",)
    assert (paper.year, paper.date, paper.languages) == (2020, "2020-03-04", ("ger",))
    assert (paper.journal, paper.volume, paper.issue, paper.pages) == (
        "Cell Letters",
        "6",
        "",
        "11-19",
    )
    assert paper.publication_types == ("article", "journal-article")
    assert paper.authors == (
        Author(
            "van Berg",
            "Jan",
            orcid="0000-0001-2345-678X",
            email="jan@example.org",
            affiliations=("Clinic, Bern. jan@example.org",),
        ),
        Author(collective="Cells Study Group", affiliations=("Clinic, CH",)),
    )
    assert paper.mesh == (MeshHeading("Cells", ("methods",), major=True, ui="D1"),)
    assert paper.keywords == ("Counting", "Cells")
    assert [one.text for one in paper.references] == ["openalex:W8"]
    assert paper.retraction is Retraction.NONE
    assert paper.source == "openalex"


@pytest.mark.parametrize(
    ("index", "text"),
    [
        (None, ""),
        ({}, ""),
        ({"a": [0], "b": [10**15]}, "a b"),
        ({"a": [0, "1", None], "b": 2}, "a b"),
        ('{"IndexLength": 2, "InvertedIndex": {"b": [1], "a": [0]}}', "a b"),
        ("no JSON", ""),
        ({"InvertedIndex": {"own": [0]}}, "own"),
    ],
)
def test_abstracts_from_any_index(index: object, text: str) -> None:
    assert openalex.abstract_text(index) == text


def test_mark_up_in_an_abstract_is_read() -> None:
    words = ["<jats:title>Methods</jats:title>", "<jats:p>We", "counted.</jats:p>"]
    paper = read(abstract_inverted_index={word: [at] for at, word in enumerate(words)})
    assert paper.abstract == "Methods: We counted."


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Jan M. van Berg", "Jan M. van Berg"),
        ("Berg, Jan", "Jan Berg"),
        ("J. Berg1,2", "J Berg"),
        ("Jan Berg, MD", "J Berg"),
        ("Jan Berg, Ph.D.", "J Berg"),
        ("Jan Berg*", "J Berg"),
        ("", "J Berg"),
    ],
)
def test_a_name_is_taken_as_printed_where_it_is_nothing_but_a_name(printed: str, name: str) -> None:
    entry = {"author": {"display_name": "J Berg"}, "raw_author_name": printed}
    [author] = read(authorships=[entry]).authors
    assert author.name == name


def test_an_arxiv_preprint_is_known_by_its_arxiv_id() -> None:
    paper = read(
        type="preprint",
        doi="https://doi.org/10.48550/arXiv.2001.01234",
        primary_location={"landing_page_url": "https://arxiv.org/abs/2001.01234", "source": None},
    )
    assert (paper.arxiv, paper.doi) == ("2001.01234", "10.48550/arxiv.2001.01234")
    assert paper.links == ()


def test_a_published_paper_names_the_preprints_among_its_places() -> None:
    places = ("https://doi.org/10.1/a", "http://arxiv.org/abs/2001.01234v2")
    more = ("https://doi.org/10.1101/2020.01.02", "https://doi.org/10.5281/zenodo.1")
    paper = read(
        type="article",
        doi="https://doi.org/10.1234/a",
        locations=[{"landing_page_url": place} for place in (*places, *more)],
    )
    assert (paper.arxiv, paper.doi) == ("", "10.1234/a")
    assert paper.links == (
        Link(LinkKind.HAS_PREPRINT, "arxiv:2001.01234"),
        Link(LinkKind.HAS_PREPRINT, "doi:10.1101/2020.01.02"),
    )


def test_a_repository_is_no_journal_but_for_a_preprint() -> None:
    place = {"source": {"display_name": "medRxiv", "type": "repository"}}
    assert read(type="article", primary_location=place).journal == ""
    assert read(type="preprint", primary_location=place).journal == "medRxiv"
    assert read(host_venue={"display_name": "Old Letters"}).journal == "Old Letters"


@pytest.mark.parametrize(
    ("fields", "standing"),
    [
        ({"is_retracted": True}, Retraction.RETRACTED),
        ({"is_retracted": True, "title": "Retraction notice to: Cells"}, Retraction.NOTICE),
        ({"type": "retraction"}, Retraction.NOTICE),
        ({"is_retracted": False, "title": "RETRACTED: Cells"}, Retraction.RETRACTED),
        ({}, Retraction.UNKNOWN),
    ],
)
def test_standing(fields: dict[str, Any], standing: Retraction) -> None:
    assert read(**fields).retraction is standing


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ({"id": "https://openalex.org/A1", "display_name": "Jan"}, "is no work of OpenAlex"),
        ({"error": "Invalid", "message": "no such filter"}, "OpenAlex answered with an error"),
        ({"id": "https://openalex.org/W1", "title": None}, "has no title"),
        ("text", "no object"),
    ],
)
def test_what_is_no_work_is_told(value: object, reason: str) -> None:
    [told] = openalex.read_objects([value], "answer")
    assert isinstance(told, Problem)
    assert reason in told.reason


def test_fields_of_any_shape_never_raise() -> None:
    names = "doi ids authorships biblio primary_location locations mesh keywords language type"
    for value in ([], {}, "x", 1, None, [None], [[]], {"source": 1}, [{"author": "x"}]):
        for name in (*names.split(), "referenced_works", "abstract_inverted_index"):
            assert read(**{name: value}).title == "Cells"
