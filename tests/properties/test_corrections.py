"""Whatever a reader writes as a value is either refused with a sentence or kept and read back."""

from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.errors import UsageError
from fingerpost.reading import appraise, as_gold
from fingerpost.reading.corrections import apply_corrections, check_value, unreadable
from fingerpost.reading.found import FIELDS
from fingerpost.records import Correction, Paper

PAPER = Paper(title="Deep learning for falls", abstract="We trained a network on 40 patients.")
WORDS = st.sampled_from(
    ["auroc ", "0.9", " (", "0.8", " to ", ")", "; ", "1,204", " patients", "training ", "cnn",
     "not stated", "prospective", "%", "\n", "=", "İ", "患者", "-", "1e9", "test 5"]
)  # fmt: skip
VALUES = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=8).map("".join))


@settings(max_examples=200, deadline=None)
@given(field=st.sampled_from(FIELDS), value=VALUES, quote=st.text(max_size=20))
def test_a_value_is_refused_or_reads_back(field, value, quote):
    try:
        kept = check_value(field, value)
    except UsageError:
        return
    assert check_value(field, kept) == kept
    said = Correction(field, kept, "2026-11-23", "", quote)
    assert not unreadable(said)
    found = apply_corrections(appraise(PAPER), [said], (), PAPER.text)
    assert found.corrections == (said,)
    assert as_gold(found)["corrections"][0]["value"] == kept
