"""BibTeX: LaTeX, macros, cross references, names, preprints, broken entries."""

from __future__ import annotations

import pytest

from fingerpost.records import Author, Link, LinkKind, Paper, Problem
from fingerpost.sources import bibtex
from fingerpost.sources.latex import latex_to_text


def read(text: str) -> list[Paper | Problem]:
    return list(bibtex.read_text(text, "a.bib"))


def paper(text: str) -> Paper:
    (record,) = read(text)
    assert isinstance(record, Paper)
    return record


def test_fields_macros_and_accents() -> None:
    records = read(
        '@string{of = "Journal of "}\n@string{jmc = of # "Counting"}\n@comment{nothing}\n'
        "@article{a, title={{C}ounting {\\'e}l{\\`e}ves}, journal=jmc, year=2019, month=jul, day=3,"
        " volume=5, number={6}, pages={12--19}, doi={https://doi.org/10.1000/XYZ.1},"
        ' author="Lovelace, Ada and Jan van der Berg", keywords={cells, machines},'
        " pmid={123}, pmcid={PMC456}, abstract={5\\% of cells {\\textless} 3}}"
    )
    (record,) = records
    assert isinstance(record, Paper)
    assert record.title == "Counting élèves"
    assert record.journal == "Journal of Counting"
    assert (record.volume, record.issue, record.pages) == ("5", "6", "12-19")
    assert (record.year, record.date) == (2019, "2019-07-03")
    assert (record.doi, record.pmid, record.pmcid) == ("10.1000/xyz.1", "123", "PMC456")
    assert record.abstract == "5% of cells < 3"
    assert record.keywords == ("cells", "machines")
    assert record.authors == (
        Author(family="Lovelace", given="Ada"),
        Author(family="van der Berg", given="Jan"),
    )


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (
            "{World Counting Organization} and others",
            [Author(collective="World Counting Organization")],
        ),
        ("Berg, Jr, Jan", [Author(family="Berg", given="Jan", suffix="Jr")]),
        ("Berg, Jan, III", [Author(family="Berg", given="Jan", suffix="III")]),
        ('M{\\"u}ller, A.', [Author(family="Müller", given="A.")]),
        ("family=Berg, given=Jan, prefix=van den", [Author(family="van den Berg", given="Jan")]),
    ],
)
def test_names(field: str, expected: list[Author]) -> None:
    assert list(paper(f"@misc{{a, title={{T}}, author={{{field}}}}}").authors) == expected


def test_crossref_inherits_what_the_child_lacks() -> None:
    child, parent = read(
        "@inproceedings{a, title={Child}, crossref={B}}\n"
        "@proceedings{b, title={Parent}, year=2020, editor={Berg, Jan}}"
    )
    assert isinstance(child, Paper)
    assert isinstance(parent, Paper)
    assert (child.title, child.journal, child.year) == ("Child", "Parent", 2020)


def test_a_preprint_keeps_the_published_doi_as_a_link() -> None:
    record = paper(
        "@misc{a, title={T}, eprint={2101.00001v2}, archiveprefix={arXiv}, doi={10.1000/x}}"
    )
    assert (record.arxiv, record.doi) == ("2101.00001", "")
    assert record.links == (Link(LinkKind.PUBLISHED_AS, "doi:10.1000/x"),)


def test_a_journal_article_with_an_eprint_is_the_journal_article() -> None:
    record = paper(
        "@article{a, title={T}, journal={J}, eprint={2101.00001}, archiveprefix={arXiv},"
        " doi={10.1000/x}}"
    )
    assert (record.id, record.links) == ("doi:10.1000/x", ())


def test_arxivs_own_doi_stays_the_records() -> None:
    record = paper("@misc{a, title={T}, doi={10.48550/arXiv.2101.00001}}")
    assert (record.id, record.doi) == ("arxiv:2101.00001", "10.48550/arxiv.2101.00001")


def test_a_broken_entry_costs_only_itself() -> None:
    first, fault, last = read(
        "@article{a, title={One}}\n\n@article{b, title={Two,\n year=2019\n\n"
        "@article{c, title={Three}}"
    )
    assert isinstance(first, Paper)
    assert isinstance(fault, Problem)
    assert isinstance(last, Paper)
    assert (fault.record, fault.line) == (2, 3)
    assert last.title == "Three"


def test_a_key_or_field_given_twice_loses_nothing() -> None:
    one, two = read("@misc{a, title={One}, note={x}, note={y}}\n@misc{a, title={Two}}")
    assert isinstance(one, Paper)
    assert isinstance(two, Paper)
    assert (one.title, two.title) == ("One", "Two")


