"""The port of a supplier: what it is, and what it may ask of the client that asks for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from fingerpost.records import Paper, Problem
from fingerpost.sources.live.model import Place, Settings

Params: TypeAlias = Mapping[str, str | int]
"""What is asked, by the supplier's own names; empty values are not sent."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a supplier said."""

    status: int
    body: bytes


Check: TypeAlias = Callable[[Answer], str]
"""What is wrong with an answer so that it should be asked for again, or ''."""


class Asker(Protocol):
    """A client as a supplier sees it."""

    @property
    def settings(self) -> Settings:
        """How suppliers are asked."""

    def address(self, interface: str, path: str = "") -> str:
        """Return the address of one of the supplier's interfaces, with a path in it."""

    def ask(
        self,
        address: str,
        asked: Params,
        check: Check,
        *,
        who: Mapping[str, str] | None = None,
        may_post: bool = False,
        keep: bool = False,
    ) -> Answer:
        """Return the answer, asked for again after passing faults; raises SourceError.

        `who` tells of the user and is no part of what a kept answer is found by; `may_post` says
        that long requests, and those with a key, may go in a body; `keep` lets it serve again.
        """


@dataclass(frozen=True, slots=True)
class Page:
    """One answer: its records, how far it leads, and where the next begins (None at the end).

    Where the supplier's answer has changed, so that it was begun again, `begun` says how many
    records stand before that beginning.
    """

    records: tuple[Paper | Problem, ...]
    read: int
    total: int
    next: Place | None
    begun: int | None = None


class Supplier(Protocol):
    """A supplier of papers: how it is called, where it lives, and how it is asked."""

    name: str
    """As the user writes it: 'pubmed'."""
    title: str
    """As it calls itself: 'PubMed'."""
    official: Mapping[str, str]
    """The addresses of its interfaces, by a name that `Settings.urls` may use."""
    batch: int
    """Records that suit one request."""

    def count(self, client: Asker, query: str) -> int:
        """Return how many records there are for the query; raises SourceError."""

    def page(self, client: Asker, query: str, place: Place, size: int) -> Page:
        """Return at most about `size` records from a place on; raises SourceError."""
