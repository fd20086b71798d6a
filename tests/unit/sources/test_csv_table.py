"""Tables: delimiters, the columns of well-known exports, broken rows."""

from __future__ import annotations

import pytest

from fingerpost.records import Link, LinkKind, Paper, Problem, Retraction
from fingerpost.sources import csv_table


def read(text: str) -> list[Paper | Problem]:
    return list(csv_table.read_text(text, "a.csv"))


def paper(text: str) -> Paper:
    (record,) = read(text)
    assert isinstance(record, Paper)
    return record


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(delimiter: str) -> None:
    rows = ["Year,Title,Abstract", "2019,Cells,Text"]
    record = paper("\n".join(row.replace(",", delimiter) for row in rows))
    assert (record.title, record.year, record.abstract) == ("Cells", 2019, "Text")


def test_excels_sep_line_and_a_byte_order_mark() -> None:
    assert paper("sep=;\n\ufeffTitle ;Year\nCells;2019\n").title == "Cells"


def test_pubmeds_own_table() -> None:
    record = paper(
        '"PMID","Title","Authors","Citation","First Author","Journal/Book","Publication Year",'
        '"Create Date","PMCID","NIHMS ID","DOI"\n'
        '"12","Cells","Lovelace AM, van der Berg J; Counting Group.",'
        '"J Count. 2019 Jul 3;5(6):12-19. doi: 10.1000/xyz.","Lovelace AM",'
        '"J Count","2019","2018/01/01","PMC345","","10.1000/XYZ"\n'
    )
    assert (record.pmid, record.pmcid, record.doi) == ("12", "PMC345", "10.1000/xyz")
    assert (record.date, record.volume, record.issue, record.pages) == (
        "2019-07-03",
        "5",
        "6",
        "12-19",
    )
    assert [a.short_name for a in record.authors] == [
        "Lovelace AM",
        "van der Berg J",
        "Counting Group",
    ]
    assert record.source == "pubmed-csv"


def test_scopus_table_with_an_unnamed_funding_column() -> None:
    record = paper(
        "Authors,Title,Year,Source title,Authors with affiliations,Funding Text 1,PubMed ID,"
        "Language of Original Document,EID\n"
        '"Berg J., Lovelace A.",Cells,2019,J Count,'
        '"Berg, J., Ward 1, London; Lovelace, A., Ward 2",'
        "one,two,31421429,English,2-s2.0-1\n"
    )
    assert (record.pmid, record.languages) == ("31421429", ("eng",))
    assert [a.affiliations for a in record.authors] == [("Ward 1, London",), ("Ward 2",)]


def test_embase_and_ieee_columns() -> None:
    embase = paper(
        "Title,Author Names,Source\n"
        'Cells,"Liu R., Adler D.G.","J Count (2014) 3:4 (152-160). Date"\n'
    )
    assert (embase.journal, embase.year, embase.issue) == ("J Count", 2014, "4")
    assert [a.family for a in embase.authors] == ["Liu", "Adler"]
    ieee = paper(
        "Document Title,Authors,Author Affiliations,Start Page,End Page\n"
        "Cells,A. Lovelace; J. Berg,Ward 1; Ward 2,3,9\n"
    )
    assert ieee.pages == "3-9"
    assert [a.affiliations for a in ieee.authors] == [("Ward 1",), ("Ward 2",)]


def test_a_row_that_does_not_fit_is_a_problem_with_its_line() -> None:
    one, fault, three = read("Title,Year\nOne,2019\nTwo,with comma,2019\nThree,2020\n")
    assert isinstance(one, Paper)
    assert isinstance(fault, Problem)
    assert isinstance(three, Paper)
    assert (fault.record, fault.line) == (2, 3)
    assert "3 cells and the header 2" in fault.reason


def test_an_open_quotation_mark_costs_its_own_row() -> None:
    records = read('Title,Year\nOne,2019\n"Two,2019\nThree,2020\nFour,2021\n')
    assert [r.title for r in records if isinstance(r, Paper)] == ["One", "Three", "Four"]
    (fault,) = (r for r in records if isinstance(r, Problem))
    assert (fault.record, fault.line) == (2, 3)


def test_cells_of_several_lines_and_the_lines_after_them() -> None:
    first, fault = read('Title,Abstract\nOne,"A.\nB."\n,Text\n')
    assert isinstance(first, Paper)
    assert isinstance(fault, Problem)
    assert first.abstract == "A.\nB."
    assert (fault.record, fault.line) == (2, 4)


def test_no_title_column_names_the_columns() -> None:
    (fault,) = read("Abstract,Year\nText,2019\n")
    assert isinstance(fault, Problem)
    assert "Abstract, Year" in fault.reason


