"""JATS articles, made up."""

from __future__ import annotations

import io

import pytest

from fingerpost.records import Author, Link, LinkKind, Paper, Problem, Reference, Retraction
from fingerpost.sources import jats

JOURNAL = """<journal-meta><journal-id journal-id-type="nlm-ta">Cell Lett</journal-id>
<journal-title-group><journal-title>Cell letters</journal-title></journal-title-group>
</journal-meta>"""
META = """<article-id pub-id-type="pmid">123</article-id><article-id pub-id-type="pmc">456789
</article-id><article-id pub-id-type="doi">10.1234/A</article-id><title-group><article-title>
Counting <italic>cells</italic><xref ref-type="fn" rid="f1">*</xref></article-title>
<subtitle>twice</subtitle></title-group>
<contrib-group>
<contrib contrib-type="author" corresp="yes"><contrib-id contrib-id-type="orcid">
https://orcid.org/0000-0001-2345-678X</contrib-id><name><surname>Berg</surname><given-names>Jan
</given-names><suffix>Jr</suffix></name><xref ref-type="aff" rid="a1"><sup>1</sup></xref><xref
ref-type="aff" rid="a2"/><xref ref-type="corresp" rid="c1">*</xref></contrib>
<contrib contrib-type="author"><name><surname>Lovelace</surname><given-names>Ada</given-names>
</name><xref ref-type="aff" rid="a2 a3"/></contrib>
<contrib contrib-type="author"><collab>Cells Group<contrib-group><contrib><name><surname>Member
</surname></name></contrib></contrib-group></collab></contrib>
<contrib contrib-type="editor"><name><surname>Editor</surname></name></contrib></contrib-group>
<aff id="a1"><label>1</label>Clinic, Bern, <country>Switzerland</country></aff>
<aff id="a2"><sup>2</sup><institution-wrap><institution-id>https://ror.org/1</institution-id>
<institution>Institute</institution></institution-wrap><city>Basel</city></aff>
<aff-alternatives id="a3"><aff><institution>Ward</institution></aff><aff><institution>Other
</institution></aff></aff-alternatives>
<author-notes><corresp id="c1">To <email>jan@example.org</email></corresp></author-notes>
<pub-date pub-type="collection"><year>2020</year></pub-date><pub-date pub-type="epub"><day>4</day>
<month>3</month><year>2020</year></pub-date><pub-date pub-type="pmc-release"><year>2021</year>
</pub-date><volume>6</volume><issue>3</issue><elocation-id>e7</elocation-id>
<abstract><sec><title>Aim:</title><p>To count 10<sup>5</sup> cells.</p><p>Twice: <list><list-item>
<p>now</p></list-item><list-item><p>then</p></list-item></list></p></sec><sec><title>Result</title>
<p>n = <inline-formula><alternatives><tex-math>$10^9$</tex-math><mml:math><mml:msup><mml:mn>10
</mml:mn><mml:mn>9</mml:mn></mml:msup></mml:math></alternatives></inline-formula></p></sec>
</abstract><abstract abstract-type="summary"><p>Plainly.</p></abstract>
<trans-abstract xml:lang="de"><p>Wir zählen.</p></trans-abstract>
<kwd-group><kwd>counting</kwd><kwd>cells</kwd></kwd-group><kwd-group kwd-group-type="abbreviations">
<kwd>AB</kwd></kwd-group>"""
BACK = """<back><ref-list><ref id="r1"><label>1</label><element-citation><name><surname>Lovelace
</surname><given-names>A</given-names></name><source>Notes</source><year>1843</year><fpage>1</fpage>
<pub-id pub-id-type="pmid">9</pub-id><pub-id pub-id-type="doi">10.1234/B</pub-id></element-citation>
</ref><ref id="r2"><mixed-citation>Babbage C (<year>1864</year>) <source>Passages</source>:
<fpage>3</fpage>–<lpage>9</lpage>.</mixed-citation></ref><ref id="r3"/></ref-list></back>"""


def article(
    meta: str = META, kind: str = "research-article", more: str = "", rest: str = ""
) -> str:
    return (
        f'<article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="{kind}" xml:lang="en"'
        ' xmlns:mml="http://www.w3.org/1998/Math/MathML">'
        f"<front>{JOURNAL}<article-meta>{meta}{more}</article-meta></front>"
        f"<body><p>Much text, 7 cells.</p></body>{rest}</article>"
    )


def read(text: str) -> list[Paper | Problem]:
    return list(jats.read(io.BytesIO(text.encode()), "article.xml"))


def paper_of(text: str) -> Paper:
    [paper] = read(text)
    assert isinstance(paper, Paper)
    return paper


