"""Which part of a paper a heading begins."""

from __future__ import annotations

import pytest

from fingerpost.sources.full_text import PartKind
from fingerpost.sources.full_text.headings import depth_of_number, kind_of, without_number


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("ABSTRACT", PartKind.ABSTRACT),
        ("1. Introduction", PartKind.INTRODUCTION),
        ("2 Related Work", PartKind.RELATED_WORK),
        ("II. Materials and Methods", PartKind.METHODS),
        ("Patients & methods", PartKind.METHODS),
        ("3.2 Statistical analysis", PartKind.METHODS),
        ("Study population", PartKind.METHODS),
        ("4. Experiments", PartKind.RESULTS),
        ("Results and Discussion", PartKind.RESULTS),
        ("Discussion", PartKind.DISCUSSION),
        ("Strengths and limitations", PartKind.LIMITATIONS),
        ("5. Conclusions and future work", PartKind.CONCLUSION),
        ("Role of the funding source", PartKind.FUNDING),
        ("Declaration of competing interest", PartKind.CONFLICTS),
        ("Data availability statement", PartKind.AVAILABILITY),
        ("Code availability", PartKind.AVAILABILITY),
        ("Trial registration", PartKind.REGISTRATION),
        ("Ethics approval and consent to participate", PartKind.ETHICS),
        ("Acknowledgments", PartKind.ACKNOWLEDGEMENTS),
        ("Authors’ contributions", PartKind.AUTHORS),
        ("REFERENCES", PartKind.REFERENCES),
        ("Footnotes", PartKind.FOOTNOTES),
        ("Supplementary Material", PartKind.APPENDIX),
        ("Effect of the dose on sleep", PartKind.OTHER),
        ("", PartKind.OTHER),
    ],
)
def test_the_words_of_a_heading_tell_its_part(heading: str, kind: PartKind) -> None:
    assert kind_of(heading) is kind


@pytest.mark.parametrize(
    ("heading", "depth", "bare"),
    [
        ("2. Methods", 1, "Methods"),
        ("2.1 Data sets:", 2, "Data sets"),
        ("3.2.1. Loss", 3, "Loss"),
        ("IV. Results", 1, "Results"),
        ("B. Patients", 2, "Patients"),
        ("Results", None, "Results"),
        ("2019 cohort", None, "2019 cohort"),
    ],
)
def test_numbers_of_headings_tell_their_depth(heading: str, depth: int | None, bare: str) -> None:
    assert depth_of_number(heading) == depth
    assert without_number(heading) == bare
