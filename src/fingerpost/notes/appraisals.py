"""Appraisals as the reader left them: what the rules find, with the reader's words over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fingerpost import reading
from fingerpost.errors import FingerpostError
from fingerpost.home import Home, find_home
from fingerpost.home.appraisal_words import AppraisalWords, words_on_appraisals
from fingerpost.library import Library
from fingerpost.notes.kept_appraisals import appraise_all
from fingerpost.reading.corrections import apply_corrections, unreadable
from fingerpost.reading.model import Appraisal
from fingerpost.records import Answer, Correction, Paper, Problem


@dataclass(frozen=True, slots=True)
class Appraiser:
    """What appraises papers; what the reader said of them, if anything, holds."""

    words: AppraisalWords = field(default_factory=AppraisalWords)

    def __call__(self, paper: Paper) -> Appraisal:
        """Return the appraisal of a paper."""
        return appraise_with(self.words, paper)

    def all_of(self, library: Library, papers: Sequence[Paper]) -> tuple[Appraisal, ...]:
        """Return the appraisals of a library's papers; the library keeps what the rules find."""
        found = appraise_all(library, papers)
        return tuple(
            with_words(self.words, paper, each, paper.text)
            for paper, each in zip(papers, found, strict=True)
        )


def appraiser(home: Home) -> Appraiser:
    """Return what appraises papers for a home: its journal's corrections and answers hold."""
    return Appraiser(words_on_appraisals(home.journal.read()[0]))


def appraise_with(words: AppraisalWords, paper: Paper) -> Appraisal:
    """Return the appraisal of a paper with what the reader said of it."""
    return with_words(words, paper, reading.appraise(paper), paper.text)


def with_words(words: AppraisalWords, paper: Paper, found: Appraisal, text: str) -> Appraisal:
    """Return an appraisal of a paper's `text` with what the reader said of the paper over it."""
    said = [word.said for word in words.on(paper)]
    if not said:
        return found
    corrections = [each for each in said if isinstance(each, Correction)]
    answers = [each for each in said if isinstance(each, Answer)]
    return apply_corrections(found, corrections, answers, text)


def words_near(home: Path | None, start: Path) -> AppraisalWords:
    """Return what the reader said in the home that is named, or in the one near `start`, if any.

    Without a home nothing was said; HomeError where the one that is named is none.
    """
    try:
        return words_on_appraisals(Home.open(find_home(home, start)).journal.read()[0])
    except FingerpostError:
        if home is not None:
            raise
        return AppraisalWords()


def unreadable_words(words: AppraisalWords, paper: Paper, journal: str) -> list[Problem]:
    """Return a problem for each correction of a paper that cannot be applied, and why."""
    said = (word.said for word in words.on(paper))
    return [
        Problem(journal, f"your correction of '{each.field}' of {paper.id} is left out: {reason}")
        for each in said
        if isinstance(each, Correction) and (reason := unreadable(each))
    ]
