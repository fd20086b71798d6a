"""Areas in order: how often each comes first, and 'no clear winner'."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.made_up import area, dive, guide, papers, profile

from fingerpost.errors import UsageError
from fingerpost.focus import compare, comparison_json
from fingerpost.home.area import Stand, Standing

GOOD = {"scale": 5.0, "tractability": 5.0, "neglectedness": 5.0, "momentum": 5.0, "fit": 5.0}
POOR = dict.fromkeys(GOOD, 1.0)


def test_a_clearly_better_area_wins():
    found = compare([area("a", **POOR), area("b", **GOOD)], {}, guide(), profile())
    assert found.winner == "b"
    assert [a.name for a in found.areas] == ["b", "a"]
    assert found.areas[0].first_share == 1.0
    assert "a clear lead" in found.sentence


def test_with_nothing_known_every_area_comes_first_equally_often():
    found = compare([area("a"), area("b"), area("c")], {}, guide(), profile())
    assert found.winner is None
    assert [a.first_share for a in found.areas] == [0.333, 0.333, 0.333]
    assert all(a.score is None for a in found.areas)
    assert "nothing can be said" in found.sentence


def test_equal_areas_have_no_winner():
    found = compare([area("a", **GOOD), area("b", **GOOD)], {}, guide(), profile())
    assert found.winner is None
    assert [a.first_share for a in found.areas] == [0.5, 0.5]
    assert found.sentence.startswith("No clear winner: “A” and “B” come first equally often (50%")


def test_of_equal_areas_the_persons_own_goes_before_an_example():
    example = replace(area("a"), is_example=True)
    found = compare([example, area("b")], {}, guide(), profile())
    assert [a.name for a in found.areas] == ["b", "a"]


def test_a_small_lead_is_no_winner():
    found = compare([area("a", scale=4), area("b", scale=3)], {}, guide(), profile())
    assert found.winner is None
    assert 0.5 < found.areas[0].first_share < 0.7
    assert "“A” comes first in" in found.sentence


def test_exactly_known_equal_scores_share_the_first_place():
    exact = dict.fromkeys(GOOD, (3.0, 3.0, 3.0))
    found = compare([area("a", **exact), area("b", **exact)], {}, guide(), profile())
    assert [a.first_share for a in found.areas] == [0.5, 0.5]
    assert found.settle_next.startswith("No single score")


def test_the_order_in_which_areas_are_given_does_not_matter():
    areas = [area("a", scale=4), area("b", scale=3), area("c", fit=5)]
    assert compare(areas, {}, guide(), profile()) == compare(areas[::-1], {}, guide(), profile())


def test_one_area_has_nothing_to_be_compared_with():
    found = compare([area("a", **GOOD)], {}, guide(), profile())
    assert found.winner is None
    assert "only area" in found.sentence
    assert "second area" in found.settle_next


def test_no_area_says_how_to_add_one():
    found = compare([], {}, guide(), profile())
    assert (found.areas, found.winner) == ((), None)
    assert "area add" in found.settle_next


def test_a_weight_of_nought_drops_a_criterion():
    areas = [area("a", scale=5, fit=1), area("b", scale=1, fit=5)]
    only_fit = dict.fromkeys(GOOD, 0.0) | {"fit": 1.0}
    found = compare(areas, {}, guide(), profile(), only_fit)
    assert found.winner == "b"
    assert found.areas[0].score == 5
    assert "nothing can be said" not in found.sentence


@pytest.mark.parametrize(
    ("weights", "said"),
    [({"scal": 1.0}, "scale"), ({"fit": -1.0}, "0 or more"), ({"fit": float("nan")}, "0 or more")],
)
def test_a_wrong_weight_gets_a_sentence(weights, said):
    with pytest.raises(UsageError, match=said):
        compare([area("a")], {}, guide(), profile(), weights)


def test_no_weight_at_all_gets_a_sentence():
    with pytest.raises(UsageError, match="No criterion has a weight"):
        compare([area("a")], {}, guide(), profile(), dict.fromkeys(GOOD, 0.0))


def test_a_score_of_no_criterion_is_named():
    found = compare([area("a", scales=5), area("b")], {}, guide(), profile())
    assert "areas/a.md scores “scales”" in found.sentence


def test_what_would_settle_it_is_the_widest_open_question():
    known = dict.fromkeys(GOOD, (2.9, 3.0, 3.1))
    found = compare(
        [area("a", **known), area("b", **{**known, "scale": (1.0, 3.0, 5.0)})],
        {}, guide(), profile(),
    )  # fmt: skip
    assert found.settle_next.startswith("Scale of “B”")
    assert "fingerpost area advice b scale" in found.settle_next
    assert found.looks[0].hours_high <= 3


def test_a_criterion_that_does_not_count_is_not_looked_at():
    found = compare([area("a", scale=3), area("b", scale=3)], {}, guide(), profile(),
                    dict.fromkeys(GOOD, 0.0) | {"scale": 1.0})  # fmt: skip
    assert found.settle_next.startswith("Scale of “A” (your score: somewhere from 2 to 4)")


def test_when_no_answer_changes_the_leader_the_most_telling_one_is_named():
    exact = dict.fromkeys(GOOD, (3.0, 3.0, 3.0))
    found = compare(
        [
            area("a", **exact | {"fit": (3.5, 3.6, 3.7)}),
            area("b", **exact | {"scale": (1.0, 3.0, 3.6)}),
        ],
        {},
        guide(),
        profile(),
    )
    assert found.winner == "a"
    assert found.settle_next.startswith("Scale of “B”")
    assert "No single answer changes who leads; this one counts most" in found.settle_next


def test_an_answer_that_can_change_who_leads_is_not_said_to_change_nothing():
    found = compare(
        [area("a", scale=(3.5, 4.2, 5.0)), area("b", scale=(2.3, 3.0, 3.7))],
        {},
        guide(),
        profile(),
    )
    assert [flip for flip in found.flips if flip.area]
    assert "No single answer changes who leads" not in found.settle_next
    assert "A single answer can change who leads, though most would not" in found.settle_next


def test_an_area_of_two_papers_is_said_to_be_none():
    two = papers(2, "a")
    found = compare([area("a")], {"a": dive("a", two)}, guide(), profile())
    assert "“A” holds 2 papers only, and fewer than 30 are no area" in found.sentence
    assert "Widen its search before you build a test on it." in found.sentence
    assert "no area:" not in compare([area("a")], {"a": dive("a")}, guide(), profile()).sentence


def test_a_weightier_criterion_is_looked_at_first():
    found = compare([area("a"), area("b")], {}, guide(), profile(), {"momentum": 20.0})
    assert found.settle_next.startswith("Momentum of “A” (nothing is known yet)")


def test_the_json_has_what_scripts_rely_on():
    found = compare([area("a", scale=4), area("b")], {"a": dive("a")}, guide(), profile())
    row = comparison_json(found)
    assert row["winner"] is None
    assert isinstance(row["settle_next"], str)
    first = next(a for a in row["areas"] if a["name"] == "a")
    voice = {"score": 4, "low": 3, "high": 5, "origin": "your score", "reason": "my reason"}
    assert first["criteria"]["scale"] == {**voice, "voices": [voice], "disagreement": ""}
    assert first["criteria"]["momentum"]["origin"] == "literature"
    second = next(a for a in row["areas"] if a["name"] == "b")
    assert second["criteria"]["scale"]["score"] is None
    assert second["score"] is None


def test_an_area_alone_comes_first_nowhere():
    alone = compare([area("a", **GOOD)], {}, guide(), profile())
    beside = compare([area("a", **GOOD), area("b")], {}, guide(), profile())
    for found in (alone, beside):
        [only] = found.areas
        assert found.share_of(only) is None
        assert comparison_json(found)["areas"][0]["first_share"] is None
        assert found.first_words(only) == "nothing to compare with"


def test_the_starter_library_decides_nothing():
    starter = papers(100, source="starter")
    dives = {name: dive(name, starter, enough=False, starter_share=1.0) for name in ("a", "b", "c")}
    found = compare([area(name) for name in dives], dives, guide(), profile())
    assert found.winner is None
    assert {e.origin for a in found.areas for e in a.evidence} == {"cannot be said"}


def test_parked_and_dropped_areas_are_not_compared_and_come_back_on_their_day():
    parked = replace(area("a", **GOOD), standing=Standing(Stand.PARKED, "no data", "2027-03-01"))
    dropped = replace(area("c", **GOOD), standing=Standing(Stand.DROPPED, "crowded"))
    areas = [parked, area("b"), dropped, area("d")]
    found = compare(areas, {}, guide(), profile(), today=date(2027, 2, 28))
    assert {row.name for row in found.areas} == {"b", "d"}
    assert [(each.name, each.is_due) for each in found.set_aside] == [("a", False), ("c", False)]
    later = compare(areas, {}, guide(), profile(), today=date(2027, 3, 1))
    assert later.set_aside[0].is_due
    assert "“A” was parked until 2027-03-01: look at it again" in later.sentence


def test_a_list_of_which_nothing_is_kept_says_so():
    dropped = replace(area("c"), standing=Standing(Stand.DROPPED))
    assert compare([dropped], {}, guide(), profile()).sentence == "No area is kept."


def test_an_area_of_which_nothing_is_known_never_leads_one_that_was_looked_at():
    found = compare([area("poor", **POOR), area("unknown")], {}, guide(), profile())
    assert [row.name for row in found.areas] == ["poor"]
    assert [row.name for row in found.unranked] == ["unknown"]
    assert "“Unknown” is not ranked: nothing can be said of it yet" in found.sentence
    rows = {row["name"]: row for row in comparison_json(found)["areas"]}
    assert rows["unknown"]["first_share"] is None
