"""The suppliers by name; each is loaded, with what it needs to read answers, when it is used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module

from fingerpost.sources.live.port import Supplier

_PLACES = {
    "pubmed": ("pubmed", "PubMed"),
    "arxiv": ("arxiv", "Arxiv"),
    "openalex": ("openalex", "OpenAlex"),
    "europepmc": ("europe_pmc", "EuropePmc"),
    "crossref": ("crossref", "Crossref"),
}
"""Module and class; help and the choices of a command need no more than the names."""


class Registry(Mapping[str, Supplier]):
    """A mapping from the names that a user writes to the suppliers."""

    def __getitem__(self, name: str) -> Supplier:
        """Return a supplier; KeyError where there is none of the name."""
        return _load(*_PLACES[name])

    def __contains__(self, name: object) -> bool:
        """Whether there is a supplier of the name; loads none."""
        return name in _PLACES

    def __iter__(self) -> Iterator[str]:
        """Give the names, the richest supplier for medicine first."""
        return iter(_PLACES)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(_PLACES)


@cache
def _load(module: str, name: str) -> Supplier:
    supplier: Supplier = getattr(import_module(f"fingerpost.sources.live.{module}"), name)()
    return supplier
