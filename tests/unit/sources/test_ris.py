"""RIS as different databases write it: one record is told the same from each."""

from __future__ import annotations

import pytest

from fingerpost.records import Author, Paper, Problem, Retraction
from fingerpost.sources import ris

OVID = """1.
TY  - JOUR
ID  - 2019-00001-001
T1  - Counting cells by machine.
A1  - Lovelace, Ada M
A1  - van der Berg, Jan
Y1  - 2019/07/03/
N2  - We counted cells. It went well (p<0.05).
KW  - *Cells
KW  - Machines
JF  - Journal of Made-up Counting
SP  - 12
EP  - 19
AD  - Lovelace, Ada M: Ward 1, Analytical Hospital, London, ada@example.org
DO  - http://dx.doi.org/10.1000/XYZ.1
LA  - English
ER  -
NL  - J Made-up Counting

2.
TY  - JOUR
T1  - A second title
ER  -
"""


def read(text: str) -> list[Paper | Problem]:
    return list(ris.read_text(text, "a.ris"))


def paper(text: str) -> Paper:
    (record,) = read(text)
    assert isinstance(record, Paper)
    return record


def test_ovid_text_between_records_is_no_record() -> None:
    first, second = read(OVID)
    assert isinstance(first, Paper)
    assert isinstance(second, Paper)
    assert (first.title, second.title) == ("Counting cells by machine.", "A second title")


def test_ovid_fields() -> None:
    first = read(OVID)[0]
    assert isinstance(first, Paper)
    assert first.abstract == "We counted cells. It went well (p<0.05)."
    assert [author.name for author in first.authors] == ["Ada M Lovelace", "Jan van der Berg"]
    assert first.authors[0].affiliations == (
        "Ward 1, Analytical Hospital, London, ada@example.org",
    )
    assert first.authors[0].email == "ada@example.org"
    assert first.authors[1].affiliations == ()
    assert (first.year, first.date) == (2019, "2019-07-03")
    assert (first.journal, first.pages) == ("Journal of Made-up Counting", "12-19")
    assert first.keywords == ("Cells", "Machines")
    assert (first.doi, first.languages) == ("10.1000/xyz.1", ("eng",))
    assert (first.retraction, first.source) == (Retraction.UNKNOWN, "ris")


def test_embase_puts_the_authors_of_an_address_in_brackets() -> None:
    record = paper(
        "TY  - JOUR\nM3  - Article\nY1  - 2014\nA1  - Berg J.\nA1  - Lovelace A.M.\n"
        "M1  - (Berg J.; Lovelace A.M., ada@example.org) Ward 1, London, United Kingdom\n"
        "AD  - A.M. Lovelace, Ward 1, London\nT1  - Cells\nER  - \n"
    )
    assert [a.affiliations for a in record.authors] == [("Ward 1, London, United Kingdom",)] * 2
    assert record.authors[1].short_name == "Lovelace AM"
    assert [author.email for author in record.authors] == ["", "ada@example.org"]
    assert record.publication_types == ("Article",)


def test_scopus_states_the_pmid_and_addresses_of_nobody_in_particular() -> None:
    record = paper(
        "TY  - JOUR\nTI  - Cells\nAU  - Berg, J.\nAU  - Lovelace, A.\nAD  - Ward 1, London\n"
        "AD  - Ward 2, Paris\nDB  - Scopus\nC2  - 31421429\nT2  - Made-up Counting\n"
        "UR  - https://www.scopus.com/inward/record.uri?eid=2&doi=10.1000%2fxyz.1&md5=a\nER  - \n"
    )
    assert record.pmid == "31421429"
    assert record.doi == "10.1000/xyz.1"
    assert [a.affiliations for a in record.authors] == [("Ward 1, London",), ()]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("AN  - 29459515\nDP  - NLM", "29459515"),
        ("AN  - 2214991469; 51887\nDB  - ProQuest", ""),
        ("UR  - https://pubmed.ncbi.nlm.nih.gov/123/", "123"),
        ("N1  - PMID: 00456", "456"),
        ("AN  - WOS:000082252000006", ""),
    ],
)
def test_pmids_where_the_database_puts_them(lines: str, expected: str) -> None:
    assert paper(f"TY  - JOUR\nTI  - Cells\n{lines}\nER  - \n").pmid == expected


