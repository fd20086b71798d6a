"""Web of Science's tagged text."""

from __future__ import annotations

from fingerpost.records import Author, Paper
from fingerpost.sources import web_of_science

TEXT = """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Lovelace, AM
   Berg, J
AF Lovelace, Ada M.
   Berg, Jan
TI Counting cells by a machine that
   goes on
SO JOURNAL OF MADE-UP COUNTING
DE Cells; Machines
C1 [Lovelace, Ada M.] Ward 1, London, England.
   [Lovelace, Ada M.; Berg, Jan] Ward 2, Paris, France.
OI Lovelace, Ada M./0000-0002-1825-0097
PD MAR 15
PY 2019
BP 598
EP 607
DI 10.1000/XYZ.1
PM 30529964
ER

PT J
TI Second
ER

EF
"""


def test_every_field() -> None:
    first, second = web_of_science.read_text(TEXT, "a.ciw")
    assert isinstance(first, Paper)
    assert isinstance(second, Paper)
    assert second.title == "Second"
    assert first.title == "Counting cells by a machine that goes on"
    ada, jan = first.authors
    assert (ada.given, ada.orcid) == ("Ada M.", "0000-0002-1825-0097")
    assert ada.affiliations == ("Ward 1, London, England.", "Ward 2, Paris, France.")
    assert jan.affiliations == ("Ward 2, Paris, France.",)
    assert first.keywords == ("Cells", "Machines")
    assert (first.pmid, first.doi) == ("30529964", "10.1000/xyz.1")
    assert (first.date, first.pages) == ("2019-03-15", "598-607")


def test_full_names_without_a_comma_are_split_as_the_short_ones_are() -> None:
    (record,) = web_of_science.read_text("PT J\nAU Wang, YY\nAF Wang Yao-Yu\nTI T\nER\n", "f")
    assert isinstance(record, Paper)
    assert record.authors == (Author(family="Wang", given="Yao-Yu"),)


def test_orcid_email_references_and_the_suppliers_number() -> None:
    (record,) = web_of_science.read_text(
        "PT J\nAU Berg, J\n   Lovelace, A\nAF Berg, Jan\n   Lovelace, Ada M.\nTI T\n"
        "OI Lovelace, Ada/0000-0001-8032-132X; /0000-0002-0000-0000\n"
        "RP Lovelace, A (corresponding author), Ward 1, London.\nEM ada@example.org\n"
        "CR Hopper G, 1952, COUNTING, V1, P1, DOI 10.1000/abc\n   BABBAGE C, 1837, ENGINES\n"
        "UT WOS:000200148800007\nER\n",
        "f",
    )
    assert isinstance(record, Paper)
    assert [author.orcid for author in record.authors] == ["", "0000-0001-8032-132X"]
    assert [author.email for author in record.authors] == ["", "ada@example.org"]
    assert [(one.text[:6], one.doi) for one in record.references] == [
        ("Hopper", "10.1000/abc"),
        ("BABBAG", ""),
    ]
    assert record.other_ids == ("wos:000200148800007",)
