"""Abbreviations that the papers define are read in both their forms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fingerpost.library import Library
from fingerpost.library.index.abbreviations import agreed, definitions, long_term, shorts_for
from fingerpost.library.index.words import words_of
from fingerpost.records import Paper


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def papers(*abstracts: str) -> list[Paper]:
    return [
        Paper(title=f"Paper {at}", abstract=text, pmid=str(at))
        for at, text in enumerate(abstracts, 1)
    ]


def ranked(library: Library, text: str) -> list[str]:
    return [hit.paper.pmid for hit in library.rank(text).hits]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We read electronic health records (EHRs).", [("EHRs", "electronic health records")]),
        ("A heat shock protein (HSP) rose.", [("HSP", "heat shock protein")]),
        ("MRI (magnetic resonance imaging) was done.", [("MRI", "magnetic resonance imaging")]),
        ("Area under the curve (AUC; 0.91) grew.", [("AUC", "Area under the curve")]),
        ("Hypertension (HTN) is common.", [("HTN", "Hypertension")]),
        ("acute kidney injury (AKI) after chronic kidney disease (CKD)",
         [("AKI", "acute kidney injury"), ("CKD", "chronic kidney disease")]),
        ("Patients (often old) were seen (n = 12).", []),
        ("They fell (XQ) twice.", []),
        ("The unit closed. Later, (ICU) staff left.", []),
        ("", []),
    ],
)  # fmt: skip
def test_definitions_are_read_as_they_stand(text: str, found: list[tuple[str, str]]) -> None:
    assert list(definitions(text)) == found


def test_papers_must_agree() -> None:
    one, other = "AS=aortic stenosis", "AS=ankylosing spondylitis"
    found = agreed("AS", {one: 9, other: 1})
    assert found
    assert (found.short, found.long, found.papers) == ("AS", "aortic stenosis", 9)
    assert agreed("AS", {one: 6, other: 4}) is None
    assert agreed("AS", {one: 1}) is None
    assert agreed("AS", {}) is None


def test_singular_and_plural_and_both_spellings_are_one_definition() -> None:
    found = agreed("ehr", {"EHR=electronic health record": 2, "EHR=electronic health records": 3})
    assert found
    assert (found.long, found.papers) == ("electronic health records", 5)
    found = agreed("CC", {"CC=colour contrast": 1, "CC=color contrast": 1})
    assert found
    assert found.papers == 2


DEFINED = (
    "Notes from the electronic health record (EHR) of a ward.",
    "Electronic health records (EHRs) were read by two nurses.",
)


def test_the_short_form_finds_the_long_one_and_back(library: Library) -> None:
    library.put(papers(*DEFINED, "The EHR was down.", "An electronic health record was kept.",
                       "Health and records of an electronic firm.", "Knees."))  # fmt: skip
    assert set(ranked(library, "EHR")[:4]) == {"1", "2", "3", "4"}
    assert set(ranked(library, "electronic health records")[:4]) == {"1", "2", "3", "4"}
    for text in ("EHR", "reading electronic health records"):
        assert "EHR = electronic health record" in library.rank(text).understood


def test_a_paper_with_either_form_is_as_near(library: Library) -> None:
    library.put(papers(*DEFINED, "The EHR was down for days.", "Nothing at all was down for days."))
    library.put([
        Paper(title="Paper 5", abstract="The electronic health record was down.", pmid="5")
    ])  # fmt: skip
    hits = {hit.paper.pmid: hit.score for hit in library.rank("EHR down").hits}
    assert min(hits["3"], hits["5"]) > hits["4"]


def test_what_papers_do_not_agree_on_is_left_as_it_is(library: Library) -> None:
    library.put(papers("Aortic stenosis (AS).", "Aortic stenosis (AS).", "Knees in AS.",
                       "Ankylosing spondylitis (AS).", "Ankylosing spondylitis (AS)."))  # fmt: skip
    assert library.rank("AS").understood == "nearest to any of: "


def test_words_that_only_look_like_a_short_form_are_words(library: Library) -> None:
    library.put(papers("Ultrasound (US) of knees.", "Ultrasound (US) of hips.", "It told us much."))
    assert "ultrasound" not in library.rank("what it told us").understood
    assert "3" not in ranked(library, "ultrasound of the hips")[:2]


def test_deleted_papers_define_nothing(library: Library) -> None:
    library.put(papers(*DEFINED, "The EHR was down."))
    assert "EHR =" in library.rank("EHR").understood
    library.delete(["pmid:1"])
    assert "EHR =" not in library.rank("EHR").understood


def test_only_short_forms_of_the_long_form_asked_for_are_looked_up() -> None:
    counts = [
        "CNN=convolutional neural network",
        "MRI=magnetic resonance imaging",
        "cnn=cable news",
    ]
    term = long_term(words_of("convolutional neural networks", stems=True))
    assert shorts_for(term, counts) == ["cnn"]
    assert shorts_for(long_term(words_of("random forest", stems=True)), counts) == []
