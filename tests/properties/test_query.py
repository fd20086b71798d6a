"""Every query finds exactly the papers that a slow and plain reading of it would find."""

from __future__ import annotations

import dataclasses
import itertools
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from fingerpost.errors import QueryError
from fingerpost.library import Library, parse_query
from fingerpost.library.index.words import words_of
from fingerpost.library.query import (
    And,
    Dates,
    Everything,
    Fact,
    Identifier,
    Near,
    Node,
    Not,
    Or,
    Term,
    Years,
    for_pubmed,
)
from fingerpost.records import Author, MeshHeading, Paper
from fingerpost.text import fold

TODAY = date(2020, 6, 30)
WORDS = [
    "sepsis", "septic", "trial", "trials", "Trial", "model", "models", "deep", "learning",
    "naïve", "COVID-19", "β2", "the", "of", "quantum", "quantile", "A", "drug-drug", "ﬁbre",
]  # fmt: skip
TYPES = ["Review", "Clinical Trial", "Journal Article"]
JOURNALS = ["Trial Letters", "Deep Medicine", "Sepsis"]
DATES = ["", "2018", "2018-03", "2018-03-15", "2019-12", "2020-01-01", "soon"]

texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
papers = st.builds(
    Paper,
    title=texts,
    abstract=texts,
    vernacular_title=texts,
    keywords=st.lists(texts.filter(bool), max_size=2).map(tuple),
    mesh=st.lists(
        st.builds(MeshHeading, descriptor=texts, major=st.booleans(),
                  qualifiers=st.sampled_from([(), ("therapy",), ("drug therapy", "blood")])),
        max_size=2,
    ).map(tuple),
    volume=st.sampled_from(["", "12", "12 Suppl 1"]),
    issue=st.sampled_from(["", "3"]),
    pages=st.sampled_from(["", "45-9", "e12"]),
    authors=st.lists(
        st.builds(Author, collective=st.sampled_from(["Sepsis Group", "Deep Trial Team"]),
                  affiliations=st.lists(
                      st.sampled_from(["Leeds", "Deep Lab of Sepsis"]), max_size=2)
                  .map(tuple)),
        max_size=2,
    ).map(tuple),
    journal=st.sampled_from(JOURNALS),
    publication_types=st.lists(st.sampled_from(TYPES), max_size=2, unique=True).map(tuple),
    languages=st.sampled_from([(), ("eng",), ("eng", "ger")]),
    year=st.sampled_from([None, 2017, 2018, 2019, 2020]),
    date=st.sampled_from(DATES),
    doi=st.sampled_from(["", "10.1000/a(1)", "10.1000/b"]),
)  # fmt: skip
corpora = st.lists(papers, max_size=8).map(
    lambda found: {
        paper.id: paper for number, each in enumerate(found) for paper in [_numbered(each, number)]
    }
)


def _numbered(paper: Paper, number: int) -> Paper:
    return replace(paper, pmid=str(number + 1))


FIELDS = ["all", "title", "abstract", "tiab", "tw", "group", "keyword", "mesh", "majr",
          "journal", "type",
          "affiliation", "author", "first_author", "last_author"]  # fmt: skip
words = st.sampled_from(WORDS)
phrases = st.lists(words, min_size=1, max_size=3).map(" ".join).map('"{}"'.format)
truncated = st.sampled_from(
    [
        "tri*",
        "quant*",
        '"deep lea*"',
        '"sep* tri*"',
        '"dee* lear* tri*"',
        "COVID-19*",
        "model*",
        "zzz*",
    ]
)
fields = st.sampled_from(FIELDS)
tagged = st.tuples(st.one_of(words, phrases, truncated), fields).flatmap(
    lambda pair: st.sampled_from([f"{pair[1]}:{pair[0]}", f"{pair[0]}[{_TAGS[pair[1]]}]"])
)
_TAGS = {"all": "All Fields", "tw": "Text Word", "group": "cn", "title": "ti",
         "abstract": "ab", "tiab": "Title/Abstract",
         "keyword": "ot", "mesh": "MeSH Terms", "majr": "majr", "journal": "ta", "type": "pt",
         "affiliation": "ad", "author": "au", "first_author": "1au",
         "last_author": "lastau"}  # fmt: skip
