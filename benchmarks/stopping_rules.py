"""Published rules for stopping, each as a function of the labels in the order of the screening.

A rule returns the places (from 0) of the papers that it has the reader read, drawn samples
included. One relevant paper was known before the first.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from itertools import accumulate

from fingerpost.reading.screening.stopping import stopping_point

Labels = Sequence[int]
Rule = Callable[[Labels, int], set[int]]


def hypergeometric(target: float) -> Rule:
    """Callaghan and Müller-Hansen 2020, on the ranked order: Fingerpost's rule."""

    def rule(labels: Labels, _seed: int) -> set[int]:
        found_at = [at for at, label in enumerate(labels, 1) if label]
        return set(range(stopping_point(found_at, 1, len(labels) + 1, target, 0.95)))

    return rule


def knee(labels: Labels, _seed: int) -> set[int]:
    """Cormack and Grossman 2016: the recall curve bends; looked for at every tenth paper."""
    found = [0, *accumulate(labels)]
    for read in range(20, len(labels) + 1, 10):
        all_found = found[read]
        bend = max(range(read + 1), key=lambda at: found[at] / max(1, all_found) - at / read)
        if not all_found or not 0 < bend < read:
            continue
        before, after = found[bend] / bend, (1 + all_found - found[bend]) / (read - bend)
        if before / after >= 156 - min(all_found, 150):
            return set(range(read))
    return set(range(len(labels)))


def sampled(positives: int) -> Rule:
    """Read at random until so many relevant papers are found, then ranked until all are met again.

    With 10 it is the target method of Cormack and Grossman 2016; with 59 the quantile rule of
    Lewis, Yang and Frieder 2021 for 95 % recall at 95 % confidence (0.95 ** 59 < 0.05).
    """

    def rule(labels: Labels, seed: int) -> set[int]:
        places = list(range(len(labels)))
        random.Random(seed).shuffle(places)
        met: list[int] = []
        for count, place in enumerate(places, 1):
            met += [place] if labels[place] else []
            if len(met) == positives:
                return set(places[:count]) | set(range(max(met) + 1))
        return set(places)

    return rule


def in_a_row(number: int) -> Rule:
    """So many papers in a row that are not relevant: what ASReview lets its user set."""

    def rule(labels: Labels, _seed: int) -> set[int]:
        row = 0
        for at, label in enumerate(labels):
            row = 0 if label else row + 1
            if row == number:
                return set(range(at + 1))
        return set(range(len(labels)))

    return rule


RULES: tuple[tuple[str, float, Rule], ...] = (
    ("hypergeometric, 95 %", 0.95, hypergeometric(0.95)),
    ("hypergeometric, 90 %", 0.90, hypergeometric(0.90)),
    ("hypergeometric, 80 %", 0.80, hypergeometric(0.80)),
    ("knee", 0.95, knee),
    ("target of 10 (promises 70 %)", 0.70, sampled(10)),
    ("quantile, sample of 59", 0.95, sampled(59)),
    ("50 in a row not relevant", 0.95, in_a_row(50)),
    ("200 in a row not relevant", 0.95, in_a_row(200)),
)
"""The name of each rule, the recall (0 to 1) that it is held to, and the rule."""
