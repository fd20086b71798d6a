"""A rule that reads only sentences with one of its hints misses nothing that it would find."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.reading import design, kind_words, statements
from fingerpost.reading.hints import Hints

# The rules for which a hint spares work; others ask for theirs besides their words.
RULES = {
    "timing": (design._TIMING, design._TIMED),
    "validation": (kind_words.VALIDATION_TEXT, kind_words.VALIDATION_HINTS),
    "data": (statements._DATA, statements._DATA_HINTS),
    "review": (kind_words.REVIEW_TITLE, Hints(*kind_words.REVIEW_TITLE_HINTS)),
}


@pytest.mark.parametrize("rule", RULES)
@given(data=st.data())
def test_what_a_rule_finds_holds_one_of_its_hints(rule, data):
    pattern, hints = RULES[rule]
    form = re.compile(pattern.pattern, pattern.flags)
    text = data.draw(st.from_regex(form, alphabet=st.characters(max_codepoint=126)))
    found = form.search(text)
    if found is not None:
        assert any(hint in found[0].lower() for hint in hints.hints)
