"""The query language that a PubMed user knows: text in, a tree out, or an error with its place."""

from __future__ import annotations

from fingerpost.library.query.model import (
    And,
    Dates,
    Everything,
    Fact,
    Identifier,
    Leaf,
    Near,
    Node,
    Not,
    Or,
    PreprintOf,
    Query,
    Rows,
    Term,
    Years,
    leaves_of,
    written,
)
from fingerpost.library.query.parser import parse_query
from fingerpost.library.query.pubmed import PubmedQuery, for_pubmed

__all__ = [
    "And",
    "Dates",
    "Everything",
    "Fact",
    "Identifier",
    "Leaf",
    "Near",
    "Node",
    "Not",
    "Or",
    "PreprintOf",
    "PubmedQuery",
    "Query",
    "Rows",
    "Term",
    "Years",
    "for_pubmed",
    "leaves_of",
    "parse_query",
    "written",
]
