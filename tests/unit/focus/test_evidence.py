"""What feeds a score: the user's own first, then what the papers can say, else nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.made_up import CRITERIA, area, dive, papers, profile

from fingerpost.focus import Evidence
from fingerpost.focus.evidence import gather
from fingerpost.focus.model import Voice

RADIOLOGIST = profile(specialty="radiology", question="Who has a stroke?")


def gathered(own_area, found, person=RADIOLOGIST) -> dict[str, Evidence]:
    return {e.criterion: e for e in gather(own_area, found, CRITERIA, person)}


def test_papers_say_four_of_five_criteria_with_query_date_and_counts():
    said = gathered(area("stroke"), dive("stroke"))
    assert said["scale"].origin == "cannot be said"
    for name in ("tractability", "neglectedness", "momentum", "fit"):
        assert said[name].origin == "literature"
        assert "“stroke”, 2026-11-25" in said[name].reason
        assert "100" in said[name].reason
        assert said[name].low < said[name].score < said[name].high or name == "fit"


def test_growth_is_said_with_its_interval():
    momentum = gathered(area("a"), dive("a", growth=0.1))["momentum"]
    assert momentum.score == 3
    assert "+10% a year (95 % interval +5% to +15%)" in momentum.reason


def test_how_many_papers_were_imported_says_nothing_of_a_field():
    said = gathered(area("a"), dive("a", enough=False))["neglectedness"]
    assert said.score is None
    assert "fingerpost dive a --yardstick" in said.reason


@pytest.mark.parametrize("name", ["tractability", "momentum"])
def test_a_figure_without_coverage_feeds_nothing_and_says_what_to_import(name):
    said = gathered(area("a"), dive("a", enough=False))[name]
    assert (said.score, said.low, said.high) == (None, None, None)
    assert said.origin == "cannot be said"
    assert "Import more." in said.reason


def test_the_own_score_wins_and_is_cut_to_the_scale():
    said = gathered(area("stroke", momentum=4.5, scale=(2.0, 3.0, 3.5)), dive("stroke"))
    own = Voice("your score", 4.5, 3.5, 5.0, "my reason")
    assert said["momentum"].counted == (own,)
    assert [voice.origin for voice in said["momentum"].voices] == ["your score", "literature"]
    assert (said["scale"].low, said["scale"].high) == (2.0, 3.5)


def test_more_growth_and_fewer_papers_score_higher():
    slow, fast = (gathered(area("a"), dive("a", growth=g)) for g in (-0.05, 0.25))
    assert slow["momentum"].score < fast["momentum"].score
    crowd = gathered(area("a"), dive("a", papers(1500)))
    quiet = gathered(area("a"), dive("a", papers(60)))
    assert crowd["neglectedness"].score < quiet["neglectedness"].score


def test_more_testing_elsewhere_is_more_tractable():
    few, many = (gathered(area("a"), dive("a", tested=n)) for n in (0, 60))
    assert few["tractability"].score < many["tractability"].score
    assert "of 100 studies that develop, validate or try a model" in many["tractability"].reason
    assert "60 (60%) say that they tested at another site" in many["tractability"].reason


def test_two_criteria_that_count_the_same_papers_say_so():
    both = gathered(area("a"), dive("a"))
    assert "counts papers on the same query as Momentum" in both["neglectedness"].reason
    assert "counts papers on the same query as Neglectedness" in both["momentum"].reason
    one = gathered(area("a", momentum=3), dive("a"))
    assert "same papers" not in one["neglectedness"].reason


def test_fit_counts_titles_with_the_persons_words():
    fits = gathered(area("stroke"), dive("stroke", papers(100, "Strokes")))["fit"]
    apart = gathered(area("stroke"), dive("stroke", papers(100, "protein")))["fit"]
    assert fits.score > apart.score
    assert "100 of 100 titles (100%)" in fits.reason
    assert "(stroke 100)" in fits.reason


def test_words_that_the_search_itself_asks_for_do_not_raise_the_fit_unsaid():
    asked = replace(dive("a", papers(100, "Strokes")), query="stroke AND ward")
    other = replace(dive("b", papers(100, "Strokes")), query="thrombolysis")
    own, beyond = (gathered(area("a"), found)["fit"] for found in (asked, other))
    assert beyond.score == 5
    assert own.score < 3.5
    assert (own.low, own.high) == (1.0, 5.0), "it may be anything"
    assert "100 of 100 titles (100%) have a word" in own.reason
    assert "own search asks for stroke; without it, 0 (0%) have one" in own.reason
    assert "search asks for" not in beyond.reason


def test_fit_cannot_be_said_of_a_person_who_said_nothing():
    assert gathered(area("a"), dive("a"), profile())["fit"].score is None


def test_few_papers_and_no_dive_say_nothing():
    few = gathered(area("a"), dive("a", papers(12)))
    assert {e.origin for e in few.values()} == {"cannot be said"}
    assert "12 papers, fewer than 30" in few["fit"].reason
    assert "no dive" in gathered(area("a"), None)["momentum"].reason


def test_a_long_query_is_cut_in_the_reason():
    found = replace(dive("a"), query="stroke OR " * 100)
    assert len(gathered(area("a"), found)["momentum"].reason) < 500
