"""MEDLINE text: every field, continuation lines, the ends of records."""

from __future__ import annotations

import pytest

from fingerpost.records import (
    Author,
    Link,
    LinkKind,
    MeshHeading,
    Paper,
    Problem,
    Retraction,
    Section,
)
from fingerpost.sources.medline import read_text

WHOLE = """
PMID- 101
OWN - NLM
VI  - 7
IP  - 2
DP  - 2021 Mar 9
TI  - Counting cells in a made-up
      ward.
PG  - 11-9
LID - 10.1000/Right.1 [doi]
AB  - AIM: To count. METHODS: We looked at
      HIV: a virus. RESULTS: There were 12.
FAU - Lovelace, Ada M Jr
AU  - Lovelace AM Jr
AUID- ORCID: 0000000123456789
AD  - Ward 1, London, UK. ada@example.org.
AD  - Ward 2, Turin, Italy.
FAU - Galen, Claudius
AU  - Galen C
CN  - The Counting Group
LA  - ita
LA  - eng
PT  - Journal Article
TT  - Contare.
DEP - 20201201
TA  - J Made Up Med
JT  - Journal of made-up medicine
MH  - Cell Count/*methods/standards
MH  - *Humans
OTO - NOTNLM
OT  - *counting
OT  - cells
OAB - Contare.
OABL- ita
CIN - Made Up. 2021;1:1. PMID: 900
EIN - Made Up. 2021;1:2
PMC - PMC55
AID - S0000 [pii]
AID - 10.1000/Other [doi]
SO  - J Made Up Med. 2021.
"""


def papers(text: str) -> list[Paper]:
    found = list(read_text(text, "x.nbib"))
    assert not [record for record in found if isinstance(record, Problem)]
    return [record for record in found if isinstance(record, Paper)]


def one(*lines: str) -> Paper:
    [paper] = papers("\n".join(("PMID- 1", "TI  - A title.", *lines)))
    return paper


def test_every_field_is_read() -> None:
    [paper] = papers(WHOLE)
    assert paper == Paper(
        title="Counting cells in a made-up ward.",
        abstract="AIM: To count.\nMETHODS: We looked at HIV: a virus.\nRESULTS: There were 12.",
        sections=(
            Section("AIM", "To count."),
            Section("METHODS", "We looked at HIV: a virus."),
            Section("RESULTS", "There were 12."),
        ),
        other_abstracts=(("ita", "Contare."),),
        vernacular_title="Contare.",
        authors=(
            Author(
                family="Lovelace",
                given="Ada M",
                suffix="Jr",
                orcid="0000-0001-2345-6789",
                email="ada@example.org",
                affiliations=("Ward 1, London, UK. ada@example.org.", "Ward 2, Turin, Italy."),
            ),
            Author(family="Galen", given="Claudius"),
            Author(collective="The Counting Group"),
        ),
        journal="Journal of made-up medicine",
        journal_abbreviation="J Made Up Med",
        volume="7",
        issue="2",
        pages="11-9",
        year=2021,
        date="2021-03-09",
        publication_types=("Journal Article",),
        mesh=(
            MeshHeading("Cell Count", ("methods", "standards"), True),
            MeshHeading("Humans", (), True),
        ),
        keywords=("counting", "cells"),
        languages=("ita", "eng"),
        pmid="101",
        pmcid="PMC55",
        doi="10.1000/right.1",
        links=(
            Link(LinkKind.COMMENTED_BY, "pmid:900"),
            Link(LinkKind.CORRECTED_BY, "Made Up. 2021;1:2"),
        ),
        retraction=Retraction.NONE,
        source="medline",
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("between", ["", "\n", "\n\n\n"])
def test_records_end_at_a_blank_line_or_the_next_pmid(newline: str, between: str) -> None:
    text = f"PMID- 1\nTI  - One\n{between}PMID- 2\nTI  - Two\n".replace("\n", newline)
    assert [(paper.pmid, paper.title) for paper in papers(text)] == [("1", "One"), ("2", "Two")]


def test_records_without_a_pmid_end_at_a_blank_line() -> None:
    assert [paper.title for paper in papers("TI  - One\n\nTI  - Two\n")] == ["One", "Two"]


def test_a_blank_line_within_a_field_does_not_end_the_record() -> None:
    assert one("AB  - First part.", "", "      Second part.").abstract == "First part. Second part."


def test_an_abstract_without_labels_stays_whole() -> None:
    paper = one("AB  - We saw HIV. AIDS: an old name. It ended.")
    assert (paper.abstract, paper.sections) == ("We saw HIV. AIDS: an old name. It ended.", ())


def test_an_affiliation_before_all_names_is_the_first_authors() -> None:
    paper = one("AD  - Old Place.", "AU  - Lovelace AM", "AU  - van der Berg C Jr")
    assert paper.authors == (
        Author(family="Lovelace", given="AM", affiliations=("Old Place.",)),
        Author(family="van der Berg", given="C", suffix="Jr"),
    )


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2000 Jun", (2000, "2000-06")),
        ("2000 Nov-Dec", (2000, "2000-11")),
        ("2000 Winter", (2000, "2000")),
        ("2000 Feb 15-29", (2000, "2000-02-15")),
    ],
)
def test_dates_are_as_exact_as_stated(stated: str, expected: tuple[int, str]) -> None:
    paper = one(f"DP  - {stated}")
    assert (paper.year, paper.date) == expected


