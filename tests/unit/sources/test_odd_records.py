"""What real exports do now and then, made up once for each format that can state it.

Every format is asked the same questions: no abstract, labelled parts, a title in the paper's own
language, groups, suffixes, many authors, doubtful dates, addresses for a DOI, a record twice,
other encodings, and a file that was cut off.
"""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest

from fingerpost.records import LinkKind, Paper, Problem, Retraction
from fingerpost.sources import read_file

RIS = """TY  - JOUR
TI  - {title}
{authors}
PY  - {year}
DO  - {doi}
{abstract}
ER  -

"""
REFER = """%0 Journal Article
%T {title}
{authors}
%D {year}
%R {doi}
{abstract}

"""
MEDLINE = """PMID- {number}
OWN - NLM
TI  - {title}
{authors}
DP  - {year}
AID - {doi} [doi]
{abstract}

"""
WOS = """PT J
TI {title}
{authors}
PY {year}
DI {doi}
{abstract}
ER

"""
ENDNOTE = """<record><titles><title>{title}</title></titles><contributors><authors>{authors}
</authors></contributors><dates><year>{year}</year></dates>
<electronic-resource-num>{doi}</electronic-resource-num>{abstract}</record>
"""
ZOTERO = """<bib:Article><z:itemType>journalArticle</z:itemType><dc:title>{title}</dc:title>
<bib:authors><rdf:Seq>{authors}</rdf:Seq></bib:authors><dc:date>{year}</dc:date>
<dc:identifier>DOI {doi}</dc:identifier>{abstract}</bib:Article>
"""
RDF_HEAD = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:bib="http://purl.org/net/biblio#"'
    ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:foaf="http://xmlns.com/foaf/0.1/">'
)
PERSON = "<rdf:li><foaf:Person><foaf:surname>{0}</foaf:surname>{1}</foaf:Person></rdf:li>"
FORMS: dict[str, tuple[str, str, str, str, str]] = {
    # format: (record, an author, an abstract, before all records, behind them)
    "ris": (RIS, "AU  - {}", "AB  - {}", "", ""),
    "refer": (REFER, "%A {}", "%X {}", "", ""),
    "medline": (MEDLINE, "FAU - {}", "AB  - {}", "", ""),
    "web-of-science": (WOS, "AF {}", "AB {}", "FN Made Up\nVR 1.0\n", "EF\n"),
    "endnote-xml": (
        ENDNOTE, "<author>{}</author>", "<abstract>{}</abstract>", "<xml><records>\n",
        "</records></xml>\n",
    ),
    "zotero-rdf": (
        ZOTERO, "{}", "<dcterms:abstract>{}</dcterms:abstract>", RDF_HEAD, "</rdf:RDF>",
    ),
}  # fmt: skip


def record(kind: str, **stated: object) -> str:
    form, author, abstract, _, _ = FORMS[kind]
    names = stated.get("authors", ["Lovelace, Ada"])
    assert isinstance(names, list)
    text = stated.get("abstract", "")
    return form.format(
        number=stated.get("number", 1),
        title=stated.get("title", "Counting cells"),
        authors="\n".join(author.format(_name(kind, name)) for name in names),
        year=stated.get("year", 2019),
        doi=stated.get("doi", "10.1000/a"),
        abstract=abstract.format(text) if text else "",
    )


def _name(kind: str, name: str) -> str:
    if kind != "zotero-rdf":
        return name
    family, _, given = name.partition(", ")
    return PERSON.format(family, f"<foaf:givenName>{given}</foaf:givenName>" if given else "")


def read(folder: Path, kind: str, *records: str, encoding: str = "utf-8") -> list[Paper | Problem]:
    _, _, _, before, behind = FORMS[kind]
    path = folder / "file.dat"
    declared = f'<?xml version="1.0" encoding="{encoding}"?>\n' if "<" in before else ""
    path.write_bytes(f"{declared}{before}{''.join(records)}{behind}".encode(encoding))
    return list(read_file(path))


def one(folder: Path, kind: str, **stated: object) -> Paper:
    (found,) = read(folder, kind, record(kind, **stated))
    assert isinstance(found, Paper), found
    assert found.source == kind
    return found