def test_no_title_and_a_faulty_year() -> None:
    untitled, fault, record = read("@misc{a, year=2019}\n@misc{b, title={T}, year={20222}}")
    assert isinstance(untitled, Problem)
    assert isinstance(fault, Problem)
    assert isinstance(record, Paper)
    assert "no title" in untitled.reason
    assert "20222" in fault.reason
    assert record.year is None


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("5% of A & B", "5% of A & B"),
        ("US$ 5", "US$ 5"),
        ("10\\textsuperscript{5} cells", "10⁵ cells"),
        ("$\\alpha$-synuclein", "α-synuclein"),
        ("$10^{-3}$ mm$^2$ of H$_2$O", "10⁻³ mm² of H₂O"),
        ("{\\textless}i{\\textgreater}In vivo{\\textless}/i{\\textgreater}", "In vivo"),
        ("\\href{https://example.org}{here}", "here"),
        ("broken {\\'e", "broken é"),
        ("{" * 3000 + "\\", ""),
        ("cut off \\href", "cut off \\href"),
        ("cut off \\frac{1}", "cut off \\frac1"),
    ],
)
def test_latex(latex: str, expected: str) -> None:
    assert latex_to_text(latex).strip("{\\") == expected


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ("The \\texttt{py-x} and \\mbox{$\\mu$}J", "The py-x and μJ"),
        ("{\\LaTeX} \\enquote{q}", "LaTeX “q”"),
        ("CO\\textsubscript{2}, Ca$^{2+}$, 4$^{\\text{th}}$, $10^{n}$", "CO₂, Ca²⁺, 4th, 10^n"),
        ("US$ 5 and US$ 6, $5-$6", "US$ 5 and US$ 6, $5-$6"),
        ("000$\\overline{1}$", "0001̅"),
        ("\\unknown and \\other{x}", "\\unknown and x"),
        ("\\SI{5}{\\milli\\gram} \\euro{} 5", "5 mg € 5"),
        ("\\url{https://example.org/~a}", "https://example.org/~a"),
        ('\\char"2E18 \\symbol{126} \\^{}', "⸘ ~ ^"),
        ("hy\\-phen, space{$\\quad$}quad", "hyphen, space quad"),
        ("Franc{\\ocirc{u}}", "Franců"),
        ("\\ElsevierGlyph{2014}", "—"),
        ("\\ElsevierGlyph{zz}\\char55555 ", "zz"),
    ],
)
def test_no_command_takes_its_text_or_unit_away(latex: str, expected: str) -> None:
    assert latex_to_text(latex) == expected


@pytest.mark.parametrize(
    "text",
    [
        "@article{\n author={Berg, Jan},\n title={One},\n year={2012}\n}",
        "@article{a, title={One}, , year={2012}, author={Berg, Jan}}",
        '@article{a,\n title="One, \\"two",\n year=2012, author={Berg, Jan}\n)',
        "@article(a, title={One}, year=2012, author={Berg, Jan}}",
    ],
)
def test_what_programs_write_amiss_is_put_right(text: str) -> None:
    record, last = read(f"{text}\n\n@article{{z, title={{Last}}}}")
    assert isinstance(record, Paper)
    assert isinstance(last, Paper)
    assert record.title.startswith("One")
    assert (record.year, record.authors[0].family, last.title) == (2012, "Berg", "Last")


def test_an_entry_that_is_never_closed_is_read_as_far_as_it_goes_and_told() -> None:
    fault, record, last = read("@article{a, title={One}, year=2012\n\n@article{z, title={Last}}")
    assert isinstance(fault, Problem)
    assert isinstance(record, Paper)
    assert isinstance(last, Paper)
    assert "never closed" in fault.reason
    assert (fault.record, fault.line, record.title, record.year) == (1, 1, "One", 2012)


def test_xdata_and_sets_lend_and_are_no_records() -> None:
    records = read(
        "@xdata{x, journaltitle={Journal of Counting}, year=2020}\n"
        "@set{s, entryset={a,b}}\n@article{a, title={One}, xdata={x, missing}}"
    )
    (record,) = records
    assert isinstance(record, Paper)
    assert (record.journal, record.year) == ("Journal of Counting", 2020)


def test_crossref_goes_up_several_steps_and_never_round() -> None:
    part, book, series = read(
        "@incollection{a, title={Part}, crossref={b}}\n"
        "@book{b, title={Book}, subtitle={And More}, crossref={c}, editor={Berg, Jan}}\n"
        "@book{c, title={Series}, year=2020, crossref={a}}"
    )
    assert isinstance(part, Paper)
    assert isinstance(book, Paper)
    assert (part.journal, part.year, part.authors) == ("Book: And More", 2020, ())
    assert (book.title, book.authors[0].family) == ("Book: And More", "Berg")
    assert isinstance(series, Paper)
    assert (series.title, series.year) == ("Series", 2020)


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("date={2019-07-03/2019-07-05}", "2019-07-03"),
        ("date={2016/2017}", "2016"),
        ("date={2019-21}", "2019"),
        ("date={2019~}", "2019"),
        ('year=2019, month=jul # "~3"', "2019-07-03"),
        ("year={2019}, month={{OCT 1}}", "2019-10-01"),
        ("year=2019, month=8, day=4", "2019-08-04"),
        ("year={2003/2004}", "2003"),
    ],
)
def test_dates(fields: str, date: str) -> None:
    assert paper(f"@article{{a, title={{T}}, {fields}}}").date == date


