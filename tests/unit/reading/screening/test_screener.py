"""The order of unread papers is a function of the decisions."""

from __future__ import annotations

import pytest

from fingerpost.errors import FailureError
from fingerpost.reading.screening import Entry, Reading, Screener

WARDS = ("heart", "kidney", "liver", "lung", "brain", "skin", "bone", "eye")
ENTRIES = [
    Entry(f"{word}-{number}", f"Treating {word} early", f"Of {word} on the {ward} ward: {word}.")
    for number, ward in enumerate(WARDS)
    for word in ("sepsis", "stroke", "asthma")
]
IDS = [entry.id for entry in ENTRIES]


def test_what_is_like_the_relevant_papers_comes_first():
    screener = Screener(ENTRIES)
    order = screener.order({"sepsis-0": "relevant", "stroke-0": "not"})
    assert {key.split("-")[0] for key in order[:7]} == {"sepsis"}
    assert sorted(order) == sorted(set(IDS) - {"sepsis-0", "stroke-0"})


def test_criteria_lead_while_nothing_is_decided():
    order = Screener(ENTRIES, "asthma in adults").order({})
    assert {key.split("-")[0] for key in order[:8]} == {"asthma"}


def test_an_undone_decision_leaves_no_trace():
    screener = Screener(ENTRIES)
    before = screener.order({"sepsis-0": "relevant"})
    screener.order({"sepsis-0": "relevant", "stroke-1": "relevant"})
    assert screener.order({"sepsis-0": "relevant"}) == before


def test_a_paper_that_stands_twice_is_told():
    with pytest.raises(FailureError, match="sepsis-0 stands twice"):
        Screener([*ENTRIES, ENTRIES[0]])


def test_progress_counts_what_was_read_and_never_stops_at_once():
    screener = Screener(ENTRIES)
    decisions = {"sepsis-0": "relevant", "stroke-0": "not", "asthma-0": "maybe"}
    readings = [Reading(key) for key in decisions]
    progress = screener.progress(decisions, readings)
    assert (progress.read, progress.found, progress.maybe, progress.total) == (3, 1, 1, 24)
    assert not progress.stop
    assert progress.statement.startswith("3 of 24 papers read: 1 relevant, 1 maybe. Do not stop")


def test_all_papers_read_is_full_recall():
    decisions = {key: "relevant" if key.startswith("sepsis") else "not" for key in IDS}
    progress = Screener(ENTRIES).progress(decisions, [Reading(key) for key in IDS])
    assert (progress.stop, progress.low, progress.more) == (True, 1.0, 0)