def test_several_lines_of_keywords_abstract_and_title() -> None:
    record = paper(
        "TY  - JOUR\nTI  - A title that\n goes on\nKW  - One\nTwo; Three\nAB  - First.\nSecond.\n"
        "ER  - \n"
    )
    assert record.title == "A title that goes on"
    assert record.keywords == ("One", "Two", "Three")
    assert record.abstract == "First.\nSecond."


def test_a_record_without_its_end_and_one_without_its_start_are_kept() -> None:
    records = read(
        "TY  - JOUR\nTI  - One\nTY  - JOUR\nTI  - Two\nER  - \nAU  - Berg, J\nTI  - Three\nER  - "
    )
    assert [r.title for r in records if isinstance(r, Paper)] == ["One", "Two", "Three"]


def test_a_record_without_a_title_is_a_problem_with_its_place() -> None:
    records = read("TY  - JOUR\nTI  - One\nER  - \n\nTY  - JOUR\nDO  - 10.1000/x\nER  - \n")
    assert records[1] == Problem(
        "a.ris", "the record (DOI 10.1000/x) has no title, so it was left out", 2, 5
    )


def test_a_faulty_year_costs_only_the_year() -> None:
    fault, record = read("TY  - JOUR\nTI  - One\nPY  - 20222\nER  - \n")
    assert isinstance(fault, Problem)
    assert "20222" in fault.reason
    assert isinstance(record, Paper)
    assert (record.year, record.date) == (None, "")


def test_the_most_exact_date_of_the_year_is_kept() -> None:
    record = paper("TY  - JOUR\nTI  - One\nPY  - 2019\nDA  - 2019/08//\nY2  - 2022/01/01\nER  - \n")
    assert record.date == "2019-08"


def test_tags_with_one_space_and_other_line_ends() -> None:
    assert paper("TY - JOUR\rTI - One\rAU - Berg, J\rER - \r").authors[0].family == "Berg"


def test_zotero_markup_is_taken_out() -> None:
    record = paper("TY  - JOUR\nTI  - <i>E. coli</i> &amp; 10<sup>5</sup> cells\nER  - \n")
    assert record.title == "E. coli & 10⁵ cells"


def test_a_preprint_in_ris() -> None:
    record = paper(
        "TY  - UNPB\nTI  - One\nUR  - https://arxiv.org/abs/2101.00001v2\nDO  - 10.1000/x\nER  - \n"
    )
    assert (record.arxiv, record.doi) == ("2101.00001", "")
    assert record.links[0].target == "doi:10.1000/x"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("RETRACTED: Cells", Retraction.RETRACTED),
        ("Retracted article: cells", Retraction.RETRACTED),
        ("WITHDRAWN: Cells", Retraction.RETRACTED),
        ("Cells [Retracted]", Retraction.RETRACTED),
        ("Retraction notice to: Cells", Retraction.NOTICE),
        ("Retraction: Cells", Retraction.NOTICE),
        ("Retraction Note: Cells", Retraction.NOTICE),
        ("Expression of concern: Cells", Retraction.CONCERN),
        ("Retraction of the tympanic membrane", Retraction.UNKNOWN),
        ("Retracted ear drums in children", Retraction.UNKNOWN),
        ("Withdrawn patients in trials", Retraction.UNKNOWN),
    ],
)
def test_what_a_title_says_of_retraction(title: str, expected: Retraction) -> None:
    assert paper(f"TY  - JOUR\nTI  - {title}\nER  - \n").retraction is expected


def test_a_tag_with_one_space_among_others_with_two_adds_nothing_to_the_tag_before() -> None:
    record = paper(
        "TY  - JOUR\nTI  - Cells\nAU  - Berg, J\nKW - One\nTwo\nAB  - We used\nCT - a scan.\n"
        "ER  - \n"
    )
    assert [author.name for author in record.authors] == ["J Berg"]
    assert record.keywords == ("One", "Two")
    assert record.abstract == "We used\nCT - a scan."


