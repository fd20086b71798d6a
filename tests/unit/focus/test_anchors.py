"""From counted figures to scores, as the table in the docs tells it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from fingerpost.focus.anchors import (
    CODE,
    EMPTY_CELLS,
    GROWTH,
    PAPERS,
    TITLES,
    VALIDATED,
    Anchors,
    interval,
)

ALL = (GROWTH, PAPERS, EMPTY_CELLS, VALIDATED, CODE, TITLES)
DOCS = Path(__file__).resolve().parents[3] / "docs" / "focus.md"


@pytest.mark.parametrize("anchors", ALL, ids=lambda anchors: anchors.figure)
def test_the_docs_have_the_same_table(anchors: Anchors):
    shown = {
        score: f"{value:,}" if anchors.logarithmic else f"{value * 100:.0f} %"
        for value, score in anchors.points
    }
    cells = [shown.get(score, "–") for score in (1, 2, 3, 4, 5)]
    row = f"| {anchors.figure} | {' | '.join(cells)} | {anchors.spread:g} |"
    assert row in DOCS.read_text(encoding="utf-8")


@pytest.mark.parametrize("anchors", ALL, ids=lambda anchors: anchors.figure)
def test_scores_stay_on_the_scale_and_follow_the_figure(anchors: Anchors):
    scores = [score for _, score in sorted(anchors.points)]
    assert scores in (sorted(scores), sorted(scores, reverse=True))
    for (low, first), (high, second) in pairwise(sorted(anchors.points)):
        assert anchors.score(low) == pytest.approx(first)
        assert min(first, second) < anchors.score((low + high) / 2) < max(first, second)
    assert all(1 <= anchors.score(extreme) <= 5 for extreme in (-1.0, 0.0, 1e9))


def test_a_share_of_few_papers_is_less_sure_than_of_many():
    assert interval(5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)
    low, high = interval(500, 1000)
    assert high - low < 0.07
    assert interval(0, 20)[0] == 0
