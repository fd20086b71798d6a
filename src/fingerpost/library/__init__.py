"""Papers kept and found again; knows no source.

The names are loaded when they are first asked for, and the search engine only when it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fingerpost.library.library import Library
    from fingerpost.library.model import Hit, PutResult, SearchResult
    from fingerpost.library.query import Query, parse_query

__all__ = ["Hit", "Library", "PutResult", "Query", "SearchResult", "parse_query"]

_HOMES = {
    "Hit": "model",
    "Library": "library",
    "PutResult": "model",
    "Query": "query",
    "SearchResult": "model",
    "parse_query": "query",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
