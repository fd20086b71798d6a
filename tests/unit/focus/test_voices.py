"""Own scores, advice and papers side by side: disagreement is shown and not averaged away."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.made_up import CRITERIA, area, dive, guide, profile

from fingerpost.focus import compare
from fingerpost.focus.evidence import gather
from fingerpost.focus.ranking import draw_scores
from fingerpost.home.area import Advice, AdviceKind


def advised(name: str, *said: Advice, **scores: float):
    return replace(area(name, **scores), advice=said)


def scale(item):
    return next(each for each in item if each.criterion == "scale")


def test_advice_counts_where_there_is_no_score_of_ones_own():
    said = Advice("scale", 2, "rare here", 1.5, 2.5, who="a ward pharmacist", on="2026-11-20")
    found = scale(gather(advised("a", said), None, CRITERIA, profile()))
    assert (found.low, found.score, found.high, found.origin) == (1.5, 2, 2.5, "conversation")
    assert found.reason == "a ward pharmacist, 2026-11-20: rare here"


def test_ones_own_score_counts_alone_and_the_disagreement_is_told():
    said = Advice("scale", 1, "rare here", 1, 2, AdviceKind.SMALL_TEST)
    found = scale(gather(advised("a", said, scale=5), None, CRITERIA, profile()))
    assert (found.score, found.origin) == (5, "your score")
    assert [voice.origin for voice in found.voices] == ["your score", "small test"]
    assert found.disagreement.startswith("They disagree: your score 4 to 5")
    assert "small test 1 to 2 (rare here)" in found.disagreement


def test_two_who_disagree_are_drawn_in_turn_and_never_met_in_the_middle():
    said = Advice("scale", 1, "no", 1, 1.5), Advice("scale", 5, "yes", 4.5, 5)
    row = gather(advised("a", *said), None, CRITERIA, profile())
    drawn = draw_scores([row], 2_000)[:, 0, 0]
    assert not ((drawn > 1.5) & (drawn < 4.5)).any()
    assert (drawn < 2).mean() == pytest.approx(0.5, abs=0.05)
    assert "disagree" in scale(row).disagreement


def test_voices_whose_ranges_meet_do_not_disagree():
    said = Advice("scale", 3, "", 2, 4), Advice("scale", 4, "", 3, 5)
    assert not scale(gather(advised("a", *said), None, CRITERIA, profile())).disagreement


def test_papers_and_advice_both_count():
    said = Advice("momentum", 1, "funding ended", 1, 1.5)
    found = gather(advised("a", said), dive("a", growth=0.4), CRITERIA, profile())
    momentum = next(each for each in found if each.criterion == "momentum")
    assert {voice.origin for voice in momentum.counted} == {"conversation", "literature"}
    assert momentum.origin == "several voices"


def test_the_sentence_of_a_comparison_tells_who_disagrees():
    said = Advice("scale", 1, "rare here", 1, 2)
    found = compare([advised("a", said, scale=5), area("b")], {}, guide(), profile())
    assert "Scale of “A”: They disagree" in found.sentence


def test_advice_on_no_criterion_is_left_out_with_a_word():
    found = compare([advised("a", Advice("luck", 3, "")), area("b")], {}, guide(), profile())
    assert "areas/a.md scores “luck”, which is no criterion" in found.sentence
