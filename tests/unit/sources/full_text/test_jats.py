"""The body of JATS articles, made up."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from fingerpost.records import Problem
from fingerpost.sources.full_text import FullText, PartKind, read_full_text

ARTICLE = """<?xml version="1.0"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS//EN" "JATS-archivearticle1.dtd">
<article xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML">
<front><article-meta><article-id pub-id-type="doi">10.5555/whole.1</article-id>
<title-group><article-title>Made-up sepsis model</article-title></title-group>
<author-notes><fn fn-type="conflict"><p>None of the authors has an interest.</p></fn></author-notes>
<abstract><p>We made a model.</p></abstract>
<funding-group><funding-statement>Funded by the Example Trust.</funding-statement></funding-group>
</article-meta></front>
<body>
<p>Sepsis is common<xref ref-type="bibr" rid="r1"><sup>1</sup></xref>.</p>
<sec sec-type="materials|methods"><title>2. How it was done</title>
<sec><title>Patients</title><p>We included 1,204 patients [<xref ref-type="bibr" rid="r1">1</xref>,
<xref ref-type="bibr" rid="r2">2</xref>] of two wards
(<xref ref-type="table" rid="t1">Table 1</xref>).
</p><p>The area was 0.85<sup><xref ref-type="bibr" rid="r1">12</xref>,<xref ref-type="bibr"
rid="r2">13</xref></sup> and 10<sup>5</sup> cells.</p>
<table-wrap id="t1"><caption><p>Nine patients</p></caption></table-wrap></sec></sec>
<sec><title>Results</title><p>It did well:<list><list-item><p>once</p></list-item><list-item>
<p>twice</p></list-item></list></p><sec><title>Subjects</title><p>Of 9.</p></sec></sec>
<sec><title>Discussion</title><p>Others had 500 patients.</p><sec><title>Limitations</title>
<p>One hospital only.</p></sec></sec></body>
<back><ack><p>We thank the wards.</p></ack><sec sec-type="data-availability"><title>Where the
data are</title><p>On request.</p></sec>
<ref-list><ref id="r1"><mixed-citation>A book of 7,000 patients
</mixed-citation></ref></ref-list></back></article>"""


@pytest.fixture
def full(tmp_path: Path) -> FullText:
    file = tmp_path / "whole.xml.gz"
    file.write_bytes(gzip.compress(ARTICLE.encode()))
    (found,) = read_full_text(file)
    assert isinstance(found, FullText)
    return found


def test_parts_stand_in_their_order_with_the_way_to_them(full: FullText) -> None:
    assert [(part.kind, part.heading) for part in full.parts] == [
        (PartKind.INTRODUCTION, ""),
        (PartKind.METHODS, "2. How it was done > Patients"),
        (PartKind.RESULTS, "Results"),
        (PartKind.RESULTS, "Results > Subjects"),
        (PartKind.DISCUSSION, "Discussion"),
        (PartKind.LIMITATIONS, "Discussion > Limitations"),
        (PartKind.FUNDING, "Funding"),
        (PartKind.CONFLICTS, "Conflicts of interest"),
        (PartKind.ACKNOWLEDGEMENTS, "Acknowledgements"),
        (PartKind.AVAILABILITY, "Where the data are"),
    ]


def test_marks_of_references_are_gone_and_change_no_number(full: FullText) -> None:
    texts = [part.text for part in full.parts]
    assert texts[0] == "Sepsis is common."
    assert texts[1] == (
        "We included 1,204 patients of two wards (Table 1).\nThe area was 0.85 and 10⁵ cells."
    )


def test_tables_and_references_belong_to_no_part(full: FullText) -> None:
    whole = "\n".join(part.text for part in full.parts)
    assert "Nine patients" not in whole
    assert "7,000" not in whole
    assert "once twice" in whole


def test_front_matter_is_the_paper(full: FullText) -> None:
    assert full.paper.id == "doi:10.5555/whole.1"
    assert full.paper.abstract == "We made a model."
    assert full.pages == 0
    assert full.parts[1].page_at(3) is None


def test_an_article_without_its_body_says_so(tmp_path: Path) -> None:
    start, end = ARTICLE.index("<body>"), ARTICLE.index("</body>") + len("</body>")
    file = tmp_path / "front.xml"
    file.write_text(ARTICLE[:start] + ARTICLE[end:])
    (found,) = read_full_text(file)
    assert isinstance(found, FullText)
    assert "front matter" in found.remarks[0]


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the password")
    entity = f'<!DOCTYPE article [<!ENTITY x SYSTEM "file://{secret}">]>'
    start = ARTICLE.index("<article")
    file = tmp_path / "entity.xml"
    file.write_text(entity + ARTICLE[start:].replace("common", "&x;"))
    found = list(read_full_text(file))
    assert "password" not in str(found)
    assert isinstance(found[0], Problem)
    assert "entities" in found[0].reason


def test_deep_nesting_ends(tmp_path: Path) -> None:
    deep = "<sec><title>S</title>" * 200 + "<p>Deep.</p>" + "</sec>" * 200
    file = tmp_path / "deep.xml"
    file.write_text(ARTICLE.replace("<body>", "<body>" + deep))
    assert any(isinstance(found, FullText) for found in read_full_text(file))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"Dear colleague, please find enclosed", "not known"),
        (b"TY  - JOUR\nTI  - A title\nER  - \n", "--file"),
        (b"PK\x03\x04....", "ZIP"),
    ],
)
def test_other_files_are_told_apart(content: bytes, words: str, tmp_path: Path) -> None:
    file = tmp_path / "some.pdf"
    file.write_bytes(content)
    (problem,) = read_full_text(file)
    assert isinstance(problem, Problem)
    assert words in problem.reason


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    (problem,) = read_full_text(tmp_path / "none.pdf")
    assert isinstance(problem, Problem)
    assert "no such file" in problem.reason
