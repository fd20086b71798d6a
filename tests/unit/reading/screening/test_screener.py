"""The order of unread papers is a function of the decisions."""

from __future__ import annotations

import pytest

from fingerpost.errors import FailureError
from fingerpost.reading.screening import Entry, Reading, Screener, entry_of
from fingerpost.records import MeshHeading, Paper

WARDS = ("heart", "kidney", "liver", "lung", "brain", "skin", "bone", "eye")
ENTRIES = [
    Entry(f"{word}-{number}", f"Treating {word} early", f"Of {word} on the {ward} ward: {word}.")
    for number, ward in enumerate(WARDS)
    for word in ("sepsis", "stroke", "asthma")
]
IDS = [entry.id for entry in ENTRIES]


def topics(order: list[str]) -> list[str]:
    return [key.split("-")[0] for key in order]


def test_what_is_like_the_relevant_papers_comes_first():
    order = Screener(ENTRIES).order({"sepsis-0": "relevant", "stroke-0": "not"})
    assert set(topics(order[:7])) == {"sepsis"}
    assert sorted(order) == sorted(set(IDS) - {"sepsis-0", "stroke-0"})


def test_criteria_lead_while_nothing_is_decided():
    order = Screener(ENTRIES, "asthma in adults").order({})
    assert set(topics(order[:8])) == {"asthma"}


def test_what_was_not_relevant_comes_last_before_anything_is_found():
    order = Screener(ENTRIES).order({"stroke-0": "not", "stroke-1": "not"})
    assert set(topics(order[-6:])) == {"stroke"}


def test_a_paper_added_at_any_time_leads_elsewhere():
    screener = Screener(ENTRIES)
    decisions = {"sepsis-0": "relevant", **{f"sepsis-{number}": "not" for number in range(1, 5)}}
    assert topics(screener.order({**decisions, "asthma-3": "relevant"}))[0] == "asthma"


def test_an_undone_or_changed_decision_leaves_no_trace():
    screener = Screener(ENTRIES)
    before = screener.order({"sepsis-0": "relevant", "stroke-0": "not"})
    screener.order({"sepsis-0": "relevant", "stroke-0": "relevant", "stroke-1": "relevant"})
    assert screener.order({"stroke-0": "not", "sepsis-0": "relevant"}) == before


def test_the_order_of_the_papers_given_changes_nothing():
    decisions = {"sepsis-0": "relevant", "stroke-0": "not"}
    assert Screener(ENTRIES).order(decisions) == Screener(ENTRIES[::-1]).order(decisions)


def test_maybe_is_read_and_teaches_nothing():
    screener = Screener(ENTRIES)
    with_it = screener.order({"sepsis-0": "relevant", "stroke-0": "not", "asthma-0": "maybe"})
    without = screener.order({"sepsis-0": "relevant", "stroke-0": "not"})
    assert with_it == [key for key in without if key != "asthma-0"]


def test_the_random_check_is_one_draw_that_nothing_changes():
    screener = Screener(ENTRIES)
    draw = screener.order({}, "random check")
    assert sorted(draw) == sorted(IDS)
    decided = screener.order({draw[0]: "not", draw[5]: "relevant"}, "random check")
    assert decided == [key for key in draw if key not in (draw[0], draw[5])]
    assert draw != sorted(draw)


def test_the_most_uncertain_stands_between_both_kinds():
    screener = Screener(ENTRIES)
    decisions = {
        **{f"sepsis-{number}": "relevant" for number in range(4)},
        **{f"stroke-{number}": "not" for number in range(4)},
    }
    scores = dict(zip(screener.ids, screener.scores(decisions), strict=True))
    first, *_, last = screener.order(decisions, "uncertain")
    assert abs(scores[first]) < abs(scores[last])


def test_papers_without_words_and_unknown_decisions_do_no_harm():
    screener = Screener([Entry("a", ""), Entry("b", "", "。"), Entry("c", "Sepsis")])
    assert sorted(screener.order({"c": "relevant", "gone": "not"})) == ["a", "b"]
    assert Screener([]).order({}) == []
    assert Screener([Entry("a", "")]).order({"a": "not"}) == []


def test_a_paper_that_stands_twice_is_told():
    with pytest.raises(FailureError, match="sepsis-0 stands twice"):
        Screener([*ENTRIES, ENTRIES[0]])


def test_an_entry_holds_what_indexers_gave():
    paper = Paper("T", "A", keywords=("ward",), mesh=(MeshHeading("Sepsis"),), pmid="7")
    assert entry_of(paper) == Entry("pmid:7", "T", "A", "Sepsis; ward")
    assert entry_of(paper, "k1").id == "k1"


def test_progress_counts_what_was_read_and_does_not_stop_at_once():
    screener = Screener(ENTRIES)
    decisions = {"sepsis-0": "relevant", "stroke-0": "not", "asthma-0": "maybe"}
    readings = [Reading(key) for key in decisions]
    progress = screener.progress(decisions, readings)
    assert (progress.read, progress.found, progress.maybe, progress.total) == (3, 1, 1, 24)
    assert not progress.stop
    assert progress.statement.startswith("3 of 24 papers read: 1 relevant, 1 maybe. Do not stop")
    assert "With 1 found, a single one missed would be too many for 95%" in progress.statement
    assert progress.high == 1.0


def test_readings_that_were_undone_or_given_twice_do_not_count():
    screener = Screener(ENTRIES)
    decisions = {"sepsis-0": "relevant", "stroke-0": "not"}
    once = [Reading("sepsis-0"), Reading("stroke-0")]
    again = [*once, Reading("asthma-1"), Reading("stroke-0", "random check")]
    assert screener.progress(decisions, again) == screener.progress(decisions, once)


def test_nothing_is_said_of_recall_before_anything_is_found():
    decisions = dict.fromkeys(IDS[:20], "not")
    progress = Screener(ENTRIES).progress(decisions, [Reading(key) for key in decisions])
    assert (progress.estimated_recall, progress.low, progress.stop) == (None, None, False)
    assert "no relevant paper is found" in progress.statement


def test_all_papers_read_is_full_recall():
    decisions = {key: "relevant" if key.startswith("sepsis") else "not" for key in IDS}
    progress = Screener(ENTRIES).progress(decisions, [Reading(key) for key in IDS])
    assert (progress.stop, progress.low, progress.more) == (True, 1.0, 0)


def test_a_screening_without_papers_is_done():
    progress = Screener([]).progress({}, [])
    assert (progress.total, progress.stop, progress.estimated_recall) == (0, True, None)
