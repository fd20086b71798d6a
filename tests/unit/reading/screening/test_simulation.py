"""Replays of labelled papers, and the measures of how good an order was."""

from __future__ import annotations

import math

import pytest

from fingerpost.errors import FailureError
from fingerpost.reading.screening import Entry, Screener, simulate
from fingerpost.reading.screening.measures import loss, work_saved

TOPICS = {"sepsis": 12, "stroke": 60, "asthma": 48}
ENTRIES = [
    Entry(f"{word}-{number:02}", f"{word} in ward {number % 7}", f"{word} and {word} care")
    for word, count in TOPICS.items()
    for number in range(count)
]
LABELS = {entry.id: entry.id.startswith("sepsis") for entry in ENTRIES}


def test_the_best_order_has_no_loss_and_the_worst_all():
    assert loss([1, 2, 3], 10) == 0.0
    assert loss([8, 9, 10], 10) == 1.0
    assert loss([2, 5], 6) == pytest.approx((7 - 3) / (2 * 4))
    assert math.isnan(loss([], 5))


def test_work_saved_counts_what_need_not_be_read_for_95_percent():
    # 19 of 20 are found after 30 of 100 papers; the last one stands at the end.
    found = [*range(12, 31), 100]
    assert work_saved(found, 100) == pytest.approx(0.70 - 0.05)
    assert math.isnan(work_saved([], 100))


def test_a_clear_topic_is_found_at_once():
    result = simulate(Screener(ENTRIES), LABELS)
    assert (result.records, result.relevant) == (120, 12)
    assert result.found_at == tuple(range(1, 12))
    assert result.loss == 0.0
    assert result.recall_at_stop == 1.0
    assert result.stopped_at < 120


def test_a_replay_is_the_same_again_and_starts_elsewhere_by_its_seed():
    screener = Screener(ENTRIES, target=0.8)
    mixed = {key: number % 6 == 0 for number, key in enumerate(LABELS)}
    assert simulate(screener, mixed, 3) == simulate(Screener(ENTRIES, target=0.8), mixed, 3)
    assert simulate(screener, mixed, 3).found_at != simulate(screener, mixed, 4).found_at


def test_one_relevant_paper_leaves_nothing_to_find():
    labels = dict.fromkeys(LABELS, False) | {"sepsis-00": True}
    result = simulate(Screener(ENTRIES), labels)
    assert (result.found_at, result.loss, result.wss95) == ((), None, None)
    assert result.recall_at_stop == 1.0


@pytest.mark.parametrize(("label", "said"), [(True, "labelled relevant"), (False, "not relevant")])
def test_labels_that_are_all_alike_are_told(label, said):
    with pytest.raises(FailureError, match=said):
        simulate(Screener(ENTRIES), dict.fromkeys(LABELS, label))
