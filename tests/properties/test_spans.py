"""Every quote is the text at its span, whatever the text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.reading import appraise
from fingerpost.records import Paper

PIECES = st.sampled_from(
    [
        "We studied ", "1,204 patients", "two hundred and twelve women", " with an AUC of ",
        "0·87", ".81-.93", " (95% CI: ", ")", "\u2009", "sensitivity", "97.3% accuracy", " and ",
        ". ", "Methods: ", "RESULTS: ", "n=1 204", " externally validated", " retrospective ",
        "\n", "İ", "ß", "患者", "。", "random forest", "computed tomography", "versus radiologists",
        "%", "–", "at 3 hospitals", "code is available at https://github.com/none", "respectively",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join))


@settings(max_examples=150, deadline=None)
@given(title=TEXTS, abstract=TEXTS)
def test_every_quote_is_the_text_at_its_span(title, abstract):
    paper = Paper(title=title, abstract=abstract)
    appraisal = appraise(paper)
    findings = (
        appraisal.kind, appraisal.task, appraisal.timing, appraisal.external_validation,
        appraisal.clinicians_compared, appraisal.code_available, appraisal.participants,
        appraisal.sites, *appraisal.modalities, *appraisal.methods,
        *(count for _, count in appraisal.splits),
    )  # fmt: skip
    spans = [span for finding in findings for span in finding.evidence]
    spans += [metric.span for metric in appraisal.metrics]
    for span in spans:
        assert span.quote
        assert paper.text[span.start : span.end] == span.quote


@settings(max_examples=30, deadline=None)
@given(abstract=TEXTS)
def test_the_same_text_gives_the_same_appraisal(abstract):
    paper = Paper(title="A title", abstract=abstract)
    assert appraise(paper) == appraise(paper)
