"""Appraisals as the reader left them: what the rules find, with the reader's words over it."""

from __future__ import annotations

from collections.abc import Callable

from fingerpost import reading
from fingerpost.home import Home
from fingerpost.home.appraisal_words import AppraisalWords, words_on_appraisals
from fingerpost.reading.corrections import apply_corrections, unreadable
from fingerpost.reading.model import Appraisal
from fingerpost.records import Answer, Correction, Paper, Problem

Appraise = Callable[[Paper], Appraisal]


def appraiser(home: Home) -> Appraise:
    """Return what appraises papers for a home: its journal's corrections and answers hold."""
    words = words_on_appraisals(home.journal.read()[0])
    return lambda paper: appraise_with(words, paper)


def appraise_with(words: AppraisalWords, paper: Paper) -> Appraisal:
    """Return the appraisal of a paper with what the reader said of it."""
    said = [word.said for word in words.on(paper)]
    found = reading.appraise(paper)
    if not said:
        return found
    corrections = [each for each in said if isinstance(each, Correction)]
    answers = [each for each in said if isinstance(each, Answer)]
    return apply_corrections(found, corrections, answers, paper.text)


def unreadable_words(words: AppraisalWords, paper: Paper, journal: str) -> list[Problem]:
    """Return a problem for each correction of a paper that cannot be applied, and why."""
    said = (word.said for word in words.on(paper))
    return [
        Problem(journal, f"your correction of '{each.field}' of {paper.id} is left out: {reason}")
        for each in said
        if isinstance(each, Correction) and (reason := unreadable(each))
    ]