plain = st.sampled_from(
    ["*", "year:2018", "2018:2019[dp]", "year:2019..", "year:..2018", "2018/03[dp]",
     "2018/02:2019/12/01[dp]", "date:2020-01..", "english[la]", "lang:ger", "doi:10.1000/a(1)",
     "10.1000/b", "3[pmid]", "pmid:1", "hasabstract", "12[vi]", "3[ip]", "45[pg]", "e12[pg]",
     "drug therapy[sh]", "dt[sh]", "sepsis[mh:noexp]", "septic/bl[mh]", "sepsis/therapy[majr]",
     "deep tri*[mesh:noexp]", "trial[majr:noexp]", '"last 3 years"[dp]', "review[filter]"]
)  # fmt: skip
near = st.builds(
    '"{}"[{}:~{}]'.format,
    st.lists(words, min_size=2, max_size=4).map(" ".join),
    st.sampled_from(["ti", "tiab", "ad"]),
    st.integers(0, 4),
)
leaves = st.one_of(words, phrases, truncated, tagged, plain, near)
queries = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from([" AND ", " OR ", " NOT ", " AND NOT ", " "]), inner)
        .map("".join),
        inner.map("({})".format),
        inner.map("NOT ({})".format),
        inner.map("title:({})".format),
    ),
    max_leaves=6,
)  # fmt: skip


def naive(node: Node, paper: Paper) -> bool:
    """Read a paper from end to end."""
    match node:
        case And(parts):
            return all(naive(part, paper) for part in parts)
        case Or(parts):
            return any(naive(part, paper) for part in parts)
        case Not(part):
            return not naive(part, paper)
        case Everything():
            return True
        case Years(first, last):
            return paper.year is not None and (first or 0) <= paper.year <= (last or 9999)
        case Dates(first_date, last_date):
            return _may_lie_between(paper, first_date, last_date)
        case Identifier(kind, value):
            return getattr(paper, kind) == value
        case Fact(kind, value, prefix):
            said = [fold(each) for each in _facts(paper)[kind]]
            return any(s.startswith(fold(value)) if prefix else s == fold(value) for s in said)
    return _naive_words(node, paper)


def _naive_words(node: Near | Term, paper: Paper) -> bool:
    texts = [text for name in _within(node.field) for text in _texts(paper).get(name, [])]
    match node:
        case Near(_, text, gap):
            return any(_stand_near(words_of(text), words_of(each), gap) for each in texts)
        case Term("lang", text):
            return text in paper.languages
        case Term("mesh" | "majr" as kind, text, _, prefix) if "/" in text:
            return naive(Fact(f"{kind}_only", text, prefix), paper)
        case Term("tw"):
            # Each part of the record is sought as by its own tag: some in all forms of a word.
            parts = (dataclasses.replace(node, field=part) for part in _within("tw"))
            return any(_naive_words(part, paper) for part in parts)
    return any(_has(text, node) for text in texts)


def _stand_near(wanted: list[str], there: list[str], gap: int) -> bool:
    """Try every way of choosing a place for each of the words."""
    words = sorted(set(wanted))
    places = [[at for at, word in enumerate(there) if word == each] for each in words]
    return any(
        max(chosen) - min(chosen) + 1 - len(words) <= gap for chosen in itertools.product(*places)
    )


def _facts(paper: Paper) -> dict[str, list[str]]:
    def headings(found: list[MeshHeading]) -> list[str]:
        return [
            f"{each.descriptor}{ending}"
            for each in found
            for ending in ("", *(f"/{qualifier}" for qualifier in each.qualifiers))
        ]

    return {
        "has": ["abstract"] * bool(paper.abstract),
        "volume": [paper.volume],
        "issue": [paper.issue],
        "page": [paper.pages, paper.pages.split("-")[0]],
        "subheading": [qualifier for each in paper.mesh for qualifier in each.qualifiers],
        "mesh_only": headings(list(paper.mesh)),
        "majr_only": headings([each for each in paper.mesh if each.major]),
    }


def _within(field: str) -> list[str]:
    if field == "tiab":
        return ["title", "abstract", "keyword"]
    if field == "tw":
        return ["title", "abstract", "keyword", "mesh", "type", "group"]
    if field == "all":
        return ["title", "abstract", "keyword", "mesh", "author", "journal", "type"]
    return [field]


