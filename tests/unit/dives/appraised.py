"""Made-up papers with appraisals, for the tests of what is counted over many papers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fingerpost.landscape.model import Grid
from fingerpost.reading.model import Appraisal, Finding
from fingerpost.records import Coverage, Paper


class Shelf:
    """Papers added one group after the other, each with an appraisal and its clinical problems."""

    def __init__(self) -> None:
        self.papers: list[Paper] = []
        self.appraisals: list[Appraisal] = []
        self.on: dict[str, list[str]] = {}

    def add(
        self,
        count: int,
        methods: Sequence[str],
        problems: Sequence[str],
        kind: str = "development",
        year: int = 2020,
        **found: Any,
    ) -> None:
        """Add papers that are alike."""
        for _ in range(count):
            paper = Paper("A model", "Words.", pmid=str(1000 + len(self.papers)), year=year)
            self.papers.append(paper)
            named = tuple(Finding(method) for method in methods)
            self.appraisals.append(Appraisal(paper.id, Finding(kind), methods=named, **found))
            for problem in problems:
                self.on.setdefault(problem, []).append(paper.id)

    @property
    def grid(self) -> Grid:
        """A landscape's grid that knows only which paper names which problem."""
        on = tuple((problem, tuple(ids)) for problem, ids in sorted(self.on.items()))
        return Grid((), (), (), 0, 0, Coverage("titles", 1, 1, 0.0, True), on)
