"""Odd cases that every one of these formats must bear: BibTeX, tables, CSL-JSON, the plain form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fingerpost.records import Paper, Problem
from fingerpost.sources import read_file

BIBTEX = (
    "@article{{a,\n title={{{title}}},\n abstract={{{abstract}}},\n author={{Müller, Ö.}}\n}}\n"
)
TABLE = 'note,title,abstract,authors\n"x","{title}","{abstract}","Müller, Ö."\n'
FRACTION = (
    "<mml:math><mml:mfrac><mml:mrow><mml:mi>a</mml:mi><mml:mo>+</mml:mo><mml:mi>b</mml:mi>"
    "</mml:mrow><mml:mn>2</mml:mn></mml:mfrac></mml:math>"
)
FORMATS = ["bibtex", "table", "csl", "plain"]


def written(kind: str, title: str, abstract: str) -> str:
    if kind == "bibtex":
        return BIBTEX.format(title=title, abstract=abstract)
    if kind == "table":
        return TABLE.format(title=title, abstract=abstract)
    people: dict[str, object] = {"authors": [{"family": "Müller", "given": "Ö."}]}
    if kind == "csl":
        people = {"author": people["authors"], "issued": {"date-parts": [[2019]]}}
    item = {"title": title, "abstract": abstract, **people}
    return json.dumps([item], ensure_ascii=False, indent=1)


def read(folder: Path, raw: bytes) -> tuple[list[Paper], list[Problem]]:
    path = folder / "file.dat"
    path.write_bytes(raw)
    records = list(read_file(path))
    return (
        [one for one in records if isinstance(one, Paper)],
        [one for one in records if isinstance(one, Problem)],
    )


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
def test_encodings_that_say_what_they_are(tmp_path: Path, kind: str, encoding: str) -> None:
    (paper,), problems = read(tmp_path, written(kind, "Zählen", "Größe").encode(encoding))
    assert (paper.title, paper.abstract, paper.authors[0].name) == ("Zählen", "Größe", "Ö. Müller")
    assert problems == []


@pytest.mark.parametrize("kind", FORMATS)
def test_latin_1_is_told_with_its_line(tmp_path: Path, kind: str) -> None:
    raw = written(kind, "Zählen", "Größe").encode("latin-1")
    (paper,), (problem,) = read(tmp_path, raw)
    line = next(n for n, one in enumerate(raw.split(b"\n"), 1) if not one.isascii())
    assert (paper.title, paper.abstract) == ("Zählen", "Größe")
    assert f"line {line} is not UTF-8" in problem.reason


@pytest.mark.parametrize("kind", FORMATS)
def test_no_abstract(tmp_path: Path, kind: str) -> None:
    (paper,), problems = read(tmp_path, written(kind, "T", "").encode())
    assert (paper.title, paper.abstract, problems) == ("T", "", [])


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(
    "abstract",
    [
        "We count cells. Wir zählen Zellen. Nous comptons les cellules.",
        "IL-6 >5 and CRP <3, p<0.001 & n=20; 10⁻³ mol, ±2 °C, β-blockers 50%",
    ],
)
def test_text_comes_in_as_it_is(tmp_path: Path, kind: str, abstract: str) -> None:
    (paper,), _ = read(tmp_path, written(kind, "T", abstract).encode())
    assert paper.abstract == abstract


@pytest.mark.parametrize("kind", ["bibtex", "table", "csl"])
def test_labelled_abstracts_are_cut_at_their_labels(tmp_path: Path, kind: str) -> None:
    abstract = "BACKGROUND: We ask. METHODS: We count. RESULTS: AUROC 0.91 (95% CI 0.88 to 0.94)."
    (paper,), _ = read(tmp_path, written(kind, "T", abstract).encode())
    assert [section.label for section in paper.sections] == ["BACKGROUND", "METHODS", "RESULTS"]
    assert paper.abstract.replace("\n", " ") == abstract


@pytest.mark.parametrize("kind", ["bibtex", "table", "csl"])
@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("<i>E. coli</i> in CO<sub>2</sub>", "E. coli in CO2"),
        ("10<sup>5</sup> cells", "10⁵ cells"),
        ("<jats:p>One</jats:p>", "One"),
        ("A &amp; B &lt;5", "A & B <5"),
        (
            "<mml:math><mml:msup><mml:mn>10</mml:mn><mml:mn>5</mml:mn></mml:msup></mml:math> cells",
            "10⁵ cells",
        ),
        (FRACTION, "(a+b)/2"),
    ],
)
def test_markup_leaves_the_words_and_numbers(
    tmp_path: Path, kind: str, marked: str, plain: str
) -> None:
    (paper,), _ = read(tmp_path, written(kind, marked, marked).encode())
    assert (paper.title, paper.abstract) == (plain, plain)


def test_the_plain_form_is_verbatim(tmp_path: Path) -> None:
    (paper,), _ = read(tmp_path, written("plain", "<i>T</i>", " two  spaces &amp;").encode())
    assert (paper.title, paper.abstract) == ("<i>T</i>", " two  spaces &amp;")


@pytest.mark.parametrize("stated", ["10.1000/X", "https://doi.org/10.1000/x", "doi:10.1000/x"])
@pytest.mark.parametrize("kind", ["bibtex", "table", "csl", "plain"])
def test_a_doi_in_any_dress(tmp_path: Path, kind: str, stated: str) -> None:
    raw = written(kind, "T", "A")
    raw = raw.replace("title", f"doi={{{stated}}},\n title", 1) if kind == "bibtex" else raw
    raw = raw.replace('"title"', f'"DOI": "{stated}", "title"', 1)
    if kind == "table":
        raw = raw.replace("note", "doi", 1).replace('"x"', stated, 1)
    (paper,), _ = read(tmp_path, raw.encode())
    assert paper.doi == "10.1000/x"


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("Berg, Jan; Lovelace, Ada", ["Jan Berg", "Ada Lovelace"]),
        ("J. Berg, A. Lovelace, D. Doe, E. Roe", ["J. Berg", "A. Lovelace", "D. Doe", "E. Roe"]),
        ("Berg, Jan and Lovelace, Ada, and others", ["Jan Berg", "Ada Lovelace"]),
        ("{Counting Group; London} and Berg, Jan", ["Counting Group; London", "Jan Berg"]),
    ],
)  # fmt: skip
def test_lists_of_names_that_bibtex_does_not_know(
    tmp_path: Path, field: str, names: list[str]
) -> None:
    raw = f"@article{{a, title={{T}}, author={{{field}}}}}"
    (paper,), _ = read(tmp_path, raw.encode())
    assert [author.name for author in paper.authors] == names


def test_web_of_sciences_tab_text_is_known_by_its_tags(tmp_path: Path) -> None:
    raw = "PT\tAU\tTI\tSO\tPY\tUT\nJ\tBerg, J\tT\tJ Count\t2019\tWOS:000445987100063\n"
    (paper,), problems = read(tmp_path, raw.encode("utf-16"))
    assert (paper.title, paper.other_ids, problems) == ("T", ("wos:000445987100063",), [])


@pytest.mark.parametrize("kind", FORMATS)
def test_a_doi_that_is_none_is_told(tmp_path: Path, kind: str) -> None:
    raw = written(kind, "T", "A")
    raw = raw.replace("title", "doi={10.1}, title", 1) if kind == "bibtex" else raw
    raw = raw.replace('"title"', '"DOI": "10.1", "title"', 1)
    raw = raw.replace("note", "doi", 1).replace('"x"', "10.1", 1) if kind == "table" else raw
    (paper,), (problem,) = read(tmp_path, raw.encode())
    assert paper.doi == ""
    assert "'10.1' is no DOI" in problem.reason
