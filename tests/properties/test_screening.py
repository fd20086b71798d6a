"""Screening: whatever is decided, in whatever order, changed or undone."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.reading.screening import DECISIONS, ORDERS, Entry, Reading, Screener

WORDS = st.sampled_from(["sepsis", "Stroke", "trial", "患者", "ß", "p < 0.05", "the", "=1", ""])
TEXTS = st.one_of(st.text(max_size=40), st.lists(WORDS, max_size=8).map(" ".join))
PAPERS = st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=12)
CHOICES = st.lists(st.tuples(st.integers(0, 13), st.sampled_from(DECISIONS)), max_size=20)


def screener_of(papers):
    return Screener([Entry(f"p{at}", *texts) for at, texts in enumerate(papers)], "sepsis trial")


@settings(max_examples=60, deadline=None)
@given(PAPERS, CHOICES, st.sampled_from(ORDERS))
def test_the_order_is_a_permutation_of_the_unread(papers, choices, by):
    screener = screener_of(papers)
    decisions = {f"p{at}": decision for at, decision in choices}
    order = screener.order(decisions, by)
    assert sorted(order) == sorted(set(screener.ids) - set(decisions))


@settings(max_examples=60, deadline=None)
@given(PAPERS, CHOICES, st.randoms(use_true_random=False))
def test_the_same_decisions_give_the_same_order_whatever_happened_before(papers, choices, shuffle):
    screener = screener_of(papers)
    decisions: dict[str, str] = {}
    for at, decision in choices:
        decisions[f"p{at}"] = decision
        screener.order(decisions)
    anew = list(decisions.items())
    shuffle.shuffle(anew)
    for by in ORDERS:
        assert screener_of(papers).order(dict(anew), by) == screener.order(decisions, by)


@settings(max_examples=60, deadline=None)
@given(PAPERS, CHOICES, st.data())
def test_progress_never_claims_what_cannot_be(papers, choices, data):
    screener = screener_of(papers)
    decisions = {f"p{at}": decision for at, decision in choices}
    whys = st.sampled_from(["likely", "uncertain", "random check", "added"])
    readings = [Reading(f"p{at}", data.draw(whys)) for at, _ in choices]
    progress = screener.progress(decisions, readings)
    known = [decision for key, decision in decisions.items() if key in screener.ids]
    assert (progress.read, progress.found) == (len(known), known.count("relevant"))
    if progress.estimated_recall is not None:
        assert 0 < progress.low <= progress.estimated_recall <= progress.high <= 1
    if progress.stop and progress.read < progress.total:
        assert progress.low >= progress.target
    assert progress.assumptions
    assert "%" not in progress.statement or progress.found
