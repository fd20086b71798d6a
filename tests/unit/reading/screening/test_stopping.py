"""When to stop: by the order shown, and by a random check."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.reading.screening import Entry, Reading, Screener
from fingerpost.reading.screening.stopping import (
    by_order,
    by_random_check,
    least_total_below,
    stopping_point,
)


@pytest.mark.parametrize(
    ("found", "target", "least"), [(19, 0.95, 21), (18, 0.95, 19), (9, 0.9, 11), (1, 0.95, 2)]
)
def test_the_least_number_of_which_those_found_are_too_few(found, target, least):
    assert least_total_below(found, target) == least
    assert found / least < target <= found / (least - 1)


@given(st.lists(st.booleans(), min_size=1, max_size=60), st.sampled_from([0.8, 0.95]))
def test_a_replay_stops_where_the_reader_would_be_told_to(labels, target):
    total = len(labels) + 1
    shown = ["relevant" if label else "not" for label in labels]
    first = next(
        count for count in range(total) if by_order(shown[:count], 1, total, target, 0.95).stop
    )
    found_at = [at for at, label in enumerate(labels, 1) if label]
    assert stopping_point(found_at, 1, total, target, 0.95) == first


@given(st.lists(st.sampled_from(["relevant", "not", "maybe"]), max_size=40))
def test_bounds_stand_in_order_and_more_reading_is_needed_until_the_stop(shown):
    judged = by_order(shown, 1, 80, 0.9, 0.95)
    assert 0 < judged.low <= judged.estimate <= judged.high <= 1
    assert judged.stop == (judged.more == 0) == (judged.low >= 0.9)
    later = by_order([*shown, *["not"] * judged.more], 1, 80, 0.9, 0.95)
    assert later.stop
    if judged.more:
        earlier = by_order([*shown, *["not"] * (judged.more - 1)], 1, 80, 0.9, 0.95)
        assert not earlier.stop


def test_a_maybe_speaks_against_stopping():
    sure = by_order(["relevant"] * 5 + ["not"] * 190, 0, 200, 0.8, 0.95)
    unsure = by_order(["relevant"] * 5 + ["not"] * 185 + ["maybe"] * 5, 0, 200, 0.8, 0.95)
    assert sure.stop
    assert unsure.low < sure.low


def test_few_relevant_papers_ask_for_nearly_all_to_be_read():
    judged = by_order(["relevant"] * 8, 1, 1000, 0.95, 0.95)
    assert judged.more > 0.94 * 992


def entries(count: int) -> list[Entry]:
    return [Entry(f"p{number:04}", f"Paper {number}") for number in range(count)]


def test_a_random_check_allows_to_stop_without_trust_in_the_order():
    screener = Screener(entries(400), target=0.8)
    relevant = {f"p{number:04}" for number in range(0, 400, 10)}
    readings = [Reading(key) for key in sorted(relevant)]
    decisions = {reading.id: "relevant" for reading in readings}
    assert not screener.progress(decisions, readings).stop
    while not (progress := screener.progress(decisions, readings)).stop:
        key = screener.order(decisions, "random check")[0]
        readings.append(Reading(key, "random check"))
        decisions[key] = "not"
    assert progress.basis == "random check"
    assert "order" not in progress.assumptions[0]
    assert len(readings) < 200


def test_a_find_by_the_order_ends_a_check():
    decisions = {"a": "relevant", "b": "not", "c": "relevant", "d": "not"}
    draw = ["b", "d", "e", "f", "a", "c"]
    checked = [Reading("a"), Reading("b", "random check")]
    kept = {key: decisions[key] for key in ("a", "b")}
    assert by_random_check(checked, kept, draw, 0.95, 0.95) is not None
    assert by_random_check([*checked, Reading("c")], decisions, draw, 0.95, 0.95) is None


def test_a_promise_by_random_checks_is_kept():
    """An order as bad as can be: all relevant papers that it did not show are among the unread."""
    kept = []
    for seed in range(60):
        draw = random.Random(seed)
        ids = [f"p{number}" for number in range(150)]
        relevant = set(draw.sample(ids, 30))
        first = sorted(relevant)[:24]
        decisions = dict.fromkeys(first, "relevant")
        readings = [Reading(key) for key in first]
        order = draw.sample(ids, len(ids))
        for key in order:
            judged = by_random_check(readings, decisions, order, 0.9, 0.95)
            if judged and judged.stop:
                break
            if key not in decisions:
                readings.append(Reading(key, "random check"))
                decisions[key] = "relevant" if key in relevant else "not"
        found = sum(decision == "relevant" for decision in decisions.values())
        kept.append(found / len(relevant) >= 0.9)
    assert sum(kept) >= 54