every_format = pytest.mark.parametrize("kind", FORMS)


@every_format
def test_a_record_without_an_abstract(tmp_path: Path, kind: str) -> None:
    found = one(tmp_path, kind)
    assert (found.title, found.abstract, found.sections) == ("Counting cells", "", ())
    assert (found.year, found.doi) == (2019, "10.1000/a")


@every_format
def test_a_labelled_abstract_has_its_parts(tmp_path: Path, kind: str) -> None:
    found = one(tmp_path, kind, abstract="BACKGROUND: Cells are many. METHODS: We counted.")
    assert found.abstract == "BACKGROUND: Cells are many.\nMETHODS: We counted."
    assert [(part.label, part.text) for part in found.sections] == [
        ("BACKGROUND", "Cells are many."),
        ("METHODS", "We counted."),
    ]


@every_format
def test_groups_suffixes_and_particles(tmp_path: Path, kind: str) -> None:
    found = one(
        tmp_path, kind,
        authors=["van der Berg, Jan, Jr", "Aerts, HJWL", "Counting Study Group", "Platt, SR"],
    )  # fmt: skip
    assert [author.name for author in found.authors] == [
        "Jan van der Berg Jr", "HJWL Aerts", "Counting Study Group", "SR Platt",
    ]  # fmt: skip
    assert found.authors[0].suffix == "Jr"
    if kind != "medline":  # which states groups under a tag of their own
        assert found.authors[2].collective == "Counting Study Group"


@every_format
def test_more_than_fifty_authors(tmp_path: Path, kind: str) -> None:
    names = [f"Name{chr(97 + n % 26)}{chr(97 + n // 26)}, A" for n in range(120)]
    found = one(tmp_path, kind, authors=names)
    assert [f"{author.family}, {author.given}" for author in found.authors] == names


@every_format
@pytest.mark.parametrize(
    ("stated", "doi"),
    [
        ("https://doi.org/10.1000/XYZ.1", "10.1000/xyz.1"),
        ("http://dx.doi.org/10.1000/xyz.1", "10.1000/xyz.1"),
        ("doi:10.1000/xyz.1", "10.1000/xyz.1"),
        ("10.1002/(SICI)1097-0142(19960101)77:1", "10.1002/(sici)1097-0142(19960101)77:1"),
    ],
)
def test_a_doi_however_it_is_addressed(tmp_path: Path, kind: str, stated: str, doi: str) -> None:
    assert one(tmp_path, kind, doi=stated).doi == doi


@every_format
def test_a_year_that_is_none_costs_only_the_year(tmp_path: Path, kind: str) -> None:
    found = read(tmp_path, kind, record(kind, year=20222))
    problems = [item for item in found if isinstance(item, Problem)]
    papers = [item for item in found if isinstance(item, Paper)]
    assert ["20222" in problem.reason for problem in problems] == [True]
    assert [(paper.title, paper.year) for paper in papers] == [("Counting cells", None)]


@every_format
def test_a_retracted_paper_by_its_title(tmp_path: Path, kind: str) -> None:
    expected = Retraction.NONE if kind == "medline" else Retraction.RETRACTED
    assert one(tmp_path, kind, title="RETRACTED: Counting cells").retraction is expected


@every_format
def test_a_record_that_stands_twice_comes_twice(tmp_path: Path, kind: str) -> None:
    """Which of the two is kept is the library's to decide, not the reader's."""
    found = read(tmp_path, kind, record(kind), record(kind), record(kind, number=2, title="Other"))
    assert [item.title for item in found if isinstance(item, Paper)] == [
        "Counting cells",
        "Counting cells",
        "Other",
    ]


