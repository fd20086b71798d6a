"""What holds of every comparison, whatever the scores."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.made_up import CRITERIA, area, guide, profile

from fingerpost.focus import compare
from fingerpost.home.area import Area

NAMES = [criterion.id for criterion in CRITERIA]
scores = st.dictionaries(st.sampled_from(NAMES), st.floats(1, 5))
area_lists = st.lists(scores, min_size=1, max_size=4).map(
    lambda found: [area(f"area{n}", **own) for n, own in enumerate(found)]
)
weights = st.dictionaries(st.sampled_from(NAMES), st.floats(0.1, 10))


def shares(areas: list[Area], weighed: dict[str, float]) -> dict[str, float]:
    found = compare(areas, {}, guide(), profile(), weighed, draws=600)
    return {row.name: row.first_share for row in found.areas}


@settings(max_examples=60, deadline=None)
@given(area_lists, weights)
def test_somebody_comes_first_in_every_draw_and_the_order_given_does_not_matter(areas, weighed):
    found = shares(areas, weighed)
    assert sum(found.values()) == pytest.approx(1, abs=0.002 * len(areas))
    assert found == shares(areas[::-1], weighed)


@settings(max_examples=60, deadline=None)
@given(area_lists, weights, st.sampled_from(NAMES), st.floats(1, 4))
def test_a_higher_score_never_lowers_how_often_an_area_comes_first(areas, weighed, name, score):
    first, *rest = areas
    own = {s.criterion: s.score for s in first.scores}
    low = area(first.name, **own | {name: score})
    high = area(first.name, **own | {name: score + 1})
    assert shares([low, *rest], weighed)[first.name] <= shares([high, *rest], weighed)[first.name]


@settings(max_examples=60, deadline=None)
@given(area_lists, weights)
def test_a_winner_leads_clearly_and_the_words_agree(areas, weighed):
    found = compare(areas, {}, guide(), profile(), weighed, draws=600)
    assert found.settle_next
    if found.winner:
        assert found.winner == found.areas[0].name
        assert found.areas[0].first_share >= 0.7
        assert "a clear lead" in found.sentence
    elif len(found.areas) > 1:
        assert found.sentence.startswith("No clear winner")
    assert len(found.areas) + len(found.unranked) == len(areas)