def test_a_summary_that_repeats_the_abstract_is_none_and_another_is_kept() -> None:
    repeated = paper("TY  - JOUR\nTI  - T\nAB  - We counted.\nN2  - We counted.\nER  - \n")
    assert (repeated.abstract, repeated.other_abstracts) == ("We counted.", ())
    record = paper("TY  - JOUR\nTI  - T\nAB  - We counted.\nAB  - Contamos células.\nER  - \n")
    assert record.abstract == "We counted."
    assert record.other_abstracts == (("", "Contamos células."),)


def test_labelled_parts_of_an_abstract() -> None:
    record = paper("TY  - JOUR\nTI  - T\nAB  - Aims: To count.\nResults: Ten.\nER  - \n")
    assert [(one.label, one.text) for one in record.sections] == [
        ("Aims", "To count."),
        ("Results", "Ten."),
    ]


def test_a_day_and_month_without_a_year_belong_to_the_year() -> None:
    record = paper("TY  - JOUR\nTI  - T\nPY  - 2018\nDA  - Mar 1\nER  - \n")
    assert record.date == "2018-03-01"


def test_suppliers_ids_references_orcid_and_the_correspondents_address() -> None:
    record = paper(
        "TY  - JOUR\nTI  - T\nAU  - Berg, J.\nAU  - Lovelace, A.M.\nDB  - Scopus\nN1  - "
        "Export Date: 1 May 2020; Correspondence Address: A.M. Lovelace; Ward 1; email: "
        "ada@example.org\nN1  - References: Hopper, G., Counting (1952) Gut, 1, pp. 1-2;\n"
        "Babbage, C., Engines (1837), doi: 10.1000/b\nUR  - https://www.scopus.com/inward/record.uri"
        "?eid=2-s2.0-85000000001&doi=10.1000%2fa\nC7  - 104201\n"
        "AI  - ORCID: http://orcid.org/Lovelace, A.M.; ORCID: http://orcid.org/0000-0001-8032-132X\n"
        "ER  - \n"
    )
    assert record.other_ids == ("eid:2-s2.0-85000000001",)
    assert [one.doi for one in record.references] == ["", "10.1000/b"]
    assert record.references[0].text == "Hopper, G., Counting (1952) Gut, 1, pp. 1-2"
    assert [author.email for author in record.authors] == ["", "ada@example.org"]
    assert [author.orcid for author in record.authors] == ["", "0000-0001-8032-132X"]
    assert record.pages == "104201"


def test_nothing_written_as_nan_and_volume_and_issue_in_one() -> None:
    record = paper("TY  - JOUR\nTI  - T\nVL  - nan\nIS  - NaN\nSP  - nan\nER  - \n")
    assert (record.volume, record.issue, record.pages) == ("", "", "")
    record = paper("TY  - JOUR\nTI  - T\nVL  - 50(2)\nER  - \n")
    assert (record.volume, record.issue) == ("50", "2")


def test_the_editors_of_a_book_and_a_group_with_a_comma_behind_it() -> None:
    record = paper("TY  - BOOK\nTI  - T\nA2  - Editor, Eve\nER  - \n")
    assert record.authors == (Author("Editor", "Eve"),)
    record = paper("TY  - JOUR\nTI  - T\nAU  - Counting Club,\nA2  - Editor, Eve\nER  - \n")
    assert record.authors == (Author(collective="Counting Club"),)


def test_a_title_in_the_papers_own_language() -> None:
    record = paper("TY  - JOUR\nTI  - [Cells]\nTT  - Zellen\nLA  - German\nER  - \n")
    assert (record.title, record.vernacular_title) == ("[Cells]", "Zellen")
    record = paper(
        "TY  - JOUR\nTI  - [Cells]\nOP  - J Made Up Count\nT2  - J Made Up Count\nLA  - ger\n"
        "ER  - \n"
    )
    assert (record.title, record.vernacular_title) == ("[Cells]", "")
    record = paper("TY  - JOUR\nTI  - Zellen\nTT  - Cells\nLA  - German\nER  - \n")
    assert (record.title, record.vernacular_title) == ("Cells", "Zellen")
