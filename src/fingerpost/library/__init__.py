"""Papers kept and found again; knows no source.

The names are loaded when they are first asked for, and the search engine only when it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fingerpost.library.health import Health
    from fingerpost.library.library import Library
    from fingerpost.library.model import (
        Decided,
        FieldOrigin,
        Hit,
        Likeness,
        Merge,
        PutResult,
        Record,
        SearchResult,
        field_origins,
    )
    from fingerpost.library.query import Query, parse_query

__all__ = [
    "Decided",
    "FieldOrigin",
    "Health",
    "Hit",
    "Library",
    "Likeness",
    "Merge",
    "PutResult",
    "Query",
    "Record",
    "SearchResult",
    "field_origins",
    "parse_query",
]

_HOMES = {
    "Decided": "model",
    "FieldOrigin": "model",
    "Health": "health",
    "Hit": "model",
    "Library": "library",
    "Likeness": "model",
    "Merge": "model",
    "PutResult": "model",
    "Query": "query",
    "Record": "model",
    "SearchResult": "model",
    "field_origins": "model",
    "parse_query": "query",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