def test_every_field() -> None:
    assert paper_of(article(rest=BACK)) == Paper(
        title="Counting cells: twice",
        abstract="Aim: To count 10⁵ cells. Twice: now then\nResult: n = 10⁹",
        sections=paper_of(article()).sections,
        other_abstracts=(("ger", "Wir zählen."),),
        authors=(
            Author(
                "Berg",
                "Jan",
                "Jr",
                orcid="0000-0001-2345-678X",
                email="jan@example.org",
                affiliations=("Clinic, Bern, Switzerland", "Institute, Basel"),
            ),
            Author("Lovelace", "Ada", affiliations=("Institute, Basel", "Ward")),
            Author(collective="Cells Group"),
        ),
        journal="Cell letters",
        journal_abbreviation="Cell Lett",
        volume="6",
        issue="3",
        pages="e7",
        year=2020,
        date="2020-03-04",
        publication_types=("research-article",),
        keywords=("counting", "cells"),
        languages=("eng",),
        pmid="123",
        pmcid="PMC456789",
        doi="10.1234/a",
        references=(
            Reference("Lovelace A Notes 1843 1", "9", "10.1234/b"),
            Reference("Babbage C (1864) Passages: 3–9."),
        ),
        source="jats",
    )


def test_labels_of_the_abstract() -> None:
    sections = paper_of(article()).sections
    assert [(one.label, one.text) for one in sections] == [
        ("Aim", "To count 10⁵ cells. Twice: now then"),
        ("Result", "n = 10⁹"),
    ]


def test_the_body_is_not_kept() -> None:
    assert "7 cells" not in repr(paper_of(article()))


@pytest.mark.parametrize(
    ("related", "link", "standing"),
    [
        ("corrected-article", LinkKind.CORRECTS, Retraction.UNKNOWN),
        ("retracted-article", LinkKind.RETRACTS, Retraction.NOTICE),
        ("retraction-forward", LinkKind.RETRACTED_BY, Retraction.RETRACTED),
        ("correction-forward", LinkKind.CORRECTED_BY, Retraction.UNKNOWN),
        ("preprint", LinkKind.HAS_PREPRINT, Retraction.UNKNOWN),
    ],
)
def test_related_articles(related: str, link: LinkKind, standing: Retraction) -> None:
    more = (
        f'<related-article related-article-type="{related}" ext-link-type="doi"'
        ' xlink:href="10.1234/B"/><related-article related-article-type="companion"'
        ' ext-link-type="doi" xlink:href="10.1234/C"/>'
    )
    paper = paper_of(article(more=more))
    assert paper.links == (Link(link, "doi:10.1234/b"),)
    assert paper.retraction is standing


def test_a_notice_is_known_by_its_kind() -> None:
    assert paper_of(article(kind="retraction")).retraction is Retraction.NOTICE


def test_a_title_translated_into_english_comes_first() -> None:
    meta = (
        "<title-group><article-title>Zellen zählen</article-title><trans-title-group"
        ' xml:lang="en"><trans-title>Counting cells</trans-title></trans-title-group></title-group>'
    )
    paper = paper_of(article(meta).replace('xml:lang="en" xmlns', 'xml:lang="de" xmlns'))
    assert (paper.title, paper.vernacular_title) == ("Counting cells", "Zellen zählen")
    assert paper.languages == ("ger",)


def test_the_one_affiliation_that_nobody_points_to_is_everybodys() -> None:
    meta = (
        "<title-group><article-title>T</article-title></title-group><contrib-group><contrib><name>"
        "<surname>A</surname></name></contrib><contrib><string-name>Jan Berg</string-name>"
        "</contrib>{}</contrib-group>"
    )
    one, two = "<aff>Ward 1, Bern</aff>", "<aff>Ward 2, Bern</aff>"
    assert [a.affiliations for a in paper_of(article(meta.format(one))).authors] == [
        ("Ward 1, Bern",)
    ] * 2
    assert [a.affiliations for a in paper_of(article(meta.format(one + two))).authors] == [()] * 2


def test_several_articles_in_one_file_and_a_broken_one() -> None:
    broken = article().replace("</article-meta>", "")
    found = read(f"<pmc-articleset>{article()}\n{broken}\n{article()}</pmc-articleset>")
    assert [type(one) for one in found] == [Paper, Problem, Paper]
    untitled = article(META.replace("article-title", "alt-title"))
    first, second = read(untitled + article())
    assert isinstance(first, Problem)
    assert first.reason == "the record (PMID 123) has no title, so it was left out"
    assert isinstance(second, Paper)


def test_articles_in_a_namespace_are_read() -> None:
    name = 'xmlns="https://jats.nlm.nih.gov/ns/archiving/1.3/" article-type'
    assert paper_of(article().replace("article-type", name, 1)) == paper_of(article())


def test_entities_are_never_expanded() -> None:
    bomb = '<!DOCTYPE article [<!ENTITY a "aaaa">]>' + article().replace("twice", "&a;")
    found = read(bomb)
    assert not any(isinstance(one, Paper) for one in found)
    assert any("never expanded" in one.reason for one in found if isinstance(one, Problem))
