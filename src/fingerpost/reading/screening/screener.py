"""The engine of screening: built once from the papers, asked with the decisions so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from fingerpost.errors import FailureError
from fingerpost.reading.screening.features import Features, features_of
from fingerpost.reading.screening.learner import scores
from fingerpost.reading.screening.model import Decision, Entry, Order, Progress, Reading
from fingerpost.reading.screening.statement import progress_of
from fingerpost.reading.screening.stopping import by_order, by_random_check
from fingerpost.text import digest

DECIMALS = 9


class Screener:
    """Tells which paper to read next, and how far the reader is.

    What it answers is a function of the papers and of what it is given; it remembers nothing that
    would change an answer. Decisions on papers that are not among the entries are passed over.

    `criteria` is what the reader looks for, in their own words; it stands in for relevant papers
    as long as there are none. `target` is the recall promised on stopping, at `confidence`.
    Raises FailureError where two entries have one id.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        criteria: str = "",
        *,
        target: float = 0.95,
        confidence: float = 0.95,
    ) -> None:
        self.ids = tuple(entry.id for entry in entries)
        self._place = {key: at for at, key in enumerate(self.ids)}
        if len(self._place) < len(self.ids):
            twice = next(key for at, key in enumerate(self.ids) if self._place[key] != at)
            raise FailureError(
                f"The paper {twice} stands twice among those to be screened; take one of them out."
            )
        self.target, self.confidence = target, confidence
        self._features: Features = features_of(entries, criteria)
        self._draw = tuple(sorted(self.ids, key=lambda key: (digest("random check", key), key)))

    def order(self, decisions: Mapping[str, Decision], by: Order = "likely") -> list[str]:
        """Return the ids of the unread papers, the one to read next first.

        `likely`: the most likely to be relevant; `uncertain`: the one of which the model is least
        sure; `random check`: drawn at random, the same draw whatever is decided.
        """
        if by == "random check":
            return [key for key in self._draw if key not in decisions]
        values = np.round(self._scores(decisions), DECIMALS)
        if by == "uncertain":
            values = -np.abs(values)
        unread = np.array([key not in decisions for key in self.ids], dtype=bool)
        ranked = np.argsort(-values, kind="stable")
        return [self.ids[at] for at in ranked[unread[ranked]].tolist()]

    def progress(
        self, decisions: Mapping[str, Decision], read_order: Sequence[Reading]
    ) -> Progress:
        """Return how far the reader is.

        `read_order` says in which order papers were shown, and why. Readings without a decision
        (undone) are passed over; a decision without a reading counts as added by the reader.
        """
        known = {key: decisions[key] for key in decisions if key in self._place}
        shown = {one.id: one for one in read_order if one.id in known and one.why != "added"}
        readings = list(shown.values())
        others = [decision for key, decision in known.items() if key not in shown]
        total = len(self.ids) - sum(decision != "relevant" for decision in others)
        limits = self.target, self.confidence
        judgements = [
            by_order([known[one.id] for one in readings], others.count("relevant"), total, *limits),
            by_random_check(readings, known, self._draw, *limits),
        ]
        return progress_of(
            total=len(self.ids),
            decisions=list(known.values()),
            judgements=[one for one in judgements if one],
            target=self.target,
            confidence=self.confidence,
        )

    def _scores(self, decisions: Mapping[str, Decision]) -> np.ndarray:
        def places(wanted: Decision) -> list[int]:
            return sorted(
                self._place[key]
                for key, decision in decisions.items()
                if decision == wanted and key in self._place
            )

        return scores(self._features, places("relevant"), places("not"))
