"""The engine of screening: built once from the papers, asked with the decisions so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from itertools import repeat
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fingerpost.errors import FailureError
from fingerpost.reading.screening.features import Floats, features_of
from fingerpost.reading.screening.learner import Places, scores
from fingerpost.reading.screening.model import Decision, Entry, Order, Progress, Reading
from fingerpost.reading.screening.statement import progress_of
from fingerpost.reading.screening.stopping import by_order, by_random_check
from fingerpost.text import digest

TARGET: Final = 0.95
CONFIDENCE: Final = 0.95
DECIMALS: Final = 9
"""Scores that agree so far are ties: what is beyond depends on the machine."""


class Screener:
    """Tells which paper to read next, and how far the reader is.

    What it answers is a function of the papers and of what it is given, and not of what it was
    asked before. Decisions on papers that are not among the entries are passed over.

    `criteria` is what the reader looks for, in their own words; while no paper is known to be
    relevant, likeness to them makes the order. `target` is the recall that is promised on stopping,
    at `confidence`. Raises FailureError where two entries have one id.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        criteria: str = "",
        *,
        target: float = TARGET,
        confidence: float = CONFIDENCE,
    ) -> None:
        ordered = sorted(entries, key=lambda entry: entry.id)
        self.ids = tuple(entry.id for entry in ordered)
        """The papers' ids, sorted."""
        self.target, self.confidence = target, confidence
        self._place = {key: at for at, key in enumerate(self.ids)}
        if len(self._place) < len(self.ids):
            twice = next(key for at, key in enumerate(self.ids) if self._place[key] != at)
            raise FailureError(
                f"The paper {twice} stands twice among those to be screened; take one of them out."
            )
        self._features = features_of(ordered, criteria)
        self._draw = tuple(sorted(self.ids, key=lambda key: (digest("random check", key), key)))

    def aiming_at(self, target: float) -> Screener:
        """Return the same engine that promises another recall."""
        other = copy(self)
        other.target = target
        return other

    def order(self, decisions: Mapping[str, Decision], by: Order = "likely") -> list[str]:
        """Return the ids of the unread papers, the one to read next first.

        `likely`: the most likely to be relevant; `uncertain`: the one of which the model is least
        sure; `random check`: drawn at random, in one draw of all papers that nothing changes.
        """
        if by == "random check":
            return [key for key in self._draw if key not in decisions]
        unread = np.ones(len(self.ids), dtype=bool)
        unread[self._places(decisions)[0]] = False
        left = np.flatnonzero(unread)
        values = self.scores(decisions)[left]
        if by == "uncertain":
            values = -np.abs(values)
        ranked = left[np.argsort(-values, kind="stable")]
        return list(map(self.ids.__getitem__, ranked.tolist()))

    def progress(
        self, decisions: Mapping[str, Decision], read_order: Sequence[Reading]
    ) -> Progress:
        """Return how far the reader is.

        `read_order` says in which order papers were shown, and why. Readings without a decision
        (undone) are passed over, of two readings of one paper the first counts, and a decision
        without a reading counts as on a paper that the reader added.
        """
        known = decisions
        if not decisions.keys() <= self._place.keys():
            known = {key: decision for key, decision in decisions.items() if key in self._place}
        asked = [one for one in read_order if one.why != "added" and one.id in known]
        shown = {one.id: one for one in reversed(asked)}  # the first reading of a paper counts
        order = dict.fromkeys(one.id for one in asked)
        others = [known[key] for key in known.keys() - shown.keys()]
        added = others.count("relevant")
        total = len(self.ids) - len(others) + added
        limits = self.target, self.confidence
        judgements = (
            by_order(list(map(known.__getitem__, order)), added, total, *limits),
            by_random_check(list(map(shown.__getitem__, order)), known, self._draw, *limits),
        )
        return progress_of(
            total=len(self.ids),
            decisions=list(known.values()),
            judgements=[one for one in judgements if one],
            target=self.target,
            confidence=self.confidence,
        )

    def scores(self, decisions: Mapping[str, Decision]) -> Floats:
        """Return a score for each of `ids`, higher for the more likely; 0 is the most doubtful."""
        places, said = self._places(decisions)
        relevant, others = (np.sort(places[said == kind]) for kind in ("relevant", "not"))
        return np.round(scores(self._features, relevant, others), DECIMALS) + 0.0

    def _places(self, decisions: Mapping[str, Decision]) -> tuple[Places, NDArray[np.str_]]:
        """Return the places of the decided papers, and beside them what was decided."""
        here = map(self._place.get, decisions, repeat(-1))
        places = np.fromiter(here, dtype=np.int64, count=len(decisions))
        said = np.array(list(decisions.values()), dtype=np.str_)
        return places[places >= 0], said[places >= 0]
