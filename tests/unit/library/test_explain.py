"""What an explanation says: the tree with its counts, the words looked up, near spellings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from fingerpost.library import Library
from fingerpost.records import Author, Paper


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    papers = [
        Paper("Sepsis in the ward", "Trials of early warning. Nurses act.", pmid="1", year=2019,
              date="2019-05-02", journal="Ward Letters", authors=(Author("Hopper", "Grace"),)),
        Paper("Sepsis at night", "A trial.", pmid="2", year=2021, date="2021"),
        Paper("Hip fracture", "Warning signs, early ones, of pain in the hip.", pmid="3",
              year=2021, date="2021-01-04"),
        Paper("Undated sepsis", pmid="4"),
    ]  # fmt: skip
    with Library.open(tmp_path_factory.mktemp("library")) as library:
        library.put(papers)
        yield library


def test_every_part_has_its_count(library: Library) -> None:
    tree = library.explain('(sepsis OR hip) NOT "early warning"[tiab:~1]').tree
    assert (tree.operator, tree.papers) == ("AND", 2)
    either, without = tree.parts
    assert (either.operator, either.papers) == ("OR", 4)
    assert [(part.text, part.papers) for part in either.parts] == [
        ("all:sepsis", 3),
        ("all:hip", 1),
    ]
    assert (without.operator, without.papers) == ("NOT", 2)
    assert (without.parts[0].text, without.parts[0].papers) == ('"early warning"[tiab:~1]', 2)


@pytest.mark.parametrize(
    ("query", "words", "fields"),
    [
        ("trials[ti]", ("trial",), ("title",)),
        ('"trials"[tiab]', ("trials",), ("title", "abstract", "keywords")),
        ("tri*[ab]", ("tri*",), ("abstract",)),
        ('"ear* warn*"[ti]', ("ear*", "warn*"), ("title",)),
        ('"COVID-19 wards"[ti]', ("covid", "19", "wards"), ("title",)),
        ("Hopper G[au]", ("hopper", "g"), ("authors",)),
        ('"hip pain"[ad:~2]', ("hip", "pain"), ("affiliations",)),
        ("2019[dp]", (), ()),
    ],
)
def test_a_leaf_tells_what_is_looked_up_and_where(
    library: Library, query: str, words: tuple[str, ...], fields: tuple[str, ...]
) -> None:
    tree = library.explain(query).tree
    assert (tree.words, tree.fields) == (words, fields)


def test_a_bare_word_names_every_field_it_is_sought_in(library: Library) -> None:
    assert library.explain("sepsis").tree.fields == (
        "title", "abstract", "keywords", "MeSH headings", "authors", "journal", "publication type",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("query", "near"),
    [
        ("sepssis", {"sepssis": ("sepsis",)}),
        ("speis", {}),
        ("spesis[ti] OR zepsis", {"spesis": ("sepsis",), "zepsis": ("sepsis",)}),
        ('"early wraning"', {"wraning": ("warning",)}),
        ("sepsis", {}),
        ("sepssi*", {}),
        ("sps", {}),
        ("qqqqqqqq", {}),
    ],
)
def test_a_word_that_no_paper_has_brings_words_spelt_nearly_so(
    library: Library, query: str, near: dict[str, tuple[str, ...]]
) -> None:
    found = library.explain(query).suggestions
    assert {each.word: each.near for each in found} == near


def test_the_form_for_pubmed_is_told(library: Library) -> None:
    explained = library.explain("title:sepsis")
    assert explained.pubmed == "sepsis[ti]"
    assert explained.pubmed_remarks


@pytest.mark.parametrize(
    ("sort", "order"), [("newest", ["2", "3", "1", "4"]), ("oldest", ["1", "3", "2", "4"])]
)
def test_papers_by_date_with_the_undated_last(
    library: Library, sort: str, order: list[str]
) -> None:
    pages = [library.search("*", 2, start=start, sort=sort).hits for start in (0, 2)]  # type: ignore[arg-type]
    assert [hit.paper.pmid for page in pages for hit in page] == order


def test_pages_follow_each_other(library: Library) -> None:
    whole = [hit.paper.pmid for hit in library.search("sepsis").hits]
    assert [library.search("sepsis", 1, start=at).hits[0].paper.pmid for at in range(3)] == whole
    assert library.search("sepsis", 5, start=3).hits == ()


def test_spans_end_today(library: Library) -> None:
    query = '"last 1 year"[dp]'
    assert library.search(query, today=date(2020, 5, 1)).total == 1
    assert library.search(query, today=date(2022, 1, 4)).total == 2
    assert library.facets(query, "year", date(2022, 1, 5)) == {2021: 1}
    assert [paper.pmid for paper in library.match(query, date(2019, 5, 2))] == ["1"]
