"""What the reader said of appraisals, read back from the journal."""

import json

import pytest

from fingerpost.errors import UsageError
from fingerpost.home.appraisal_words import answer, correct, take_back, words_on_appraisals
from fingerpost.home.journal import Journal
from fingerpost.records import Answer, Correction, Paper

PAPER = Paper(title="Tea", doi="10.5555/tea")


@pytest.fixture
def journal(tmp_path):
    return Journal(tmp_path / "journal.jsonl")


def said_of(journal, paper):
    return [word.said for word in words_on_appraisals(journal.read()[0]).on(paper)]


def timing(value):
    return Correction("timing", value, "2026-11-23", "I read it", "a quote")


def test_the_last_word_on_a_field_holds(journal):
    correct(journal, PAPER, timing("prospective"))
    correct(journal, PAPER, timing("both"))
    answer(journal, PAPER, Answer("five:O1", "yes", "2026-11-23"))
    assert said_of(journal, PAPER) == [Answer("five:O1", "yes", "2026-11-23"), timing("both")]


def test_what_is_taken_back_gives_way_to_what_was_before(journal):
    correct(journal, PAPER, timing("prospective"))
    correct(journal, PAPER, timing("both"))
    take_back(journal, PAPER, "timing")
    assert said_of(journal, PAPER) == [timing("prospective")]
    take_back(journal, PAPER, "timing")
    assert said_of(journal, PAPER) == []
    with pytest.raises(UsageError, match="nothing about 'timing'"):
        take_back(journal, PAPER, "timing")
    correct(journal, PAPER, timing("both"))
    assert said_of(journal, PAPER) == [timing("both")]


def test_a_pmid_that_comes_later_keeps_the_word(journal):
    correct(journal, PAPER, timing("both"))
    later = Paper(title="Tea", doi="10.5555/tea", pmid="7")
    assert said_of(journal, later) == [timing("both")]


def test_two_pmids_are_two_papers(journal):
    correct(journal, Paper(title="Tea", doi="10.5555/tea", pmid="7"), timing("both"))
    assert said_of(journal, Paper(title="Tea", doi="10.5555/tea", pmid="8")) == []
    assert said_of(journal, Paper(title="Cups", doi="10.5555/cups")) == []


def test_entries_that_nobody_can_read_are_passed_over(journal):
    correct(journal, PAPER, timing("both"))
    for odd in ({}, {"field": 3, "value": "x"}, {"question": "five:O1", "answer": "perhaps"}):
        verb = "appraisal answered" if "answer" in odd else "appraisal corrected"
        journal.append(verb, PAPER.id, **odd, ids="none")
    with journal.path.open("a") as file:
        file.write(json.dumps({"verb": "appraisal corrected"}) + "\n")
    assert said_of(journal, PAPER) == [timing("both")]
