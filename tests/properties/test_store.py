"""Whatever records come, in whatever portions: nothing is lost, nothing doubles."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import fields

from fingerpost.library import Library
from fingerpost.library.merging import merge
from fingerpost.records import (
    Author,
    Link,
    LinkKind,
    MeshHeading,
    Paper,
    Reference,
    Retraction,
    Section,
)

words = st.text(max_size=12)
names = st.tuples() | st.lists(words, max_size=2).map(tuple)
authors = st.builds(
    Author, family=words, given=words, suffix=words, collective=words, orcid=words, email=words,
    affiliations=names,
)  # fmt: skip
any_papers = st.builds(
    Paper,
    title=words,
    abstract=words,
    sections=st.lists(st.builds(Section, words, words, words), max_size=2).map(tuple),
    other_abstracts=st.lists(st.tuples(words, words), max_size=2).map(tuple),
    vernacular_title=words,
    authors=st.lists(authors, max_size=3).map(tuple),
    journal=words,
    year=st.none() | st.integers(1800, 2100),
    date=words,
    publication_types=names,
    mesh=st.lists(st.builds(MeshHeading, words, names, st.booleans(), words), max_size=2).map(
        tuple
    ),
    keywords=names,
    languages=names,
    pmid=st.sampled_from(["", "1"]),
    doi=st.sampled_from(["", "10.1000/x"]),
    references=st.lists(st.builds(Reference, words, words, words), max_size=2).map(tuple),
    links=st.lists(st.builds(Link, st.sampled_from(LinkKind), words), max_size=2).map(tuple),
    retraction=st.sampled_from(Retraction),
    source=words,
)
records = st.builds(
    Paper,
    title=st.sampled_from(["A model of sepsis", "Another model"]),
    abstract=st.sampled_from(["", "Ten patients.", "Twelve patients."]),
    authors=st.sampled_from([(), (Author(family="Hopper", given="G"),)]),
    year=st.sampled_from([None, 2020]),
    pmid=st.sampled_from(["", "1", "2"]),
    pmcid=st.sampled_from(["", "PMC1", "PMC2"]),
    doi=st.sampled_from(["", "10.1000/x", "10.1000/y"]),
    arxiv=st.sampled_from(["", "2001.00001", "2001.00002"]),
    keywords=st.sampled_from([(), ("sepsis",), ("ICU",)]),
    source=st.sampled_from(["ris", "pubmed-xml", "starter"]),
)
slow = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@contextmanager
def library() -> Iterator[Library]:
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder)) as opened:
        yield opened


@slow
@given(any_papers)
def test_a_paper_comes_back_as_it_went_in(paper):
    with library() as kept:
        (shown,) = kept.put([paper]).ids
        assert kept.get(shown) == paper
        assert list(kept.scan()) == kept.match("*") == kept.match("all:x OR NOT all:x") == [paper]


@slow
@given(st.lists(records, max_size=8))
def test_nothing_doubles_and_every_record_is_found_under_its_ids(arrived):
    with library() as kept:
        first = kept.put(arrived)
        papers = list(kept.scan())
        assert first.imported + first.updated + first.unchanged == len(arrived) == len(first.ids)
        assert len({paper.id for paper in papers}) == len(papers) == kept.count()
        assert kept.search("*").total == len(papers)
        for record, shown in zip(arrived, first.ids, strict=True):
            assert kept.get(record.id) is not None
            paper = kept.get(shown)
            assert paper.id == shown
            assert set(record.keywords) <= set(paper.keywords)
            assert bool(paper.abstract) >= bool(record.abstract)
        again = kept.put(arrived)
        assert (again.imported, again.updated, again.ids) == (0, 0, first.ids)
        assert list(kept.scan()) == papers


@slow
@given(st.lists(records, max_size=6), st.lists(records, max_size=6))
def test_portions_do_not_matter(some, more):
    with library() as whole, library() as parts:
        together = whole.put([*some, *more])
        first, second = parts.put(some), parts.put(more)
        assert list(whole.scan()) == list(parts.scan())
        assert whole.match("patients") == parts.match("patients")
        assert together.imported == first.imported + second.imported
        assert together.unchanged == first.unchanged + second.unchanged


@slow
@given(st.lists(records, max_size=6), st.data())
def test_what_is_deleted_is_gone_and_the_rest_is_not(arrived, data):
    with library() as kept:
        shown = sorted(set(kept.put(arrived).ids))
        gone = data.draw(st.lists(st.sampled_from(shown), unique=True)) if shown else []
        assert kept.delete(gone) == len(gone)
        left = [paper.id for paper in kept.match("*")]
        assert left == [paper_id for paper_id in shown if paper_id not in gone]
        assert kept.search("*").total == len(left)


@settings(max_examples=100, deadline=None)
@given(any_papers, any_papers)
def test_merging_empties_no_field(one, other):
    merged = merge(one, other)
    for field in fields(Paper):
        if field.name not in ("sections", "date", "retraction"):
            stated = getattr(one, field.name) or getattr(other, field.name)
            assert bool(getattr(merged, field.name)) == bool(stated), field.name
    assert {*merged.links} == {*one.links, *other.links}
