"""The reader's values: how they are written, what is refused, and how they then stand."""

import pytest

from fingerpost.errors import UsageError
from fingerpost.reading import appraise, as_gold, as_row
from fingerpost.reading.corrections import (
    ALLOWED,
    apply_corrections,
    check_value,
    field_named,
    unreadable,
)
from fingerpost.reading.found import FIELDS, stated
from fingerpost.reading.model import NOT_STATED
from fingerpost.records import Answer, Correction, Paper

PAPER = Paper(
    title="Deep learning for falls",
    abstract="We trained a network on 1,250 patients. The AUROC was 0.91 (95% CI 0.88 to 0.94).",
)
DAY = "2026-11-23"


def corrected(field, value, quote=""):
    said = [Correction(field, value, DAY, "because", quote)]
    return apply_corrections(appraise(PAPER), said, (), PAPER.text)


@pytest.mark.parametrize(
    ("field", "written", "kept"),
    [
        ("timing", "Retrospective", "retrospective"),
        ("kind", "development and validation", "development_and_validation"),
        ("timing", "Not stated", NOT_STATED),
        ("participants", "1,204 patients", "1204 patients"),
        ("participants", "1204", "1204"),
        ("sites", "3", "3 sites"),
        ("metrics", "AUROC 91% (88% to 94%); F1 0.8", "auroc 0.91 (0.88 to 0.94); f1 0.8"),
        ("splits", "training 800 patients; test 200", "training 800 patients; test 200"),
        ("methods", "random forest; cnn; cnn", "random_forest; cnn"),
        ("datasets", "mimic-iii; a ward's own", "MIMIC-III; a ward's own"),
        ("problem", "  falls  on   wards ", "falls on wards"),
        ("registrations", "NCT01234567", "NCT01234567"),
    ],
)
def test_values_are_kept_in_one_form_that_reads_back(field, written, kept):
    assert check_value(field, written) == kept
    assert check_value(field, kept) == kept
    assert not unreadable(Correction(field, kept, DAY))


@pytest.mark.parametrize(
    ("field", "value", "part"),
    [
        ("timing", "lately", "prospective"),
        ("timing", "retrospectve", "Did you mean 'retrospective'?"),
        ("participants", "many", "1204 patients"),
        ("participants", "1.5 patients", "1204 patients"),
        ("metrics", "good 0.9", "auroc"),
        ("splits", "half 200", "training"),
        ("methods", "random forest, cnn", "';'"),
        ("problem", "  ", "not stated"),
    ],
)
def test_what_cannot_be_taken_says_what_can(field, value, part):
    with pytest.raises(UsageError) as error:
        check_value(field, value)
    assert part in str(error.value)


def test_fields_may_be_named_as_people_say_them():
    assert field_named("External validation") == "external_validation"
    assert field_named("code") == "code_available"
    with pytest.raises(UsageError, match="Did you mean 'timing'"):
        field_named("timings")


def test_a_corrected_value_is_sure_and_marked():
    found = corrected("timing", "retrospective", "We trained a network")
    assert found.timing.value == "retrospective"
    assert found.timing.confidence == 1
    assert found.timing.source == "corrected by you on 2026-11-23"
    (span,) = found.timing.evidence
    assert PAPER.text[span.start : span.end] == span.quote == "We trained a network"


def test_a_quote_from_elsewhere_stays_with_the_correction():
    found = corrected("timing", "retrospective", "as the Methods say")
    assert found.timing.evidence == ()
    assert found.corrections[0].quote == "as the Methods say"


def test_not_stated_takes_a_value_away():
    found = corrected("participants", NOT_STATED)
    assert found.participants.value is None
    assert as_gold(found)["participants"]["value"] is None
    assert corrected("metrics", NOT_STATED).metrics == ()


def test_figures_and_counts_are_numbers_again():
    metric = corrected("metrics", "sensitivity 0.8 (0.7 to 0.9)").metrics[0]
    assert (metric.name, metric.value, metric.low, metric.high) == ("sensitivity", 0.8, 0.7, 0.9)
    assert corrected("participants", "40 women").participants.value == 40
    ((role, count),) = corrected("splits", "test 200 patients").splits
    assert (role, count.value) == ("test", 200)


def test_a_correction_that_nobody_can_read_is_left_out_and_told():
    odd = Correction("timing", "lately", DAY)
    found = apply_corrections(appraise(PAPER), [odd], (), PAPER.text)
    assert found == appraise(PAPER)
    assert "lately" in unreadable(odd)
    assert "no field" in unreadable(Correction("weather", "fine", DAY))


def test_every_field_can_be_corrected():
    for field in FIELDS:
        free = {"participants": "40", "sites": "2", "metrics": "auroc 0.9", "splits": "test 5",
                "registrations": "NCT01234567"}  # fmt: skip
        value = free.get(field) or ALLOWED.get(field, ("something",))[0]
        found = corrected(field, value)
        assert field in {each.field for each in stated(found)}
        assert all(e.confidence == 1 for e in stated(found) if e.field == field)
        assert as_row(found)["corrected_by_you"] == field


def test_answers_are_kept_with_the_appraisal():
    answer = Answer("five:O1", "yes", DAY)
    assert apply_corrections(appraise(PAPER), (), [answer]).answers == (answer,)
