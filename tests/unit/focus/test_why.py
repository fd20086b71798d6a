"""Two areas side by side, and those that cannot be set beside another."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.made_up import area, guide, profile

from fingerpost.errors import UsageError
from fingerpost.focus import why
from fingerpost.home.area import Stand, Standing

SCORES = {"scale": 4.0, "fit": 2.0}


def test_an_area_of_which_nothing_is_known_is_told_in_a_sentence():
    for pair in (
        (area("known", **SCORES), area("blank")),
        (area("blank"), area("known", **SCORES)),
    ):
        with pytest.raises(
            UsageError, match="“Blank” is not ranked: nothing can be said of it yet"
        ):
            why(*pair, {}, guide(), profile())


@pytest.mark.parametrize("stand", [Stand.PARKED, Stand.DROPPED])
def test_an_area_that_is_not_kept_is_told_in_a_sentence(stand: Stand):
    away = replace(area("away", **SCORES), standing=Standing(stand))
    with pytest.raises(UsageError, match=f"“Away” is {stand}, so .* fingerpost area keep away"):
        why(area("here", **SCORES), away, {}, guide(), profile())


def test_two_areas_of_which_nothing_is_known_come_first_equally_often():
    pair = why(area("one"), area("other"), {}, guide(), profile())
    assert "come first equally often" in pair.sentence
    assert all(point.speaks is None for point in pair.points)
