"""Every quote is the text at its span, whatever the text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.reading import appraise
from fingerpost.reading.found import FIELDS, stated
from fingerpost.reading.marks import stretches
from fingerpost.records import Paper

PIECES = st.sampled_from(
    [
        "We studied ", "1,204 patients", "two hundred and twelve women", " with an AUC of ",
        "0·87", ".81-.93", " (95% CI: ", ")", "\u2009", "sensitivity", "97.3% accuracy", " and ",
        ". ", "Methods: ", "RESULTS: ", "n=1 204", " externally validated", " retrospective ",
        "\n", "İ", "ß", "患者", "。", "random forest", "computed tomography", "versus radiologists",
        "%", "–", "at 3 hospitals", "acute kidney injury", "MIMIC-III", "cohort study",
        "We conducted a ", "histology as the reference standard", "Calibration plots ",
        "Limitations: ", "Funding: ", "None", "NCT01234567", "data are publicly available",
        "Conflict of interest: ", "limitations of this study include ",
        "code is available at https://github.com/none", "respectively",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join))


@settings(max_examples=150, deadline=None)
@given(title=TEXTS, abstract=TEXTS)
def test_every_quote_is_the_text_at_its_span(title, abstract):
    paper = Paper(title=title, abstract=abstract)
    appraisal = appraise(paper)
    for found in stated(appraisal):
        assert found.field in FIELDS
        assert found.evidence or found.source
        assert 0 < found.confidence <= 1
        for span in found.evidence:
            assert span.quote
            assert paper.text[span.start : span.end] == span.quote
    marked = list(stretches(paper.text, appraisal))
    assert "".join(paper.text[each.start : each.end] for each in marked) == paper.text


@settings(max_examples=30, deadline=None)
@given(abstract=TEXTS)
def test_the_same_text_gives_the_same_appraisal(abstract):
    paper = Paper(title="A title", abstract=abstract)
    assert appraise(paper) == appraise(paper)
