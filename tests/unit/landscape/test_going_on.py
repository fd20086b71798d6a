"""Topics go on from an earlier look: little moves, and what is new may begin a topic."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fingerpost.landscape.going_on import going_on
from fingerpost.landscape.levels import find_levels
from fingerpost.landscape.neighbours import neighbours


def groups(*sizes: int) -> NDArray[np.float32]:
    """Unit vectors around one axis for each group."""
    rng = np.random.default_rng(5)
    rows = [np.eye(6)[n] + rng.normal(0, 0.2, size=(size, 6)) for n, size in enumerate(sizes)]
    stacked = np.vstack(rows).astype(np.float32)
    return stacked / np.linalg.norm(stacked, axis=1, keepdims=True)


def numbers(*sizes: int) -> NDArray[np.int64]:
    return np.repeat(np.arange(len(sizes)), sizes).astype(np.int64)


def test_without_new_papers_nothing_moves() -> None:
    before = numbers(30, 20, 10)
    before[[0, 40]] = 1, 2  # as good as, but other than what would be found now
    assert np.array_equal(going_on(before, numbers(30, 20, 10), groups(30, 20, 10), 3), before)


def test_new_papers_join_the_topic_that_is_nearest() -> None:
    before = numbers(30, 20, 10)
    before[[5, 35, 55]] = -1
    anew = np.zeros(60, dtype=np.int64)
    assert np.array_equal(going_on(before, anew, groups(30, 20, 10), 3), numbers(30, 20, 10))


def test_new_papers_on_a_subject_of_their_own_begin_a_topic() -> None:
    before = numbers(30, 20, 10)
    before[50:] = -1
    found = going_on(before, numbers(30, 20, 10), groups(30, 20, 10), 3)
    assert np.array_equal(found, numbers(30, 20, 10))


def test_a_division_that_is_no_longer_as_good_is_given_up() -> None:
    anew = numbers(30, 20, 10)
    torn = np.arange(60, dtype=np.int64) % 3
    assert np.array_equal(going_on(torn, anew, groups(30, 20, 10), 3), anew)


def test_among_mostly_new_papers_topics_are_found_anew() -> None:
    anew = numbers(30, 20, 10)
    before = np.full(60, -1, dtype=np.int64)
    before[:20] = 0
    assert np.array_equal(going_on(before, anew, groups(30, 20, 10), 3), anew)


def test_far_too_few_topics_are_not_gone_on_with() -> None:
    anew = numbers(10, 10, 10, 10, 10, 10)
    before = np.repeat([0, 1], 30).astype(np.int64)
    assert np.array_equal(going_on(before, anew, groups(10, 10, 10, 10, 10, 10), 6), anew)


def test_every_level_goes_on() -> None:
    space = groups(200, 180, 160, 140)
    near = neighbours(space, 15)
    first = find_levels(space[:-20], neighbours(space[:-20], 15))
    new = np.full(20, -1, dtype=np.int64)
    levels = (first.topics, first.subtopics, first.parts.numbers)
    again = find_levels(space, near, before=[np.concatenate([each, new]) for each in levels])
    assert (again.topics[:-20] == first.topics).mean() > 0.95
    pairs = set(zip(first.subtopics.tolist(), again.subtopics[:-20].tolist(), strict=True))
    assert len(pairs) < 1.5 * len(set(first.subtopics.tolist()))
