"""The format told from the content."""

from __future__ import annotations

import codecs

import pytest

from fingerpost.sources import FORMATS, guess_format

HEADS = {
    "pubmed-xml": [
        '<?xml version="1.0"?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-" "x">\n<PubmedArticleSet>',
        "<PubmedArticle><MedlineCitation>",
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><!-- x --><PubmedArticleSet>',
    ],
    "arxiv-atom": ['<?xml version="1.0"?>\n<feed><id>http://arxiv.org/api/1</id>'],
    "medline": ["\nPMID- 1\nOWN - NLM\nTI  - Cells\n"],
    "ris": ["TY  - JOUR\nTI  - Cells\n", "1.\nTY  - JOUR\n", "TY - JOUR\nTI - Cells\n"],
    "web-of-science": ["FN Clarivate\nVR 1.0\nPT J\nAU Berg, J\n"],
    "refer": [
        "%0 Journal Article\n%T Cells\n",
        "\n%T Cells\n%0 Journal Article\n",
        "%0\n%A Berg, Jan\n",
    ],
    "endnote-xml": [
        '<?xml version="1.0" encoding="UTF-8" ?><xml><records><record><database>a</database>',
        "<records>\n  <record>\n    <contributors>",
    ],
    "zotero-rdf": [
        '<rdf:RDF\n xmlns:z="http://www.zotero.org/namespaces/export#"\n xmlns:bib="b">\n <bib:A',
    ],
    "bibtex": ["% comment\n@article{a, title={T}}", "@ARTICLE (a, title={T})"],
    "csl-json": [
        '[\n {"id": 1,',
        '{"items": [{"title": "T"}]}',
        '{\n "title": "T"\n}',
        '{"title": "T"}',
    ],
    "json-lines": [
        '{"title": "T"}\n{"title": "U"}\n',
        '{"id": 1, "title": "broken\n{"title": "U"}',
    ],
    "csv": ["Title,Year\nT,2019", "year;title\n2019;T", "PMID\tDocument Title\n1\tT"],
}


@pytest.mark.parametrize(
    ("expected", "head"), [(name, head) for name, heads in HEADS.items() for head in heads]
)
def test_every_format(expected: str, head: str) -> None:
    assert guess_format(head.encode()) == expected
    assert guess_format(codecs.BOM_UTF8 + head.encode()) == expected
    assert guess_format(head.encode("utf-16")) == expected
    assert guess_format(head.encode("utf-16-le")) == expected


def test_every_format_is_listed() -> None:
    assert list(HEADS) == list(FORMATS)


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"Dear colleague,\n\nplease find",
        b"%PDF-1.4",
        b"<html><body>",
        b"<feed><title>News</title></feed>",
        b"<records><record><leader>0</leader></record></records>",
        b'<rdf:RDF xmlns="http://purl.org/rss/1.0/"><channel>',
        b"100%A good start\n",
        b"a,b\n1,2",
        b"\0\1\2",
    ],
)
def test_what_is_none_of_ours(head: bytes) -> None:
    assert guess_format(head) is None


def test_a_table_with_ris_in_a_cell_is_a_table() -> None:
    assert guess_format(b'Title,Note\nCells,"\nTY  - JOUR\n"\n') == "csv"
