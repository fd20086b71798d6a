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
    "arxiv-oai": ['<?xml version="1.0"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'],
    "jats": [
        '<!DOCTYPE article PUBLIC "-//NLM//DTD" "x.dtd">\n<article article-type="letter">',
        "<pmc-articleset><article>",
    ],
    "europe-pmc-xml": ['<?xml version="1.0"?><responseWrapper><resultList>'],
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
    "openalex": [
        '{"id": "https://openalex.org/W1", "authorships": [], "is_paratext": false}\n{"id":',
        '{"meta": {"count": 1}, "results": [{"authorships": [], "referenced_works": [',
        '[\n {"abstract_inverted_index": {"Cells": [0]}, "primary_location": null',
    ],
    "crossref": [
        '{"status":"ok","message-type":"work","message-version":"1.0.0","message":{"title":["T"]',
        '{"status":"failed","message-type":"validation-failure","message":[]}',
        '{"DOI":"10.1/a","title":["T"],"reference-count":1,"is-referenced-by-count":2}\n{"DOI":',
    ],
    "europe-pmc": [
        '{\n "version": "6.9",\n "hitCount": 0,\n "resultList": {\n  "result": []}}',
        '[{"id": "1", "title": "T", "authorString": "Berg J.", "isOpenAccess": "N"}]',
    ],
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
        b'{"id": "https://openalex.org/A1", "display_name": "Jan", "works_count": 1}',
        b'{"header": {"type": "esearch", "version": "0.3"}, "esearchresult": {}}',
    ],
)
def test_what_is_none_of_ours(head: bytes) -> None:
    assert guess_format(head) is None


def test_a_table_with_ris_in_a_cell_is_a_table() -> None:
    assert guess_format(b'Title,Note\nCells,"\nTY  - JOUR\n"\n') == "csv"
