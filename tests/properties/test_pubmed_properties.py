"""Whatever is done to a PubMed file, good records stay and nothing is raised."""

from __future__ import annotations

import io

from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.records import Paper, Problem
from fingerpost.sources import medline, pubmed_xml
from fingerpost.sources.dates import medline_date

RECORDS = 6
HEAD = b'<?xml version="1.0" encoding="utf-8"?>\n<PubmedArticleSet>\n'


def article(number: int) -> bytes:
    return (
        f"<PubmedArticle>\n<MedlineCitation><PMID>{number}</PMID><Article><ArticleTitle>Paper"
        f" {number} – é</ArticleTitle></Article></MedlineCitation>\n</PubmedArticle>\n"
    ).encode()


WHOLE = HEAD + b"".join(map(article, range(1, RECORDS + 1))) + b"</PubmedArticleSet>\n"


class Dripping(io.RawIOBase):
    """A stream that gives its bytes in pieces of the sizes asked for."""

    def __init__(self, data: bytes, sizes: list[int]) -> None:
        self.data, self.sizes = data, sizes

    def read(self, _size: int = -1) -> bytes:
        size = self.sizes.pop() if self.sizes else len(self.data)
        piece, self.data = self.data[:size], self.data[size:]
        return piece


def read(data: bytes) -> list[Paper | Problem]:
    return list(pubmed_xml.read(io.BytesIO(data), "set.xml"))


def pmids(found: list[Paper | Problem]) -> list[str]:
    return [record.pmid for record in found if isinstance(record, Paper)]


@given(st.lists(st.integers(1, 200), max_size=60))
def test_the_size_of_pieces_changes_nothing(sizes: list[int]) -> None:
    dripping = Dripping(WHOLE, sizes)
    assert list(pubmed_xml.read(dripping, "set.xml")) == read(WHOLE)  # type: ignore[arg-type]


@given(st.integers(0, len(WHOLE)))
def test_a_cut_keeps_every_whole_record_and_is_told(place: int) -> None:
    found = read(WHOLE[:place])
    whole = WHOLE[:place].count(b"</PubmedArticle>")
    assert pmids(found) == [str(number + 1) for number in range(whole)]
    if place < len(WHOLE) - len(b"</PubmedArticleSet>\n"):
        assert any(isinstance(record, Problem) for record in found)


@settings(max_examples=200)
@given(st.integers(0, len(WHOLE) - 1), st.binary(max_size=6), st.integers(0, 12))
def test_damage_costs_at_most_the_records_it_touches(place: int, put: bytes, gone: int) -> None:
    found = read(WHOLE[:place] + put + WHOLE[place + gone :])
    start, touched = len(HEAD), set()
    for number in range(1, RECORDS + 1):
        end = start + len(article(number))
        if place <= end and place + gone >= start:
            touched.add(str(number))
        start = end
    assert {str(n) for n in range(1, RECORDS + 1)} - touched <= set(pmids(found))


@given(st.binary(max_size=300))
def test_any_bytes_give_a_problem_and_no_exception(data: bytes) -> None:
    found = read(data)
    assert found
    assert all(isinstance(record, Problem) for record in found)


@given(st.text(max_size=300))
def test_any_text_is_read_as_medline_without_exception(text: str) -> None:
    found = list(medline.read_text(f"PMID- 1\nTI  - One\n\n{text}\n\nPMID- 2\nTI  - Two\n", "x"))
    assert {"1", "2"} <= set(pmids(found))


@given(st.text(max_size=40))
def test_a_date_is_empty_or_begins_with_a_year(text: str) -> None:
    found = medline_date(text)
    assert found == "" or 1600 <= int(found[:4]) <= 2100