@pytest.mark.parametrize(
    ("kind", "encoding"),
    [(kind, encoding) for kind in FORMS for encoding in ("utf-8-sig", "utf-16")]
    # XML in UTF-16 has a byte order mark.
    + [(kind, wide) for kind in list(FORMS)[:4] for wide in ("utf-16-le", "utf-16-be")],
)
def test_every_unicode_encoding(tmp_path: Path, kind: str, encoding: str) -> None:
    declared = {"utf-8-sig": "utf-8", "utf-16": "utf-16"}.get(encoding, encoding)
    _, _, _, before, behind = FORMS[kind]
    text = f"{before}{record(kind, title='Zählung 計数')}{behind}"
    if "<" in before:
        text = f'<?xml version="1.0" encoding="{declared}"?>{text}'
    path = tmp_path / "file.dat"
    path.write_bytes(text.encode(encoding))
    (found,) = read_file(path)
    assert isinstance(found, Paper)
    assert found.title == "Zählung 計数"


@every_format
def test_latin_1_is_told_or_declared(tmp_path: Path, kind: str) -> None:
    records = [record(kind, title="Zählung der Zähne"), record(kind, number=2, title="Größe")]
    found = read(tmp_path, kind, *records, encoding="iso-8859-1")
    assert [item.title for item in found if isinstance(item, Paper)] == [
        "Zählung der Zähne",
        "Größe",
    ]
    remarks = [item.reason for item in found if isinstance(item, Problem)]
    if kind in ("endnote-xml", "zotero-rdf"):
        assert remarks == []
    else:
        (remark,) = remarks
        assert "line" in remark
        assert "not UTF-8" in remark


@every_format
def test_a_single_faulty_line_is_told_with_its_number(tmp_path: Path, kind: str) -> None:
    records = [record(kind, number=n, title=f"Zählung {n}") for n in range(1, 9)]
    _, _, _, before, behind = FORMS[kind]
    raw = f"{before}{''.join(records)}{behind}".encode()
    raw = raw.replace("Zählung 5".encode(), "Zählung 5".encode("cp1252"))
    path = tmp_path / "file.dat"
    path.write_bytes(raw)
    found = list(read_file(path))
    problems = [item for item in found if isinstance(item, Problem)]
    titles = [item.title for item in found if isinstance(item, Paper)]
    line = raw[: raw.index(b"hlung 5")].count(b"\n") + 1
    assert len(problems) == 1, problems
    assert f"line {line}" in problems[0].sentence()
    assert [title for title in titles if "5" not in title] == [
        f"Zählung {n}" for n in range(1, 9) if n != 5
    ]


