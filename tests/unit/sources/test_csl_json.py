"""JSON documents: CSL-JSON, Zotero's JSON, arrays of the plain form, broken arrays."""

from __future__ import annotations

import json

from fingerpost.records import Author, Link, LinkKind, Paper, Problem
from fingerpost.sources import csl_json

ITEM = {
    "id": "x",
    "type": "article-journal",
    "title": "Counting <i>cells</i>",
    "author": [
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van den"},
        {"literal": "World Counting Organization"},
    ],
    "issued": {"date-parts": [["2019", 7, 3]]},
    "container-title": "Journal of Counting",
    "volume": 5,
    "page": "12–19",
    "DOI": "https://doi.org/10.1000/XYZ.1",
    "note": "PMID: 123\nPMCID: PMC456",
}


def read(document: object) -> list[Paper | Problem]:
    text = document if isinstance(document, str) else json.dumps(document, indent=1)
    return list(csl_json.read_text(text, "a.json"))


def paper(document: object) -> Paper:
    (record,) = read(document)
    assert isinstance(record, Paper)
    return record


def test_every_field() -> None:
    record = paper([ITEM])
    assert record.title == "Counting cells"
    assert record.authors == (
        Author(family="van den Berg", given="Jan"),
        Author(collective="World Counting Organization"),
    )
    assert (record.date, record.year) == ("2019-07-03", 2019)
    assert (record.journal, record.volume, record.pages) == ("Journal of Counting", "5", "12-19")
    assert (record.doi, record.pmid, record.pmcid) == ("10.1000/xyz.1", "123", "PMC456")
    assert record.source == "csl-json"


def test_one_object_and_items_read_as_the_array_does() -> None:
    assert paper(ITEM) == paper({"items": [ITEM]}) == paper([ITEM])


def test_persons_as_literal_names() -> None:
    record = paper([{**ITEM, "author": [{"literal": "Ada Lovelace"}, {"literal": "Jan Berg"}]}])
    assert [author.family for author in record.authors] == ["Lovelace", "Berg"]


def test_a_preprints_doi_is_a_link() -> None:
    record = paper(
        [{"title": "T", "type": "article", "URL": "https://arxiv.org/abs/2101.00001v1",
          "DOI": "10.1000/x"}]
    )  # fmt: skip
    assert (record.id, record.doi) == ("arxiv:2101.00001", "")
    assert record.links == (Link(LinkKind.PUBLISHED_AS, "doi:10.1000/x"),)


def test_zoteros_own_json() -> None:
    record = paper(
        {"items": [{"itemType": "journalArticle", "title": "T", "date": "2019-07",
                    "publicationTitle": "J", "extra": "PMID: 7",
                    "creators": [{"creatorType": "author", "firstName": "Ada",
                                  "lastName": "Lovelace"}]}]}
    )  # fmt: skip
    assert (record.journal, record.date, record.pmid) == ("J", "2019-07", "7")
    assert record.authors[0].name == "Ada Lovelace"


def test_an_array_of_the_plain_form() -> None:
    record = paper(
        [{"id": "doi:10.1000/X", "title": "T", "abstract": " two  spaces ", "year": 2019}]
    )
    assert (record.id, record.abstract, record.year) == ("doi:10.1000/x", " two  spaces ", 2019)


def test_a_broken_element_costs_only_itself() -> None:
    text = '[\n{"title": "One"},\n{"title": Two},\n{"title": "Three"}\n]'
    one, fault, three = read(text)
    assert isinstance(one, Paper)
    assert isinstance(fault, Problem)
    assert isinstance(three, Paper)
    assert (fault.record, fault.line) == (2, 3)
    assert three.title == "Three"


def test_an_array_that_is_cut_off_keeps_what_is_whole() -> None:
    text = json.dumps({"items": [ITEM, ITEM]}, indent=1)
    first, fault = read(text[:-40])
    assert isinstance(first, Paper)
    assert isinstance(fault, Problem)
    assert "JSON" in fault.reason


def test_objects_that_are_none_of_ours_name_what_is_missing() -> None:
    (fault,) = read({"status": 200, "body": "x"})
    assert isinstance(fault, Problem)
    assert "'title'" in fault.reason
    assert "body, status" in fault.reason


def test_deep_nesting_is_a_problem() -> None:
    (fault,) = read("[" * 100_000)
    assert isinstance(fault, Problem)
