"""Which records are one paper, and what the paper then is."""

import pytest
from msgspec.structs import replace

from fingerpost.library import Library
from fingerpost.library.merging import merge
from fingerpost.records import Author, Link, LinkKind, Paper, Retraction, Section

HOPPER = Author(family="Hopper", given="Grace")
BARE = Paper("A model of sepsis", authors=(HOPPER,), year=2020, source="ris")


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library") as library:
        yield library


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"pmid": "1"}, {"pmid": "1", "doi": "10.1000/x"}),
        ({"pmcid": "PMC5"}, {"pmcid": "pmc5", "pmid": "1"}),
        ({"doi": "10.1000/X"}, {"doi": "10.1000/x", "pmid": "1"}),
        ({"arxiv": "2001.00001"}, {"arxiv": "2001.00001", "doi": "10.1000/x"}),
        ({"pmid": "1", "doi": "10.1000/x"}, {"pmid": "1", "doi": "10.1000/y"}),
        ({}, {}),
        ({}, {"pmid": "1"}),
        ({"doi": "10.1000/x"}, {}),
    ],
)
def test_one_paper(library, one, other):
    first = library.put([replace(BARE, **one)])
    second = library.put([replace(BARE, **other, abstract="More is said here.")])
    assert (first.imported, second.imported, second.updated) == (1, 0, 1)
    assert library.count() == 1
    for shown in (*first.ids, *second.ids):
        assert library.get(shown).abstract == "More is said here."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"pmid": "1", "doi": "10.1000/x"}, {"pmid": "2", "doi": "10.1000/x"}),
        ({"arxiv": "2001.00001"}, {"arxiv": "2001.00002"}),
        ({"arxiv": "2001.00001"}, {"pmid": "1"}),
        ({"doi": "10.1000/x"}, {"doi": "10.1000/y"}),
        ({"title": "Editorial", "authors": ()}, {"title": "Editorial", "authors": (), "pmid": "1"}),
        ({}, {"year": 2021}),
    ],
)
def test_two_papers(library, one, other):
    result = library.put([replace(BARE, **one), replace(BARE, **other)])
    assert result.imported == 2
    assert library.count() == len(set(result.ids)) == 2


def test_a_link_to_the_published_paper_makes_no_identity(library):
    preprint = replace(
        BARE, arxiv="2001.00001", links=(Link(LinkKind.PUBLISHED_AS, "doi:10.1000/x"),)
    )
    library.put([preprint, replace(BARE, doi="10.1000/x")])
    assert library.count() == 2


def test_a_record_that_shows_two_papers_to_be_one_joins_them(library):
    library.put([replace(BARE, pmid="1"), replace(BARE, doi="10.1000/x", title="Other wording")])
    library.search("sepsis")
    result = library.put([replace(BARE, pmid="1", doi="10.1000/x")])
    assert (result.updated, library.count()) == (1, 1)
    assert library.get("doi:10.1000/x") == library.get("pmid:1")
    assert library.search("sepsis").total == 1
    again = library.put([replace(BARE, doi="10.1000/x", title="Other wording")])
    assert (again.unchanged, again.ids) == (1, ("pmid:1",))


def test_the_key_stays_when_an_identifier_arrives_later(library):
    library.put([replace(BARE, doi="10.1000/z"), replace(BARE, doi="10.1000/b", year=2021)])
    library.put([replace(BARE, doi="10.1000/z", pmid="1")])
    assert [paper.id for paper in library.scan()] == ["doi:10.1000/b", "pmid:1"]
    assert library.get("DOI:https://doi.org/10.1000/Z").id == "pmid:1"


def test_the_same_again_changes_nothing(library):
    records = [
        replace(BARE, pmid="1"),
        replace(BARE, pmid="1", title="A model of Sepsis."),
        replace(BARE, doi="10.1000/x"),
        replace(BARE, pmid="2", doi="10.1000/x", source="pubmed-xml"),
        BARE,
    ]
    first = library.put(records)
    before = list(library.scan())
    again = library.put(records)
    assert (again.imported, again.updated, again.unchanged) == (0, 0, len(records))
    assert again.ids == first.ids
    assert list(library.scan()) == before


def test_nothing_is_lost_and_the_record_that_says_more_leads():
    poor = replace(
        BARE, pmid="1", keywords=("Sepsis", "ICU"), url="https://example.org",
        links=(Link(LinkKind.UPDATES, "pmid:9"),),
    )  # fmt: skip
    rich = replace(
        BARE, pmid="1", title="A Model of Sepsis", abstract="AIM: To see.", keywords=("sepsis",),
        sections=(Section("AIM", "To see."),), source="pubmed-xml", journal="Letters",
        authors=(Author(family="Hopper", given="G", affiliations=("Leeds",)),),
    )  # fmt: skip
    for merged in (merge(poor, rich), merge(rich, poor)):
        assert merged.title == "A Model of Sepsis"
        assert merged.keywords == ("sepsis", "ICU")
        assert merged.url == "https://example.org"
        assert merged.links == poor.links
        assert merged.sections == rich.sections
        assert merged.authors == (Author(family="Hopper", given="Grace", affiliations=("Leeds",)),)
        assert merged.source == "pubmed-xml"


def test_a_correction_from_the_same_source_is_taken():
    old = replace(BARE, pmid="1", abstract="Ten patients.", journal="Letters")
    new = replace(BARE, pmid="1", abstract="Twelve patients.")
    merged = merge(old, new)
    assert (merged.abstract, merged.journal) == ("Twelve patients.", "Letters")


def test_the_starter_always_loses():
    starter = replace(BARE, title="As the starter has it", journal="J", source="starter")
    other = replace(BARE, title="As it is")
    for merged in (merge(starter, other), merge(other, starter)):
        assert (merged.title, merged.journal, merged.source) == ("As it is", "J", "ris")


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        (Retraction.UNKNOWN, Retraction.NONE, Retraction.NONE),
        (Retraction.RETRACTED, Retraction.UNKNOWN, Retraction.RETRACTED),
        (Retraction.NONE, Retraction.RETRACTED, Retraction.RETRACTED),
        (Retraction.NONE, Retraction.CONCERN, Retraction.CONCERN),
    ],
)
def test_a_known_retraction_is_never_forgotten(one, other, kept):
    papers = replace(BARE, retraction=one), replace(BARE, retraction=other)
    assert merge(*papers).retraction == merge(*reversed(papers)).retraction == kept


def test_an_abstract_keeps_its_own_sections_and_a_year_its_own_date():
    sectioned = replace(
        BARE, abstract="AIM: To see.", sections=(Section("AIM", "To see."),), date="2020-03"
    )
    plain = replace(BARE, abstract="To see, in one piece.", year=2021, source="ris")
    merged = merge(sectioned, plain)
    assert (merged.abstract, merged.sections) == ("To see, in one piece.", ())
    assert (merged.year, merged.date) == (2021, "")
