"""Reference standard, calibration, data, limitations, funding, conflicts and registration."""

import pytest

from fingerpost.reading import appraise
from fingerpost.reading.model import NOT_STATED
from fingerpost.records import Paper

MODEL = "We developed a random forest that predicts falls. "


def read(text, title="A model of falls"):
    return appraise(Paper(title=title, abstract=MODEL + text))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Histopathology was used as the reference standard.", "histology"),
        ("The reference standard was a consensus of three readers.", "expert_consensus"),
        ("The images were annotated by two radiologists.", "expert_reading"),
        ("The images were labelled by two nurses in consensus.", "expert_consensus"),
        ("It was validated against manual chart review.", "chart_review"),
        ("Falls were the outcome; outcomes were identified using ICD-10 codes.", "diagnosis_codes"),
        ("The ground truth was established by manual delineation.", "expert_reading"),
        ("All nodules were confirmed by biopsy.", "histology"),
        ("We used RT-PCR as the reference standard.", "laboratory_test"),
        ("Coronary angiography served as the gold standard.", "imaging"),
    ],
)
def test_what_truth_was(text, value):
    found = read(text).reference_standard
    assert found.value == value
    assert found.evidence[0].quote in MODEL + text


@pytest.mark.parametrize(
    "text",
    [
        "There is no gold standard; experts differ.",
        "We enrolled patients with biopsy-proven cancer.",
        "Ground truth labels are expensive.",
        "The gold standard is manual grading, which is slow.",
        "The answers were scored by two clinicians.",
        "Patients were found by ICD-10 codes.",
    ],
)
def test_what_is_no_reference_standard(text):
    assert read(text).reference_standard.value == NOT_STATED


def test_without_a_model_a_biopsy_only_admits():
    text = "Cancers were confirmed by biopsy in 40 women who drank tea."
    assert appraise(Paper(title="Tea", abstract=text)).reference_standard.value == NOT_STATED


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("Calibration plots were drawn.", ["plot"]),
        ("The calibration slope was 0.9 and the Brier score 0.1.", ["slope", "brier"]),
        ("Calibration-in-the-large was -0.1.", ["in_the_large"]),
        ("We used the Hosmer–Lemeshow test.", ["hosmer_lemeshow"]),
        ("The expected calibration error was 2%.", ["ece"]),
        ("The model was well calibrated.", ["mentioned"]),
        ("We looked at discrimination and calibration.", ["mentioned"]),
    ],
)
def test_how_calibration_was_reported(text, ways):
    assert [found.value for found in read(text).calibration] == ways


@pytest.mark.parametrize(
    "text",
    [
        "The camera calibration took an hour.",
        "The calibration curve of the assay was linear.",
        "Few studies gave calibration plots, and no calibration plots are given here.",
        "A calibration session of ten minutes was held.",
    ],
)
def test_other_calibrations(text):
    assert read(text).calibration == ()


def test_a_review_reports_the_calibration_of_others():
    found = appraise(
        Paper(title="Models of falls: a systematic review of machine learning",
              abstract="We searched two libraries. Calibration plots were shown by one study.")
    )  # fmt: skip
    assert found.kind.value == "review"
    assert found.calibration == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The dataset is publicly available online.", "yes"),
        ("Code and data are available at https://example.org.", "yes"),
        ("We release the dataset to the public.", "yes"),
        ("The data are available upon reasonable request.", "on_request"),
        ("We used publicly available data.", NOT_STATED),
        ("Data were available for 40 patients.", NOT_STATED),
        ("We used X, the largest dataset which is publicly available.", NOT_STATED),
        ("Such data are not publicly available.", NOT_STATED),
        ("The tool is freely available.", NOT_STATED),
    ],
)
def test_whether_data_may_be_had(text, value):
    assert read(text).data_available.value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Limitations include the small sample.", "stated"),
        ("A limitation of this study is its single centre.", "stated"),
        ("Our study was limited by its size.", "stated"),
        ("Results: It fell. Limitations: One ward only. Conclusions: More is needed.", "stated"),
        ("It overcomes the limitations of the study by others.", NOT_STATED),
        ("Use is limited by the lack of nurses.", NOT_STATED),
        ("Existing tools have limitations.", NOT_STATED),
    ],
)
def test_limitations_of_this_study(text, value):
    assert read(text).limitations.value == value


@pytest.mark.parametrize(
    ("text", "funding", "conflicts"),
    [
        ("Results: It fell. Funding: A made-up trust.", "stated", NOT_STATED),
        ("Results: It fell. Funding: None.", "none", NOT_STATED),
        ("(Funded by the Institute of Examples.)", "stated", NOT_STATED),
        ("This study was supported by a grant.", "stated", NOT_STATED),
        ("The authors declare no competing interests.", NOT_STATED, "none"),
        ("Results: It fell. Conflict of interest: None declared.", NOT_STATED, "none"),
        ("Results: It fell. Competing interests: AB owns shares.", NOT_STATED, "stated"),
        ("There are no other conflicts of interest.", NOT_STATED, NOT_STATED),
        ("Care that is funded by taxes was cheaper.", NOT_STATED, NOT_STATED),
        ("We looked at work funded by federal agencies.", NOT_STATED, NOT_STATED),
    ],
)
def test_who_paid_and_what_stands_between(text, funding, conflicts):
    found = read(text)
    assert (found.funding.value, found.conflicts.value) == (funding, conflicts)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("ClinicalTrials.gov: NCT01234567.", ["NCT01234567"]),
        ("Registered as ISRCTN12345678 and ACTRN12605000478617.",
         ["ISRCTN12345678", "ACTRN12605000478617"]),
        ("PROSPERO CRD42024500409.", ["CRD42024500409"]),
        ("PROSPERO registration number CRD 42023415232.", ["CRD42023415232"]),
        ("Registered: ChiCTR2000029953.", ["ChiCTR2000029953"]),
        ("EudraCT number 2013-004172-35.", ["2013-004172-35"]),
        ("Registered: UMIN000009886.", ["UMIN000009886"]),
        ("NCT123 and NCT012345678 and CRD4201.", []),
        ("The ward was called 2013-004172-35.", []),
        ("We took people from the CUP trial (NCT01234567).", []),
        ("We registered this trial (NCT01234567).", ["NCT01234567"]),
    ],
)  # fmt: skip
def test_registration_numbers_by_their_form(text, numbers):
    assert [found.value for found in read(text).registrations] == numbers


def test_quotes_never_cut_a_word():
    long = "Limitations of this study include " + "very small words and " * 12 + "the end."
    quote = read(long).limitations.evidence[0].quote
    assert f"{quote} " in f"{MODEL}{long} ".replace(".", " ")
