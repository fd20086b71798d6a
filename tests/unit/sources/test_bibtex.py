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
    ],
)
def test_latex(latex: str, expected: str) -> None:
    assert latex_to_text(latex).strip("{\\") == expected
