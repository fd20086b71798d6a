"""Why what is wanted most is not what is tried first, in words that are true of the person."""

from __future__ import annotations

from dataclasses import replace

from tests.made_up import judged, judgement, needs

from fingerpost.guide.model import Need
from fingerpost.paths.model import Verdict
from fingerpost.paths.not_first import why_not_first

NEAR = replace(judged("advising"), wanted=None)


def said(wanted, order=("cost",), best=("advising",)) -> str:
    found = replace(judgement(NEAR, wanted, best=list(best)), order=order)
    return why_not_first(found, "advising")


def test_what_only_the_person_can_say_is_named_and_what_to_do():
    told = said(judged("research", [needs("statistics", 2, None)], verdict=Verdict.FAR))
    assert told == (
        "What you want most, Research, is not tried first: how far it is cannot be said until you "
        "say where you stand in Statistics, and ‘what I want’ is not among what matters to you. "
        "Say either, and planning again takes it in."
    )


def test_what_is_far_or_ruled_out_or_against_ones_wishes_is_said_to_be_so():
    far = judged("research", [needs("statistics", 2, 1)], verdict=Verdict.FAR)
    assert "not known to be within reach" in said(far)
    assert "ruled out" in said(replace(far, verdict=Verdict.RULED_OUT))
    assert "will not give up" in said(replace(far, conflicts=("It costs pay.",)))


def test_what_is_near_waits_for_what_matters():
    near = judged("research")
    told = said(near, best=("advising", "research"))
    assert "‘what I want’ is not among what matters to you, and by what does" in told
    assert "another comes before it" in said(near, ("cost", "wanted"), ("advising", "research"))


def test_nothing_is_said_where_it_is_tried_or_nothing_is_wanted():
    assert said(NEAR) == ""
    assert why_not_first(judgement(judged("research")), "research") == ""


def test_needs_that_only_help_do_not_keep_a_path_away():
    helped = [needs("statistics", 2, None, Need.SHOULD)]
    assert "cannot be said" not in said(judged("research", helped, verdict=Verdict.FAR))
