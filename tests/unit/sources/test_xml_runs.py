"""A long stream of records comes in runs, and their texts come out tidy."""

from __future__ import annotations

import io

import pytest
from lxml import etree

from fingerpost.records import Paper
from fingerpost.sources import pubmed_xml
from fingerpost.sources.pubmed_codes import email
from fingerpost.sources.xml_split import Chunk
from fingerpost.sources.xml_text import bare, text_of


def record(number: int, inside: str = "") -> str:
    return (
        f"<PubmedArticle><MedlineCitation><PMID>{number}</PMID><Article>{inside}"
        f"<ArticleTitle>A made-up title</ArticleTitle><Abstract><AbstractText>{'word ' * 800}"
        "</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>\n"
    )


def document(inside: str = "") -> bytes:
    records = "".join(record(number, inside) for number in range(300))
    return f"<PubmedArticleSet>\n{records}</PubmedArticleSet>\n".encode()


def test_every_record_comes_in_a_run_wherever_the_stream_was_cut() -> None:
    pieces = list(pubmed_xml.records_of(io.BytesIO(document()), "set.xml").pieces())
    assert len(pieces) > 3
    assert all(isinstance(piece, Chunk) and piece.is_run for piece in pieces)
    assert b"".join(p.xml for p in pieces if isinstance(p, Chunk)).count(b"<PubmedArticle>") == 300


def test_a_comment_that_shows_a_record_costs_none_wherever_it_stands() -> None:
    body = document("<!-- as in <PubmedArticle> -->")
    found = list(pubmed_xml.read(io.BytesIO(body), "set.xml"))
    assert [item.pmid for item in found if isinstance(item, Paper)] == [str(n) for n in range(300)]
    assert len(found) == 300


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("two words", "two words"),
        (" two  words ", "two words"),
        ("two\nwords", "two words"),
        ("two&#9;words", "two words"),
        ("two&#13;words", "two words"),
        ("two&#160;words", "two words"),
        ("zwei&#8195;Wörter", "zwei Wörter"),
        ("Wörter", "Wörter"),
        ("two <i>words</i> ", "two words"),
        (" ", ""),
        ("", ""),
    ],
)
def test_white_space_in_a_text_is_squeezed(written: str, read: str) -> None:
    assert text_of(etree.fromstring(f"<t>{written}</t>")) == read


@pytest.mark.parametrize("written", [" a place", "a place ", "a\nplace", "a&#160;place"])
def test_white_space_in_a_name_or_place_is_squeezed(written: str) -> None:
    assert bare(etree.fromstring(f"<t>{written}</t>")) == "a place"


@pytest.mark.parametrize(
    ("place", "address"),
    [
        ("A place. ada@example.org.", "ada@example.org"),
        ("Tweets @ada; mail ada@example.org", "ada@example.org"),
        (f"{'x' * 200}@example.org", f"{'x' * 64}@example.org"),
        ("no address @ all", ""),
    ],
)
def test_the_first_address_in_an_affiliation_is_found(place: str, address: str) -> None:
    assert email([place]) == address
