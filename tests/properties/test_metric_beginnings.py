"""No name of a metric is passed over because of how it begins."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fingerpost.reading import metric_names


@pytest.mark.parametrize("label", sorted(metric_names._NAMES))
@given(data=st.data())
def test_a_name_begins_with_letters_that_are_looked_for(label, data):
    form = re.compile(metric_names._NAMES[label], re.IGNORECASE)
    text = data.draw(st.from_regex(form, alphabet=st.characters(max_codepoint=126)))
    for match in form.finditer(text):
        token = metric_names._TOKEN.match(text, match.start())
        if token is None:
            continue
        fuller = metric_names._FULLER.get(token[0].lower(), "")
        assert text[match.start() :].lower().startswith(fuller)
