"""JSON documents: CSL-JSON, Zotero's JSON, arrays of the plain form, broken arrays."""

from __future__ import annotations

import json

import pytest

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


@pytest.mark.parametrize(
    ("odd", "words"),
    [
        ({"abstract": {"en": "x"}}, "'abstract' is an object"),
        ({"abstract": [{"p": "x"}]}, "'abstract' is an object"),
        ({"volume": True}, "'volume' is true or false"),
        ({"title": 1984}, "'title' is a number (1984)"),
        ({"abstract": 5.5}, "'abstract' is a number (5.5)"),
        ({"year": "abc"}, "year abc is not a year"),
        ({"year": 2019.5}, "year 2019.5 is not a year"),
        ({"year": {"is": 2019}}, "'year' is an object"),
        ({"authors": 7}, "'authors' is no list"),
        ({"authors": "Lovelace, Ada and Berg, Jan"}, "'authors' stand in one text"),
    ],
)
def test_traps_are_told_and_the_record_is_kept(odd: dict[str, object], words: str) -> None:
    (fault, record) = read([{"title": "T", **odd}])
    assert isinstance(fault, Problem)
    assert isinstance(record, Paper)
    assert words in fault.reason
    assert fault.record == 1


@pytest.mark.parametrize("title", [{"en": "T"}, True, [{"en": "T"}]])
def test_a_title_that_is_no_text_is_told_as_what_it_is(title: object) -> None:
    (fault,) = read([{"title": title, "abstract": "x"}])
    assert isinstance(fault, Problem)
    assert "'title' of the object is no text" in fault.reason


def test_authors_in_one_text_are_several_authors() -> None:
    fault, record = read([{**ITEM, "author": "Lovelace, Ada and Berg, Jan"}])
    assert isinstance(fault, Problem)
    assert isinstance(record, Paper)
    assert [author.name for author in record.authors] == ["Ada Lovelace", "Jan Berg"]
    sure = paper([{**ITEM, "author": "Lovelace, Ada; Berg, Jan"}])
    assert sure.authors == record.authors


def test_a_person_has_all_parts_of_the_name_and_all_affiliations() -> None:
    record = paper(
        [{**ITEM, "author": [
            {"family": "Berg", "given": "Jan", "dropping-particle": "van", "suffix": "Jr",
             "non-dropping-particle": "den", "ORCID": "http://orcid.org/0000-0002-1825-0097",
             "affiliation": [{"name": "Institute A, a@example.org"}, {"name": "Institute B"}]},
            {"family": "Doe", "given": "Ann, III"}]}]
    )  # fmt: skip
    jan, ann = record.authors
    assert (jan.family, jan.suffix, jan.orcid) == ("van den Berg", "Jr", "0000-0002-1825-0097")
    assert jan.affiliations == ("Institute A, a@example.org", "Institute B")
    assert jan.email == "a@example.org"
    assert (ann.given, ann.suffix) == ("Ann", "III")


def test_crossrefs_jats_abstract_keeps_its_labelled_parts() -> None:
    record = paper(
        [{**ITEM, "abstract": "<jats:title>Abstract</jats:title><jats:sec><jats:title>Aim"
          "</jats:title><jats:p>To <jats:italic>count</jats:italic> 10<jats:sup>5</jats:sup>."
          "</jats:p></jats:sec><jats:sec><jats:title>Results</jats:title><jats:p>Many.</jats:p>"
          "</jats:sec>", "subtitle": ["A study"], "original-title": ["Zählen"]}]
    )  # fmt: skip
    assert record.abstract == "Aim: To count 10⁵.\nResults: Many."
    assert [section.label for section in record.sections] == ["Aim", "Results"]
    assert (record.title, record.vernacular_title) == ("Counting cells: A study", "Zählen")


def test_zoteros_editors_translators_and_directors_are_told_apart() -> None:
    def people(*roles: str) -> list[str]:
        creators = [{"creatorType": role, "lastName": role} for role in roles]
        item = {"itemType": "book", "title": "T", "creators": creators}
        return [author.family for author in paper({"items": [item]}).authors]

    assert people("translator", "editor", "author") == ["author"]
    assert people("translator", "editor") == ["editor"]
    assert people("director", "contributor") == ["director"]
    assert people("translator") == []


def test_ids_of_suppliers_in_notes_and_addresses() -> None:
    note = "EID: 2-s2.0-85000000001\nWOS:000445987100063"
    record = paper([{**ITEM, "note": note, "URL": "https://openalex.org/W2741809807"}])
    assert record.other_ids == (
        "eid:2-s2.0-85000000001", "wos:000445987100063", "openalex:W2741809807",
    )  # fmt: skip


def test_the_plain_form_keeps_an_id_of_its_own_and_a_second_language() -> None:
    record = paper(
        [{"id": "cdss:194", "title": "T", "vernacular_title": "Zählen", "year": "2019",
          "other_abstract": {"ger": "Deutsch."}, "other_ids": ["eid:2-s2.0-85000000001"]}]
    )  # fmt: skip
    assert record.other_ids == ("eid:2-s2.0-85000000001", "cdss:194")
    assert record.vernacular_title == "Zählen"
    assert record.other_abstracts == (("ger", "Deutsch."),)


def test_eighty_authors_and_a_record_given_twice() -> None:
    people = [{"family": f"Author{n}", "given": "A"} for n in range(80)]
    first, second = read([{**ITEM, "author": people}] * 2)
    assert isinstance(first, Paper)
    assert first == second
    assert len(first.authors) == 80


def test_zoteros_preprints_name_arxiv_as_their_archive() -> None:
    item = {"itemType": "preprint", "title": "T", "archiveID": "arXiv:2101.00001", "date": "2021"}
    record = paper({"items": [{**item, "DOI": "10.48550/arXiv.2101.00001"}]})
    assert (record.id, record.doi) == ("arxiv:2101.00001", "10.48550/arxiv.2101.00001")
