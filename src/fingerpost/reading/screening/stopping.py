"""How far the reader is: an interval for recall, and whether it is safe to stop.

The test is that of Callaghan and Müller-Hansen (Syst Rev 2020;9:273): if recall were still below
the target, would so few relevant papers in the last stretch of reading be likely? In its quick form
the ranked order is taken to be no worse than a random one. In its strict form the last stretch is
drawn at random from the papers not read, and nothing is assumed of the order.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np
from msgspec import Struct

from fingerpost.reading.screening.chance import (
    Windows,
    chance_of_so_few,
    most_relevant,
    papers_needed,
)
from fingerpost.reading.screening.model import Decision, Reading

Basis = Literal["order", "random check"]


class Judgement(Struct, frozen=True, gc=False):
    """What one basis allows to say; recall from 0 to 1, `more` as in `Progress`."""

    basis: Basis
    estimate: float
    low: float
    high: float
    stop: bool
    more: int


def by_order(
    shown: Sequence[Decision], added: int, total: int, target: float, confidence: float
) -> Judgement | None:
    """Judge the reading in the order in which the papers were shown.

    `added` relevant papers were brought in by the reader beside `shown`, and are among the `total`
    papers. None while nothing relevant is found.
    """
    relevant = np.array([decision == "relevant" for decision in shown], dtype=np.int64)
    hits = np.array([decision != "not" for decision in shown], dtype=np.int64)
    found = int(relevant.sum()) + added
    if not found:
        return None
    # A stretch that begins within a run of papers that were not relevant says less than one that
    # begins with the run, so only those that begin behind a find are looked at.
    starts = np.concatenate(([0], np.flatnonzero(hits) + 1))
    count, kept = len(shown), np.concatenate(([0], np.cumsum(relevant)))
    counted = np.concatenate(([0], np.cumsum(hits)))
    windows = Windows(
        population=total - added - starts,
        before=kept[starts] + added,
        drawn=count - starts,
        found=counted[-1] - counted[starts],
    )
    return _judge("order", windows, found, total - added - count, target, confidence)


def by_random_check(
    readings: Sequence[Reading],
    decisions: Mapping[str, Decision],
    draw: Sequence[str],
    target: float,
    confidence: float,
) -> Judgement | None:
    """Judge the papers that were drawn at random, in the order `draw` of all papers.

    The pool is what was unread when the last run of checks began. Those of the pool that stand
    first in `draw`, up to the first that is unread, are a simple random sample of it, whoever chose
    to read them. None where no paper was checked since the last find of another kind.
    """
    start = _start_of_checks(readings, decisions)
    if start is None:
        return None
    later = {reading.id for reading in readings[start:]}
    before = [key for key in decisions if key not in later]
    pool = [key for key in draw if key in later or key not in decisions]
    sample = next((at for at, key in enumerate(pool) if key not in decisions), len(pool))
    found = sum(decision == "relevant" for decision in decisions.values())
    if not found or not sample:
        return None
    windows = Windows(
        population=np.array([len(pool)]),
        before=np.array([sum(decisions[key] == "relevant" for key in before)]),
        drawn=np.array([sample]),
        found=np.array([sum(decisions[key] != "not" for key in pool[:sample])]),
    )
    return _judge("random check", windows, found, len(pool) - len(later), target, confidence)


def _start_of_checks(readings: Sequence[Reading], decisions: Mapping[str, Decision]) -> int | None:
    """Where the first check stands behind the last relevant paper that no check found."""
    start = None
    for at, reading in enumerate(readings):
        if reading.why == "random check":
            start = at if start is None else start
        elif decisions[reading.id] == "relevant":
            start = None
    return start


def _judge(
    basis: Basis, windows: Windows, found: int, unread: int, target: float, confidence: float
) -> Judgement:
    alpha = 1 - confidence
    if not unread:
        return Judgement(basis, 1.0, 1.0, 1.0, stop=True, more=0)
    most = found + unread
    lost = least_total_below(found, target)
    stop = lost > most or chance_of_so_few(windows, lost) <= alpha
    return Judgement(
        basis=basis,
        estimate=found / most_relevant(windows, found, most, 0.5),
        low=found / most_relevant(windows, found, most, alpha),
        high=found / most_relevant(windows, found, most, confidence),
        stop=stop,
        more=0 if stop else papers_needed(windows, lost, unread, alpha),
    )


def least_total_below(found: int, target: float) -> int:
    """Return the smallest number of relevant papers of which `found` are less than `target`."""
    return math.floor(found / target + 1e-9) + 1
