"""How far the reader is: an interval for recall, and whether it is safe to stop.

The test is that of Callaghan and Müller-Hansen (Syst Rev 2020;9:273): if recall were still below
the target, would so few relevant papers in the last stretch of reading be likely? In its quick form
the ranked order is taken to be no worse than a random one. In its strict form the last stretch is
drawn at random from the papers not read, and nothing is assumed of the order.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from msgspec import Struct

from fingerpost.reading.screening.chance import (
    Counts,
    Stretches,
    chance_of_so_few,
    most_relevant,
    papers_needed,
)
from fingerpost.reading.screening.model import Basis, Decision, Reading

MOST_STRETCHES: Final = 100
"""Stretches that began longer ago than so many finds are not looked at: that can only make the
test more careful."""


class Judgement(Struct, frozen=True, gc=False):
    """What one basis allows to say; recall from 0 to 1, `more` as in `Progress`.

    An order that is better than random finds more than the chances say, so that by the order only
    the lower bound can be shown, and `high` is 1.
    """

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
    papers. A `maybe` counts as a find that speaks against stopping, and not as one that is found.
    None while nothing relevant is found.
    """
    hits = [at for at, decision in enumerate(shown, 1) if decision != "not"]
    relevant = [shown[at - 1] == "relevant" for at in hits]
    found = sum(relevant) + added
    if not found:
        return None
    stretches = _stretches(hits, relevant, len(shown), added, total)
    return _judge("order", stretches, found, total - added - len(shown), target, confidence)


def stopping_point(
    found_at: Sequence[int], added: int, total: int, target: float, confidence: float
) -> int:
    """Return after how many papers shown `by_order` first says that one may stop.

    `found_at` says after how many papers shown each relevant one was found; the rest of `total`
    are not relevant, but for `added` relevant ones, at least one.
    """
    alpha, shown = 1 - confidence, total - added
    for known, (here, next_find) in enumerate(
        zip([0, *found_at], [*found_at, shown + 1], strict=True)
    ):
        lost, barren = least_total_below(known + added, target), next_find - 1 - here
        if lost > known + shown - here + added:
            return here
        stretches = _stretches(found_at[:known], [True] * known, here, added, total)
        if chance_of_so_few(stretches.longer(barren), lost) <= alpha:
            return here + papers_needed(stretches, lost, barren, alpha)
    return shown


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
    pool = [key for key in draw if key in later or key not in decisions]
    sample = next((at for at, key in enumerate(pool) if key not in decisions), len(pool))
    found = list(decisions.values()).count("relevant")
    if not found or not sample:
        return None
    in_pool = sum(decisions[key] == "relevant" for key in later)
    stretches = Stretches(
        population=np.array([len(pool)]),
        before=np.array([found - in_pool]),
        drawn=np.array([sample]),
        found=np.array([sum(decisions[key] != "not" for key in pool[:sample])]),
    )
    unread = len(pool) - len(later)
    return _judge("random check", stretches, found, unread, target, confidence)


def least_total_below(found: int, target: float) -> int:
    """Return the smallest number of relevant papers of which `found` are less than `target`."""
    return math.floor(found / target + 1e-9) + 1


def _stretches(
    hits: Sequence[int], relevant: Sequence[bool], shown: int, added: int, total: int
) -> Stretches:
    """The stretches that begin at the start and behind each of the last hits.

    One that begins within a run of papers that were not relevant says less than the one that begins
    with the run.
    """
    starts: Counts = np.array([0, *hits], dtype=np.int64)[-MOST_STRETCHES:]
    kept = np.cumsum([0, *relevant])[-MOST_STRETCHES:]
    return Stretches(
        population=total - added - starts,
        before=kept + added,
        drawn=shown - starts,
        found=np.arange(len(starts) - 1, -1, -1),
    )


def _start_of_checks(readings: Sequence[Reading], decisions: Mapping[str, Decision]) -> int | None:
    """Where the first check stands behind the last relevant paper that no check found."""
    start = None
    for at in range(len(readings) - 1, -1, -1):  # from the end: the last find is seldom far
        if readings[at].why == "random check":
            start = at
        elif decisions[readings[at].id] == "relevant":
            break
    return start


def _judge(
    basis: Basis, stretches: Stretches, found: int, unread: int, target: float, confidence: float
) -> Judgement:
    alpha = 1 - confidence
    most = found + unread
    lost = least_total_below(found, target)
    stop = lost > most or chance_of_so_few(stretches, lost) <= alpha
    return Judgement(
        basis=basis,
        estimate=found / most_relevant(stretches, found, most, 0.5),
        low=found / most_relevant(stretches, found, most, alpha),
        high=1.0 if basis == "order" else found / most_relevant(stretches, found, most, confidence),
        stop=stop,
        more=0 if stop else papers_needed(stretches, lost, unread, alpha),
    )
