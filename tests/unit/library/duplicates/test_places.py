"""Pages, volumes and journals as suppliers write them."""

import pytest

from fingerpost.library.duplicates.places import (
    journal_words,
    read_pages,
    read_volume,
    same_journal,
    same_pages,
)


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("221-8", ("221", "228")),
        ("221-228", ("221", "228")),
        ("083-087", ("83", "87")),
        ("1968‐1974", ("1968", "1974")),
        ("e0187442", ("e187442", "")),
        ("S478-S479", ("s478", "s479")),
        ("S478-9", ("s478", "s479")),
        ("e115-8", ("e115", "e118")),
        ("01-Apr", ("1", "4")),
        ("Nov-17", ("11", "17")),
        ("3‐", ("3", "")),
        ("12, 14-15", ("12", "")),
        ("", ("", "")),
        ("in press", ("", "")),
    ],
)
def test_pages(text, pages):
    assert read_pages(text) == pages


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("221-8", "221-228", True),
        ("221-8", "44-51", False),
        ("1-9", "112", None),
        ("", "112", None),
        ("S12", "12", None),
        ("A134", "A134-A135", True),
    ],
)
def test_same_pages(one, other, agree):
    assert same_pages(read_pages(one), read_pages(other)) is agree


def test_volumes():
    volumes = ["38 (Supplement 1)", "38", "038", "96-98", "1)", "", "LX"]
    assert [read_volume(text) for text in volumes] == ["38", "38", "38", "96", "", "", ""]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("J Clin Pathol", "Journal of Clinical Pathology"),
        ("Am. J. Infect. Control", "American Journal of Infection Control"),
        ("Clin Infect Dis", "Clinical infectious diseases : an official publication"),
        ("Obesity (Silver Spring)", "Obesity"),
        ("Circulation", "Circulation. Conference: Made Up Sessions 2012"),
        ("BMJ", "British Medical Journal"),
        ("PLoS ONE", "PloS one"),
        ("J Natl Canc Inst", "Journal of the National Cancer Institute"),
        ("Nephrol Dial Transplant", "Nephrology, dialysis, transplantation"),
    ],
)
def test_a_journal_and_its_abbreviation(one, other):
    assert same_journal(journal_words(one), journal_words(other)) is True
    assert same_journal(journal_words(other), journal_words(one)) is True


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Diabetes", "Diabetologia"),
        ("Heart", "European Heart Journal"),
        ("Lancet", "Lancet Oncology"),
        ("Nature", "Science"),
        ("Journal of Clinical Pathology", "Journal of Clinical Oncology"),
    ],
)
def test_two_journals(one, other):
    assert same_journal(journal_words(one), journal_words(other)) is False
    assert same_journal(journal_words(one), ()) is None
