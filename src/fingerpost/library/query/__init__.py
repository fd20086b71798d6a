"""The query language that a PubMed user knows: text in, a tree out, or an error with its place."""

from __future__ import annotations

from fingerpost.library.query.model import (
    And,
    Dates,
    Everything,
    Identifier,
    Node,
    Not,
    Or,
    Query,
    Term,
    Years,
)
from fingerpost.library.query.parser import parse_query

__all__ = [
    "And",
    "Dates",
    "Everything",
    "Identifier",
    "Node",
    "Not",
    "Or",
    "Query",
    "Term",
    "Years",
    "parse_query",
]