def test_missing_values_of_statistics_programs_are_empty() -> None:
    record = paper("title,abstract,year,doi\nCells,NA,nan,NA\n")
    assert (record.abstract, record.year, record.doi) == ("", None, "")


def test_a_faulty_year() -> None:
    fault, record = read("title,year\nCells,20222\n")
    assert isinstance(fault, Problem)
    assert "20222" in fault.reason
    assert isinstance(record, Paper)
    assert record.year is None


WOS = (
    "PT\tAU\tAF\tTI\tSO\tLA\tDT\tDE\tID\tAB\tC1\tOI\tJI\tPD\tPY\tVL\tIS\tBP\tEP\tAR\tDI\tCA\tUT\tPM\n"
    "J\tLovelace, A; Berg, J\tLovelace, Ada; van den Berg, Jan\tCounting cells\tJournal of Counting"
    "\tEnglish\tArticle; Early Access\tcells, human; machines\tLEARNING\tWe counted."
    "\t[Lovelace, Ada; van den Berg, Jan] Inst Count, London; [Lovelace, Ada] Univ Y, York"
    "\tLovelace, Ada/0000-0002-1825-0097; Nobody/0000-0001-5109-3700\tJ. Count.\tJUL 15\t2019\t5\t6"
    "\t\t\te17\t10.1000/x\tCounting Grp\tWOS:000445987100063\t123\n"
)


def test_web_of_sciences_tab_text() -> None:
    record = paper(WOS)
    ada, jan, group = record.authors
    assert (ada.family, ada.given, ada.orcid) == ("Lovelace", "Ada", "0000-0002-1825-0097")
    assert ada.affiliations == ("Inst Count, London", "Univ Y, York")
    assert (jan.affiliations, jan.orcid) == (("Inst Count, London",), "")
    assert group.collective == "Counting Grp"
    assert (record.date, record.pages, record.pmid) == ("2019-07-15", "e17", "123")
    assert (record.journal, record.journal_abbreviation) == ("Journal of Counting", "J. Count.")
    assert record.keywords == ("cells, human", "machines", "LEARNING")
    assert record.publication_types == ("Article", "Early Access")
    assert record.other_ids == ("wos:000445987100063",)
    assert record.languages == ("eng",)


def test_web_of_sciences_sheet_saved_as_csv() -> None:
    record = paper(
        "Publication Type,Authors,Author Full Names,Article Title,Source Title,Group Authors,"
        "Publication Date,Publication Year,UT (Unique WOS ID),Addresses,Keywords Plus\n"
        'J,"Berg, J","Berg, Jan",T,S,Counting Grp,JUL,2019,WOS:000445987100063,"[Berg, Jan] X",'
        "A; B\n"
    )
    assert [author.name for author in record.authors] == ["Jan Berg", "Counting Grp"]
    assert (record.date, record.publication_types, record.keywords) == ("2019-07", (), ("A", "B"))
    assert record.other_ids == ("wos:000445987100063",)
    assert record.authors[0].affiliations == ("X",)


def test_what_excel_does_to_a_table() -> None:
    record = paper(
        '\ufeffsep=;\r\nPMID;Title;Year;Volume;Number;Pages;Notes\r\n'
        '"=""123""";\'=cells count;2019.0;36.0;2.0;e7;PMCID: PMC456\r\n'
    )  # fmt: skip
    assert (record.pmid, record.title, record.date) == ("123", "=cells count", "2019")
    assert (record.volume, record.issue, record.pages) == ("36", "2", "e7")
    assert record.pmcid == "PMC456"


def test_a_decimal_pmid_counts_and_a_rounded_one_is_told() -> None:
    one, fault, two = read("pmid,title,year\n36623998.0,One,2019\n3.66E+07,Two,2020\n")
    assert isinstance(one, Paper)
    assert isinstance(fault, Problem)
    assert isinstance(two, Paper)
    assert (one.pmid, two.pmid) == ("36623998", "")
    assert "rounded by a spreadsheet" in fault.reason
    assert fault.line == 3


@pytest.mark.parametrize("pages", ["Jul-12", "12-Jul"])
def test_pages_that_a_spreadsheet_made_a_date_are_told_and_not_kept(pages: str) -> None:
    fault, record = read(f"title,pages\nT,{pages}\n")
    assert isinstance(fault, Problem)
    assert isinstance(record, Paper)
    assert (record.pages, pages in fault.reason) == ("", True)


def test_a_year_in_words_is_told() -> None:
    fault, record = read("title,year\nT,in press\n")
    assert isinstance(fault, Problem)
    assert isinstance(record, Paper)
    assert "in press" in fault.reason


