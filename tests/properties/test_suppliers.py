"""Formats of suppliers: every way of writing them reads the same, and no bytes raise."""

from __future__ import annotations

import io
import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.records import Paper, Problem
from fingerpost.sources import (
    arxiv_oai,
    crossref,
    europe_pmc,
    europe_pmc_xml,
    guess_format,
    jats,
    openalex,
)

READERS = [arxiv_oai, crossref, europe_pmc, europe_pmc_xml, jats, openalex]
JSON_READERS = {openalex: "openalex", crossref: "crossref", europe_pmc: "europe-pmc"}
NAMES = """
id doi DOI ids title display_name abstract abstract_inverted_index abstractText authorships author
authorList authorString authorAffiliationDetailsList affiliation biblio locations primary_location
source landing_page_url mesh meshHeadingList keywords keywordList type referenced_works reference
relation has-preprint update-to updated-by date-parts issued page published-print container-title
message message-type items results resultList result status errMsg error journalInfo journal
pubTypeList pubType commentCorrectionList language ORCID commentCorrection is_retracted authorId
name given family InvertedIndex URL institutions raw_affiliation_strings
institution resource primary
"""
KEYS = NAMES.split()
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12),
    st.sampled_from(["10.1234/a", "https://openalex.org/W1", "2020-02-30", "work-list",
                     "<h4>A</h4>", "<jats:p>x</jats:p>", "&lt;i&gt;", "<sec><title>A", "20222"]),
)  # fmt: skip
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6)
    ),
    max_leaves=30,
)
OBJECTS = st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=10)
FRAGMENTS = st.lists(
    st.sampled_from(
        ["<record>", "</record>", "<header>", "</header>", "<metadata>", "<arXiv>", "</arXiv>",
         "<dc>",
         "<result>", "</result>", "<title>T</title>", "<article>", "</article>", "<article-meta>",
         "</article-meta>", "<front>", "</front>", "<OAI-PMH>", "<error code='x'/>", "<!--", "-->",
         "]]>", "<rdf:Description>", "</rdf:Description>", "<![CDATA[", "&a;", "<!DOCTYPE a [",
         "]>", "{", "}", "[", "]", ",", ":", '"title"', '"items"', '"results":[', '"W1"',
         "\n", "\\u",
         '{"id": "https://openalex.org/W1", "title": "T"}', '{"DOI": 1}', '"', "\\", "\0", "\ufeff"]
    ) | st.text(max_size=6),
    max_size=40,
).map("".join)  # fmt: skip
TITLES = st.lists(
    st.text("abc Ü中", min_size=1, max_size=20).map(lambda t: f"A{' '.join(t.split())}"),
    min_size=1,
    max_size=6,
)
WORDS = st.lists(st.text("abcdé.,()0", min_size=1, max_size=8), max_size=60)


def works(titles: list[str]) -> list[dict[str, object]]:
    return [
        {
            "id": f"https://openalex.org/W{n}",
            "title": title,
            "authorships": [],
            "is_paratext": False,
        }
        for n, title in enumerate(titles)
    ]


def read(text: str) -> list[Paper | Problem]:
    return list(openalex.read(io.BytesIO(text.encode()), "works"))


@given(TITLES, st.sampled_from([None, 1, 3]), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_lines_arrays_and_answers_say_the_same(titles: list[str], indent: int, end: str) -> None:
    stated = works(titles)
    expected = list(openalex.read_objects(stated, "works"))
    assert [one.title for one in expected if isinstance(one, Paper)] == titles
    for text in (
        end.join(json.dumps(one, indent=indent, ensure_ascii=False) for one in stated),
        json.dumps(stated, indent=indent),
        json.dumps({"meta": {"count": 1}, "results": stated}, indent=indent),
    ):
        assert guess_format(text.encode()) == "openalex"
        assert read(text) == expected


@given(TITLES, st.integers(0, 10_000))
def test_a_cut_anywhere_keeps_what_stands_before_it(titles: list[str], at: int) -> None:
    text = json.dumps(works(titles))
    cut = text[: at % (len(text) + 1)]
    whole = cut.count('"is_paratext": false}')
    assert [one.title for one in read(cut) if isinstance(one, Paper)] == titles[:whole]


@given(WORDS, st.randoms(use_true_random=False))
def test_an_abstract_comes_back_from_its_index(words: list[str], order: random.Random) -> None:
    index: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        index.setdefault(word, []).append(place)
    shuffled = list(index.items())
    order.shuffle(shuffled)
    for _, places in shuffled:
        order.shuffle(places)
    assert openalex.abstract_text(dict(shuffled)) == " ".join(words)


@pytest.mark.parametrize("module", JSON_READERS)
@given(value=OBJECTS)
def test_json_of_any_shape_is_read_or_told(module: object, value: dict[str, object]) -> None:
    found = list(module.read_objects([value], "x"))  # type: ignore[attr-defined]
    assert all(isinstance(one, Paper | Problem) for one in found)
    assert all(one.title and isinstance(one.doi, str) for one in found if isinstance(one, Paper))


@pytest.mark.parametrize("module", READERS)
@given(text=FRAGMENTS)
def test_no_bytes_raise(module: object, text: str) -> None:
    raw = text.encode("utf-8", "surrogatepass")
    found = list(module.read(io.BytesIO(raw), "x"))  # type: ignore[attr-defined]
    assert all(isinstance(one, Paper | Problem) for one in found)