def _texts(paper: Paper) -> dict[str, list[str]]:
    people = [author.collective for author in paper.authors]
    return {
        "title": [paper.title, paper.vernacular_title],
        "abstract": [paper.abstract],
        "keyword": list(paper.keywords),
        "mesh": [" ".join((each.descriptor, *each.qualifiers)) for each in paper.mesh],
        "majr": [
            " ".join((each.descriptor, *each.qualifiers)) for each in paper.mesh if each.major
        ],
        "group": people,
        "author": people,
        "first_author": people[:1],
        "last_author": people[-1:],
        "journal": [paper.journal],
        "type": list(paper.publication_types),
        "affiliation": [place for author in paper.authors for place in author.affiliations],
    }


_IN_ALL_FORMS = ("all", "title", "abstract", "tiab", "keyword", "mesh")


def _has(text: str, term: Term) -> bool:
    if "*" in term.text:
        return _has_cut_words(words_of(text), f"{term.text}{'*' * term.prefix}".split())
    stems = not (term.exact or term.prefix) and term.field in _IN_ALL_FORMS
    wanted, there = words_of(term.text, stems=stems), words_of(text, stems=stems)
    for start in range(len(there) - len(wanted) + 1):
        *body, last = there[start : start + len(wanted)]
        fits = last.startswith(wanted[-1]) if term.prefix else last == wanted[-1]
        if fits and body == wanted[:-1]:
            return True
    return False


def _has_cut_words(there: list[str], wanted: list[str]) -> bool:
    """Read a phrase of plain words, some with a star, word by word."""
    return any(
        all(
            word.startswith(want[:-1].lower()) if want.endswith("*") else word == want.lower()
            for word, want in zip(there[start:], wanted, strict=False)
        )
        for start in range(len(there) - len(wanted) + 1)
    )


def _may_lie_between(paper: Paper, first: str, last: str) -> bool:
    date = paper.date if paper.date[:1].isdigit() else str(paper.year or "")
    if not date:
        return False
    earliest, latest = f"{date}-01-01"[:10], f"{date}{'-12-31'[len(date) - 4 :]}"[:10]
    if len(date) == 7:
        latest = f"{date}-31"
    ends_after_first = not first or latest >= first
    starts_before_last = not last or earliest <= f"{last}-99"
    return ends_after_first and starts_before_last


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(corpora, st.lists(queries, min_size=5, max_size=15))
def test_a_query_finds_what_a_plain_reading_finds(corpus, asked):
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder)) as library:
        library.put(corpus.values())
        for query in asked:
            try:
                root = parse_query(query, TODAY).root
            except QueryError:
                continue
            wanted = sorted(key for key, paper in corpus.items() if naive(root, paper))
            assert [paper.id for paper in library.match(query, TODAY)] == wanted, query
            result = library.search(query, limit=3, today=TODAY)
            years = Counter(corpus[key].year for key in wanted)
            years.pop(None, None)
            assert result.total == len(wanted)
            assert result.by_year == dict(sorted(years.items()))
            order = [(-hit.score, hit.paper.id) for hit in result.hits]
            assert order == sorted(order)
            assert len(order) == min(3, len(wanted))
            assert {shown for _, shown in order} <= set(wanted)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(corpora, queries, queries)
def test_sets_of_papers_obey_de_morgan(corpus, one, other):
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder)) as library:
        library.put(corpus.values())

        def found(query: str) -> set[str]:
            return {paper.id for paper in library.match(query, TODAY)}

        try:
            first, second = found(one), found(other)
        except QueryError:
            return
        assert found(f"NOT (({one}) OR ({other}))") == set(corpus) - first - second
        assert found(f"NOT ({one}) AND NOT ({other})") == set(corpus) - first - second
        assert found(f"NOT (({one}) AND ({other}))") == set(corpus) - (first & second)
        assert found(f"({one}) NOT ({other})") == first - second
        explained = library.explain(f"({one}) OR ({other})", TODAY)
        assert explained.tree.papers == len(first | second)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(corpora, queries, st.integers(0, 4))