def test_embase_has_a_second_language_and_its_own_number() -> None:
    record = paper(
        "Title,Original Title,Author Names,Abstract,Original Abstract,Source,PUI,"
        "Emtree Medical Index Terms,Correspondence Address\n"
        'T,Zählen,"Liu R., Berg J.",English text.,Deutscher Text.,'
        '"Gut (2014) 3:3 (1-9). Date of Publication: 5 Jul 2014",L372000000,'
        '"cyst (diagnosis, surgery), human","J. Berg, Univ X. E-mail: j@example.org"\n'
    )
    assert record.vernacular_title == "Zählen"
    assert record.other_abstracts == (("", "Deutscher Text."),)
    assert record.other_ids == ("embase:L372000000",)
    assert record.keywords == ("cyst (diagnosis, surgery)", "human")
    assert record.date == "2014-07-05"
    assert [author.email for author in record.authors] == ["", "j@example.org"]


def test_scopus_keeps_its_eid_article_number_and_both_kinds_of_keywords() -> None:
    record = paper(
        "Authors,Title,Year,Art. No.,Author Keywords,Index Keywords,Affiliations,EID,"
        "Correspondence Address\n"
        'A,T,2019,17,cells; human,learning,"X, York; Y, London",2-s2.0-85000000001,'
        '"A.; X, York; email: a@example.org"\n'
    )
    assert record.other_ids == ("eid:2-s2.0-85000000001",)
    assert (record.pages, record.keywords) == ("17", ("cells", "human", "learning"))
    assert record.authors[0].email == "a@example.org"


def test_addresses_that_name_nobody_are_not_dealt_out_in_turn() -> None:
    """Scopus lists each address once: as many addresses as authors are no pairs."""
    record = paper('Authors,Title,Affiliations\n"Berg J., Doe A.",T,"X, York; Y, London"\n')
    assert [author.affiliations for author in record.authors] == [("X, York",), ()]


def test_groups_between_semicolons_of_pubmeds_table_keep_their_commas() -> None:
    record = paper(
        "PMID,Title,Authors,Journal/Book\n"
        '1,T,"Crijns HJGM, Berg J Jr; Section for Sensors, Signals and Cells; Doe A.",J\n'
    )
    assert [(a.family, a.given, a.suffix, a.collective) for a in record.authors] == [
        ("Crijns", "HJGM", "", ""),
        ("Berg", "J", "Jr", ""),
        ("", "", "", "Section for Sensors, Signals and Cells"),
        ("Doe", "A", "", ""),
    ]


def test_retraction_watch() -> None:
    retracted, concern = read(
        "Title,Author,Journal,OriginalPaperDOI,OriginalPaperDate,OriginalPaperPubMedID,"
        "RetractionDOI,RetractionPubMedID,RetractionNature\n"
        "One,Ada Lovelace,J,10.1000/x,7/31/2024 0:00,0,10.1000/notice,0,Retraction\n"
        "Two,Ada Lovelace,J,10.1000/y,1/2/2023 0:00,123,10.1000/z,0,Expression of concern\n"
    )
    assert isinstance(retracted, Paper)
    assert isinstance(concern, Paper)
    assert retracted.retraction is Retraction.RETRACTED
    assert retracted.links == (Link(LinkKind.RETRACTED_BY, "doi:10.1000/notice"),)
    assert (retracted.date, retracted.pmid) == ("2024-07-31", "")
    assert (concern.retraction, concern.pmid, concern.links) == (Retraction.CONCERN, "123", ())


def test_labels_are_passed_over_and_an_own_id_is_kept() -> None:
    record = paper("id,title,label_included,abstract\ncdss:194,T,1,One.\n")
    assert (record.other_ids, record.abstract) == (("cdss:194",), "One.")


def test_the_same_record_twice_is_two_records() -> None:
    one, two = read("title,doi\nT,https://doi.org/10.1000/x\nT,doi: 10.1000/X\n")
    assert isinstance(one, Paper)
    assert one == two
    assert one.doi == "10.1000/x"


def test_formulas_keep_their_powers_and_fractions() -> None:
    record = paper(
        "title,abstract\n<i>T</i> CO<sub>2</sub>,"
        "<jats:p><mml:math><mml:msup><mml:mn>10</mml:mn><mml:mrow><mml:mo>-</mml:mo><mml:mn>5"
        "</mml:mn></mml:mrow></mml:msup></mml:math> and <mml:math><mml:mfrac><mml:mn>1</mml:mn>"
        '<mml:mn>2</mml:mn></mml:mfrac></mml:math> and <tex-math>"$7\\times$</tex-math></jats:p>\n'
    )
    assert record.title == "T CO2"
    assert record.abstract.startswith("10⁻⁵ and 1/2 and")


def test_sixty_authors_in_one_cell() -> None:
    names = "; ".join(f"Author{n}, A." for n in range(60))
    assert len(paper(f'title,authors\nT,"{names}"\n').authors) == 60
