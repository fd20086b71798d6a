"""Settings that are quick against a server of our own, and records sorted by their kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.loopback import Loopback

from fingerpost.records import Paper, Problem
from fingerpost.sources.live import Item, Mark, Settings

INTERFACES = ("pubmed", "arxiv", "arxiv-oai", "openalex", "europepmc", "crossref")

Quick = Callable[..., Settings]


@pytest.fixture
def quick(tmp_path: Path) -> Quick:
    """Settings for a loopback server: no spacing, no waiting, no answers kept, unless told."""

    def settings(server: Loopback, **told: Any) -> Settings:
        chosen = {
            "email": "ada@example.org",
            "urls": dict.fromkeys(INTERFACES, server.address),
            "spacing": 0.0,
            "first_wait": 0.001,
            "folder": tmp_path / "suppliers",
            "keep_hours": 0.0,
            "offline": False,
            "sleep": lambda _seconds: None,
            **told,
        }
        return Settings(**chosen)

    return settings


@dataclass(frozen=True)
class Sorted:
    """What a fetch yielded, by its kind."""

    papers: list[Paper]
    problems: list[Problem]
    marks: list[Mark]

    @property
    def ids(self) -> list[str]:
        return [paper.id for paper in self.papers]

    @property
    def pmids(self) -> list[int]:
        """The PMIDs, where nothing went wrong."""
        assert not self.problems
        return [int(paper.pmid) for paper in self.papers]


def by_kind(items: Iterable[Item]) -> Sorted:
    found = list(items)
    return Sorted(
        [item for item in found if isinstance(item, Paper)],
        [item for item in found if isinstance(item, Problem)],
        [item for item in found if isinstance(item, Mark)],
    )