def test_order_pages_and_counts_are_those_of_a_plain_reading(corpus, query, start):
    try:
        root = parse_query(query, TODAY).root
    except QueryError:
        return
    kept = [paper for paper in corpus.values() if naive(root, paper)]
    dated = [paper for paper in kept if _last_day(paper)]
    undated = sorted(paper.id for paper in kept if not _last_day(paper))
    newest = sorted(sorted(dated, key=lambda p: p.id), key=_last_day, reverse=True)
    oldest = sorted(sorted(dated, key=lambda p: p.id), key=_last_day)
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder)) as library:
        library.put(corpus.values())
        for sort, order in (("newest", newest), ("oldest", oldest)):
            hits = library.search(query, 3, start=start, sort=sort, today=TODAY).hits
            wanted = [paper.id for paper in order] + undated
            assert [hit.paper.id for hit in hits] == wanted[start : start + 3]
        types = Counter(each for paper in kept for each in paper.publication_types)
        assert library.facets(query, "type", TODAY) == types
        untyped = sum(not paper.publication_types for paper in kept)
        assert library.not_stated(query, "type", TODAY) == untyped
        assert library.not_stated(query, "year", TODAY) == sum(not paper.year for paper in kept)
        assert library.facets(query, "journal", TODAY) == Counter(paper.journal for paper in kept)


def _last_day(paper: Paper) -> str:
    date = paper.date if paper.date[:1].isdigit() else str(paper.year or "")
    return date and f"{date}{'-12-31'[len(date) - 4 :]}"[:10] if len(date) != 7 else f"{date}-31"


@settings(max_examples=300, deadline=None)
@given(queries)
def test_what_was_understood_is_understood_the_same_way(query):
    try:
        parsed = parse_query(query)
    except QueryError:
        return
    assert parse_query(parsed.understood) == parsed
    assert parse_query(parsed.understood).understood == parsed.understood


@settings(max_examples=200, deadline=None)
@example({}, ["the year:2018", "heart the year:2018", "title:sepsis of the year:2018"])
@given(corpora, st.lists(queries, min_size=3, max_size=8))
def test_pubmeds_form_of_a_query_means_the_same(corpus, asked):
    for query in asked:
        try:
            root = parse_query(query, TODAY).root
        except QueryError:
            continue
        sent = for_pubmed(query, TODAY)
        again = parse_query(sent.text, TODAY).root
        for paper in corpus.values():
            assert naive(again, paper) == naive(root, paper), (query, sent.text)
        assert for_pubmed(sent.text, TODAY).text == sent.text
        assert bool(sent.remarks) or sent.text == query


@settings(max_examples=500, deadline=None)
@given(
    st.one_of(
        st.text(max_size=30),
        st.lists(
            st.sampled_from(
                [*'()[]"*:.,“ a1é½#~?|-/', "AND", "#1", "\n#2", "\n#3 #1", '"a b"[ti:~2]', "[sb]",
                 "hasabstract", "[mh:noexp]", "last 5 years", "[tiab:~1]",
                 "AND", "OR", "NOT", "and", "[ti]", "[dp]", "year:",
                 "title:", "doi:", "10.1000/x", "2018", "the", "²", "\u0301", "İ", "\ud800"]
            ),
            max_size=12,
        ).map(" ".join),
    )
)  # fmt: skip
def test_any_text_is_a_query_or_an_error_with_a_place(text):
    place = 0
    try:
        parsed = parse_query(text)
        assert parse_query(parsed.understood) == parsed
    except QueryError as error:
        place = error.position
    assert 0 <= place <= len(text)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.frozensets(st.integers(0, 5)), min_size=2, max_size=5),
    st.lists(st.sampled_from(["AND", "OR", "NOT", "AND NOT", "OR NOT"]), min_size=4, max_size=4),
)
def test_operators_are_worked_off_from_left_to_right(sets, operators):
    everything = frozenset(range(6))
    wanted, query = sets[0], "word0"
    for number, (operator, right) in enumerate(zip(operators, sets[1:], strict=False), 1):
        query += f" {operator} word{number}"
        taken = everything - right if operator.endswith("NOT") else right
        wanted = wanted | taken if operator.startswith("OR") else wanted & taken
    root = parse_query(query).root
    found = {
        number
        for number in everything
        if naive(root, Paper(" ".join(f"word{i}" for i, s in enumerate(sets) if number in s)))
    }
    assert found == wanted