@every_format
def test_a_gzip_that_is_cut_gives_one_clear_problem(tmp_path: Path, kind: str) -> None:
    chance = random.Random(7)
    words = ["cell", "count", "ward", "machine", "trial", "number"]
    records = [
        record(kind, number=n, title=f"Title {n}", abstract=" ".join(chance.choices(words, k=60)))
        for n in range(1, 400)
    ]
    _, _, _, before, behind = FORMS[kind]
    raw = gzip.compress(f"{before}{''.join(records)}{behind}".encode())
    path = tmp_path / "file.dat"
    path.write_bytes(raw[: len(raw) // 2])
    found = list(read_file(path))
    papers = [item for item in found if isinstance(item, Paper)]
    (problem,) = [item for item in found if isinstance(item, Problem)]
    assert "the compressed file is cut off" in problem.reason
    assert 100 < len(papers) < 300
    assert [paper.title for paper in papers] == [f"Title {n}" for n in range(1, len(papers) + 1)]
    assert all(len(paper.abstract.split()) == 60 for paper in papers)


def medline(folder: Path, *lines: str) -> Paper:
    path = folder / "file.nbib"
    path.write_text("\n".join(["PMID- 1", "OWN - NLM", "TI  - Cells.", *lines]), encoding="utf-8")
    (found,) = read_file(path)
    assert isinstance(found, Paper)
    return found


@pytest.mark.parametrize(
    ("lines", "retraction", "link"),
    [
        (["PT  - Retracted Publication", "RIN - J Count. 2020;8(1):2. PMID: 2"],
         Retraction.RETRACTED, (LinkKind.RETRACTED_BY, "pmid:2")),
        (["PT  - Retraction of Publication", "ROF - J Count. 2019;7(3):12. PMID: 2"],
         Retraction.NOTICE, (LinkKind.RETRACTS, "pmid:2")),
        (["EIN - J Count. 2020;8(1):3. doi: 10.1000/e."],
         Retraction.NONE, (LinkKind.CORRECTED_BY, "doi:10.1000/e")),
        (["PT  - Published Erratum", "EFR - J Count. 2019. PMID: 2"],
         Retraction.NONE, (LinkKind.CORRECTS, "pmid:2")),
        (["UIN - J Count. 2021. PMID: 2"], Retraction.NONE, (LinkKind.UPDATED_BY, "pmid:2")),
        (["UOF - J Count. 2018. PMID: 2"], Retraction.NONE, (LinkKind.UPDATES, "pmid:2")),
        (["PT  - Preprint", "UIN - J Count. 2021. PMID: 2"],
         Retraction.NONE, (LinkKind.PUBLISHED_AS, "pmid:2")),
        (["ECI - J Count. 2020. PMID: 2"], Retraction.CONCERN, (LinkKind.COMMENTED_BY, "pmid:2")),
        (["CIN - J Count. 2020. PMID: 2"], Retraction.NONE, (LinkKind.COMMENTED_BY, "pmid:2")),
    ],
)  # fmt: skip
def test_medline_retractions_corrections_and_updates(
    tmp_path: Path, lines: list[str], retraction: Retraction, link: tuple[LinkKind, str]
) -> None:
    found = medline(tmp_path, *lines)
    assert found.retraction is retraction
    assert [(one.kind, one.target) for one in found.links] == [link]


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        ("1998 Dec-1999 Jan", "1998-12"),
        ("2000 Spring", "2000"),
        ("2019 Jan 5-11", "2019-01-05"),
        ("1975-1976", "1975"),
        ("2019 Jul-Aug", "2019-07"),
    ],
)
def test_medline_dates(tmp_path: Path, stated: str, date: str) -> None:
    assert medline(tmp_path, f"DP  - {stated}").date == date


def test_medline_titles_and_abstracts_in_two_languages_and_several_addresses(
    tmp_path: Path,
) -> None:
    found = medline(
        tmp_path, "TT  - Zellen zählen.", "LA  - ger", "AB  - We counted.", "OAB - Wir zählten.",
        "OABL- ger", "FAU - Berg, Jan K Jr", "AU  - Berg JK Jr", "AUID- ORCID: 0000-0001-8032-132X",
        "AD  - Ward 1, London. jan@example.org", "AD  - Ward 2, Paris.", "CN  - Counting Group",
    )  # fmt: skip
    assert found.vernacular_title == "Zellen zählen."
    assert found.other_abstracts == (("ger", "Wir zählten."),)
    berg, group = found.authors
    assert berg.affiliations == ("Ward 1, London. jan@example.org", "Ward 2, Paris.")
    assert (berg.orcid, berg.email, berg.suffix) == (
        "0000-0001-8032-132X", "jan@example.org", "Jr",
    )  # fmt: skip
    assert group.collective == "Counting Group"


def test_medline_text_that_eric_writes(tmp_path: Path) -> None:
    path = tmp_path / "file.nbib"
    path.write_text(
        "\nOWN - ERIC\nTI  - Cells\nAU  - Berg, Jan\nAID - http://dx.doi.org/10.1000/a\n"
        "OID - EJ1131633\nLID - http://eric.ed.gov/?id=EJ1131633\nDP  - 2000\nLA  - English\n",
        encoding="utf-8",
    )
    (found,) = read_file(path)
    assert isinstance(found, Paper)
    assert (found.doi, found.languages) == ("10.1000/a", ("eng",))
    assert (found.other_ids, found.url) == (
        ("eric:EJ1131633",), "http://eric.ed.gov/?id=EJ1131633",
    )  # fmt: skip


def test_medline_editors_stand_for_the_authors_of_a_book(tmp_path: Path) -> None:
    assert medline(tmp_path, "FED - Editor, Eve", "ED  - Editor E").authors[0].name == "Eve Editor"
    found = medline(tmp_path, "FAU - Berg, Jan", "FED - Editor, Eve")
    assert [author.name for author in found.authors] == ["Jan Berg"]