def test_a_year_in_words_is_told() -> None:
    fault, record = read("@article{a, title={T}, year={in press}}")
    assert isinstance(fault, Problem)
    assert isinstance(record, Paper)
    assert "in press" in fault.reason


def test_web_of_science_says_more_than_other_bibtex() -> None:
    record = paper(
        "@article{ WOS:000445987100063,\nTitle={{T}},\nType={{Article}},\n"
        "Author={Lovelace, Ada and van den Berg, Jan},\n"
        "Affiliation={{Lovelace, A (Corresponding Author), Inst Count, London, England.\n"
        "   Lovelace, Ada; van den Berg, Jan, Univ Twente, Enschede, Netherlands.}},\n"
        "ORCID-Numbers={{Lovelace, Ada/0000-0002-1825-0097\n   Nobody, N/0000-0001-5109-3700}},\n"
        "Keywords={{Cells, human; Machines}}, Keywords-Plus={{LEARNING}},\n"
        "Cited-References={{Doe A, 2001, J COUNT, V5, P1, DOI 10.1000/y.\n"
        "   Roe B, 2002, J COUNT.}},\n"
        "Unique-ID={{WOS:000445987100063}}, Article-Number={{e17}}, Journal-ISO={{J. Count.}}}"
    )
    ada, jan = record.authors
    assert (ada.orcid, jan.orcid) == ("0000-0002-1825-0097", "")
    assert ada.affiliations == (
        "Inst Count, London, England", "Univ Twente, Enschede, Netherlands",
    )  # fmt: skip
    assert jan.affiliations == ("Univ Twente, Enschede, Netherlands",)
    assert record.other_ids == ("wos:000445987100063",)
    assert [(one.text[:5], one.doi) for one in record.references] == [
        ("Doe A", "10.1000/y"),
        ("Roe B", ""),
    ]
    assert record.keywords == ("Cells, human", "Machines", "LEARNING")
    assert (record.publication_types, record.pages) == (("Article",), "e17")
    assert record.journal_abbreviation == "J. Count."


def test_scopus_ids_types_and_addresses() -> None:
    record = paper(
        "@article{a, title={T}, author={Lovelace, A. and Berg, J.}, document_type={Review},\n"
        "url={https://www.scopus.com/inward/record.uri?eid=2-s2.0-85000000001&doi=10.1000%2fx},\n"
        "affiliation={Institute of Counting, London; University, Enschede}, art_number={17},\n"
        "author_keywords={cells;  machines}, keywords={learning}, pubmed_id={123}}"
    )
    assert record.other_ids == ("eid:2-s2.0-85000000001",)
    assert (record.doi, record.pmid, record.pages) == ("10.1000/x", "123", "17")
    assert record.publication_types == ("Review",)
    assert [author.affiliations for author in record.authors] == [
        ("Institute of Counting, London",),
        (),
    ]
    assert set(record.keywords) == {"cells", "machines", "learning"}


def test_annotations_of_biblatex_carry_orcids() -> None:
    record = paper(
        '@article{a, title={T}, author={Lovelace, Ada and Berg, Jan},'
        ' author+an:orcid={2="0000-0002-1825-0097"}}'
    )  # fmt: skip
    assert [author.orcid for author in record.authors] == ["", "0000-0002-1825-0097"]


def test_the_number_of_a_series_is_no_issue_and_an_extent_no_page() -> None:
    record = paper("@book{a, title={T}, number=6, pages={312}, booktitle={T}}")
    assert (record.issue, record.pages, record.journal) == ("", "", "")


def test_an_original_title_is_kept() -> None:
    assert paper("@book{a, title={T}, origtitle={Zählen}}").vernacular_title == "Zählen"


def test_more_than_fifty_authors() -> None:
    names = " and\n ".join(f"Author{n}, A." for n in range(120))
    assert len(paper(f"@article{{a, title={{T}}, author={{{names} and others}}}}").authors) == 120


@pytest.mark.parametrize(
    ("field", "address"),
    [
        ("howpublished={\\url{https://example.org/a_b}}", "https://example.org/a_b"),
        ("howpublished={\\href {https://example.org} {\\texttt{x}}}", "https://example.org"),
        ("bdsk-url-1={https://doi.org/10.1000/x}", "https://doi.org/10.1000/x"),
        ("url={https://example.org/\\%7Ea\\_b\\&c=1}", "https://example.org/%7Ea_b&c=1"),
        ("url={not an address}", ""),
    ],
)
def test_addresses(field: str, address: str) -> None:
    assert paper(f"@misc{{a, title={{T}}, {field}}}").url == address
