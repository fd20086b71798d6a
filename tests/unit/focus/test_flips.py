"""Which single change of a weight or a score puts another area first."""

from __future__ import annotations

import pytest
from tests.made_up import area, guide, profile

from fingerpost.focus import compare
from fingerpost.focus.model import Flip

MIDDLING = dict.fromkeys(("tractability", "neglectedness", "momentum"), (3.0, 3.0, 3.0))


def exact(name: str, **scores: float):
    return area(name, **MIDDLING, **{key: (value,) * 3 for key, value in scores.items()})


def flips_of(*areas) -> tuple[Flip, ...]:
    return compare(areas, {}, guide(), profile()).flips


def test_a_criterion_that_decides_is_found():
    found = flips_of(exact("a", scale=5, fit=1), exact("b", scale=2, fit=3))
    by_weight = [flip for flip in found if flip.area is None]
    assert {flip.criterion for flip in by_weight} <= {"scale", "fit"}
    assert all(flip.first == "b" for flip in found)
    weighed = compare(
        [exact("a", scale=5, fit=1), exact("b", scale=2, fit=3)], {}, guide(), profile(),
        {by_weight[0].criterion: by_weight[0].then},
    )  # fmt: skip
    assert weighed.areas[0].name == "b", "what the flip says comes true"


def test_the_smallest_change_of_a_score_comes_true():
    a, b = exact("a", scale=4, fit=3), exact("b", scale=3, fit=3)
    flip = next(f for f in flips_of(a, b) if f.area == "a" and f.criterion == "fit")
    assert (flip.now, flip.then, flip.first) == (3, 1.5, "b")
    changed = compare([exact("a", scale=4, fit=1.5), b], {}, guide(), profile())
    assert changed.areas[0].name == "b"
    kept = compare([exact("a", scale=4, fit=2.5), b], {}, guide(), profile())
    assert kept.areas[0].name == "a", "a smaller change does not turn it"


def test_an_order_that_nothing_turns_is_said_to_be_steady():
    good, poor = dict.fromkeys(("scale", "fit"), 5.0), dict.fromkeys(("scale", "fit"), 1.0)
    found = compare([exact("a", **good), exact("b", **poor)], {}, guide(), profile())
    assert found.flips == ()
    assert found.steady.startswith("No single weight and no single score puts another area before")


def test_without_a_leader_nothing_is_flipped():
    found = compare([area("a"), area("b")], {}, guide(), profile())
    assert (found.flips, found.steady) == ((), "")


@pytest.mark.parametrize("times", [1, 2])
def test_flips_are_the_same_every_time(times):
    areas = [exact("a", scale=4, fit=3), exact("b", scale=3, fit=3), exact("c", fit=4, scale=1)]
    assert flips_of(*areas) == flips_of(*areas[::-1])
