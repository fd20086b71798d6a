"""Looking up all phrases and hints in one pass finds what looking for each by itself would find."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from fingerpost.reading.document import prepare
from fingerpost.reading.hints import Hints
from fingerpost.reading.words import Lexicon, Words, lower, word_line

PHRASES = ("random forest", "forest", "forest ", "ai ", "a forest of", "random forest fire ", "é a")
LEXICON = Lexicon({"one": "|".join(PHRASES[:4]), "two": "|".join(PHRASES[2:])})
HINTS = Hints("forest", " a", "é", "st f", "random forest.")
PIECES = (
    "random",
    "forest",
    "forests",
    "fire",
    "a",
    "of",
    "ai",
    "AI",
    "é",
    "İ",
    "\ud83d",
    "we",
    "3",
)
TEXTS = st.lists(
    st.sampled_from(PIECES) | st.sampled_from((" ", " ", ". ", "-", "\n", "  ", "RESULTS: "))
).map("".join)


@given(TEXTS)
def test_every_phrase_is_found_where_it_stands(text):
    line = word_line(lower(text))
    found = Words(line).hits(LEXICON)
    expected = set()
    for label, phrases in (("one", PHRASES[:4]), ("two", PHRASES[2:])):
        for phrase in phrases:
            # A phrase ends with its word where it ends with a space, else it runs on.
            rest = "(?=.)" if phrase.endswith(" ") else r"[^ ]*"
            form = re.compile(rf"(?<= )(?={re.escape(phrase.rstrip())}{rest} )", re.DOTALL)
            for match in form.finditer(line):
                start = match.start()
                if line.startswith(phrase, start):
                    end = line.index(" ", start + len(phrase) - 1)
                    expected.add((start - 1, 1 - end, label, phrase))
    assert [(hit.start, -hit.end, hit.label, hit.phrase) for hit in found] == sorted(expected)


@given(TEXTS)
def test_a_hit_knows_its_sentence(text):
    document = prepare(text)
    for hit in document.hits(LEXICON):
        assert hit.sentence == document.sentence_at(hit.start)
        assert lower(document.text)[hit.start : hit.end].startswith(hit.phrase.split(" ")[0])


@given(TEXTS)
def test_sentences_are_found_by_their_hints(text):
    document = prepare(text)
    begins, within = set(), set()
    for hint in HINTS.hints:
        for place in range(len(document.lowered)):
            if document.sentences and document.lowered.startswith(hint, place):
                sentence = document.sentence_at(place)
                begins.add(sentence.start)
                if sentence.start <= place and place + len(hint) <= sentence.end:
                    within.add(sentence.start)
    assert {sentence.start for sentence in document.sentences_with(HINTS)} == begins
    held = {one.start for one in document.sentences if document.holds(one, HINTS)}
    assert held == within
    assert document.hinted.any(HINTS) == bool(begins)


def test_phrases_and_hints_made_after_the_first_look_are_found():
    document = prepare("A late bloomer\nThe latecomers bloomed.")
    assert document.hits(LEXICON) == []
    late, hints = Lexicon({"late": "late"}), Hints("comer")
    assert [hit.start for hit in document.hits(late)] == [2, 19]
    assert [one.start for one in document.sentences_with(hints)] == [15]