def test_the_web_date_stands_in_for_a_missing_issue_date() -> None:
    assert one("DEP - 20180402").date == "2018-04-02"


def test_an_impossible_year_is_told_and_the_paper_kept() -> None:
    problem, paper = read_text("PMID- 1\nTI  - A title.\nDP  - 20222 Jan\n", "x.nbib")
    assert problem == Problem(
        "x.nbib", "year 20222 is not a year; the paper was imported without it", 1, 1
    )
    assert isinstance(paper, Paper)
    assert (paper.year, paper.date) == (None, "")


@pytest.mark.parametrize(
    ("line", "expected", "kind"),
    [
        ("RIN - Made Up. 2021. PMID: 9", Retraction.RETRACTED, LinkKind.RETRACTED_BY),
        ("ROF - Made Up. 2021. PMID: 9", Retraction.NONE, LinkKind.RETRACTS),
        ("ECI - Made Up. 2021. PMID: 9", Retraction.CONCERN, LinkKind.COMMENTED_BY),
        ("UOF - Made Up. 2021. PMID: 9", Retraction.NONE, LinkKind.UPDATES),
    ],
)
def test_standing_and_links(line: str, expected: Retraction, kind: LinkKind) -> None:
    paper = one(line)
    assert (paper.retraction, paper.links) == (expected, (Link(kind, "pmid:9"),))


def test_publication_types_tell_standing() -> None:
    assert one("PT  - Retracted Publication").retraction is Retraction.RETRACTED
    assert one("PT  - Retraction of Publication").retraction is Retraction.NOTICE


def test_a_record_without_title_is_a_problem_beside_the_good_ones() -> None:
    text = "PMID- 1\nTI  - One\n\nPMID- 2\nAB  - No title.\n\nPMID- 3\nTI  - Three\n"
    first, problem, third = read_text(text, "x.nbib")
    assert [record.pmid for record in (first, third) if isinstance(record, Paper)] == ["1", "3"]
    assert isinstance(problem, Problem)
    assert problem.sentence() == (
        "x.nbib, record 2, line 4: the record (PMID 2) has no title, so it was left out"
    )


def test_a_line_without_tag_is_told_and_the_record_kept() -> None:
    problem, paper = read_text("PMID- 1\nTI  - One\nstray words\nVI  - 7\n", "x.nbib")
    assert isinstance(problem, Problem)
    assert (problem.record, problem.line) == (1, 3)
    assert isinstance(paper, Paper)
    assert (paper.title, paper.volume) == ("One", "7")


@pytest.mark.parametrize("text", ["", "\n \n", "only words here\n"])
def test_text_without_records_says_so(text: str) -> None:
    assert list(read_text(text, "x.nbib")) == [
        Problem("x.nbib", "there is no MEDLINE record in this file")
    ]
