"""How the order moved, and why."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.made_up import area, guide, profile

from fingerpost.focus import as_found, compare, history
from fingerpost.home.area import Stand
from fingerpost.home.focus_words import note_comparison, stand, weigh, words_on_focus
from fingerpost.home.journal import Journal


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal.jsonl")


def note(journal: Journal, *areas) -> bool:
    return note_comparison(journal, as_found(compare(areas, {}, guide(), profile())))


def test_what_moved_and_why_is_told(journal: Journal):
    note(journal, area("a", scale=4), area("b", scale=3))
    weigh(journal, {"scale": 2.0}, "patients first")
    note(journal, area("a", scale=1), area("b", scale=5), area("c", fit=1))
    first, second = history(journal.read()[0])
    assert (first.moved, first.because) == ((), ())
    assert second.moved[0] == "b leads in place of a"
    assert "you weighed the criteria (patients first)" in second.because
    assert "c is new" in second.because
    assert any(each.startswith("scale of a: 4 (3 to 5, your score)") for each in second.because)


def test_the_same_comparison_is_not_written_down_twice(journal: Journal):
    assert note(journal, area("a", scale=4), area("b"))
    assert not note(journal, area("a", scale=4), area("b"))
    assert len(history(journal.read()[0])) == 1


def test_an_entry_that_a_hand_has_spoilt_is_passed_over(journal: Journal):
    journal.append("areas compared", "the list", found={"order": [["a"]]})
    journal.append("areas compared", "the list", found=3)
    note(journal, area("a", scale=4), area("b"))
    assert [step.order[0][0] for step in history(journal.read()[0])] == ["a"]


def test_the_last_word_on_weights_and_standing_holds(journal: Journal):
    weigh(journal, {"scale": 2.0})
    weigh(journal, {"scale": 0.5})
    stand(journal, "a", Stand.PARKED, "no data", "2027-03-01")
    stand(journal, "b", Stand.DROPPED, "crowded")
    stand(journal, "b", Stand.KEPT, "asked again")
    words = words_on_focus(journal.read()[0])
    assert words.weights == {"scale": 0.5}
    assert (words.standings["a"].stand, words.standings["a"].again) == (Stand.PARKED, "2027-03-01")
    assert words.standings["b"].stand is Stand.KEPT


@pytest.mark.parametrize("weights", [None, 3, {"scale": "much"}, {"scale": -1}, {"scale": True}])
def test_weights_that_cannot_be_read_say_nothing(journal: Journal, weights: object):
    journal.append("criteria weighed", "all criteria", weights=weights)
    assert words_on_focus(journal.read()[0]).weights == {}
