"""A screening replayed on papers whose labels are known: how good the order and the stop are."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Final

import numpy as np
from msgspec import Struct

from fingerpost.errors import FailureError
from fingerpost.reading.screening.measures import loss, work_saved
from fingerpost.reading.screening.model import Decision
from fingerpost.reading.screening.screener import Screener
from fingerpost.reading.screening.stopping import stopping_point

GROWTH: Final = 0.02
"""A replay orders anew behind each relevant paper, else when so much more (2 in 100) is read."""


class Simulation(Struct, frozen=True):
    """What a replay from two known papers, one of each kind, gave.

    `found_at` says after how many papers shown each further relevant one was found, the two known
    ones not counted; `loss` and `wss95` are of these, as in `measures`, None where nothing was left
    to find. The others count all papers: how many were read when the rule first allowed to stop,
    and which share (0 to 1) of the relevant ones was then found.
    """

    records: int
    relevant: int
    seed: int
    found_at: tuple[int, ...]
    loss: float | None
    wss95: float | None
    stopped_at: int
    recall_at_stop: float


def simulate(screener: Screener, labels: Mapping[str, bool], seed: int = 0) -> Simulation:
    """Replay a screening of papers of which `labels` says whether each is relevant.

    `seed` draws the two papers that are known at the start. Raises FailureError where the labels
    are all alike.
    """
    relevant = [key for key, label in labels.items() if label]
    others = [key for key, label in labels.items() if not label]
    if not relevant or not others:
        kind = "not relevant" if others else "relevant"
        raise FailureError(f"All papers are labelled {kind}, so there is no screening to replay.")
    draw = random.Random(seed)  # noqa: S311 - a start to compare with, no secret
    start = (draw.choice(relevant), draw.choice(others))
    found_at = _replay(screener, labels, start)
    left = len(labels) - len(start)
    point = stopping_point(found_at, 1, len(labels) - 1, screener.target, screener.confidence)
    return Simulation(
        records=len(labels),
        relevant=len(relevant),
        seed=seed,
        found_at=tuple(found_at),
        loss=loss(found_at, left) if 0 < len(found_at) < left else None,
        wss95=work_saved(found_at, left) if found_at else None,
        stopped_at=point + len(start),
        recall_at_stop=(1 + sum(at <= point for at in found_at)) / len(relevant),
    )


def _replay(screener: Screener, labels: Mapping[str, bool], start: tuple[str, str]) -> list[int]:
    """After how many papers shown each relevant one is found; ends with the last of them."""
    decisions: dict[str, Decision] = {start[0]: "relevant", start[1]: "not"}
    wanted = sum(labels.values()) - 1
    found_at: list[int] = []
    shown = 0
    while len(found_at) < wanted:
        values = screener.scores(decisions)
        ranked = iter(np.argsort(-values, kind="stable").tolist())
        again = shown + max(1, int(GROWTH * shown))
        while shown < again:
            key = screener.ids[next(ranked)]
            if key in decisions:
                continue
            shown += 1
            decisions[key] = "relevant" if labels[key] else "not"
            if labels[key]:
                found_at.append(shown)
                break
    return found_at
