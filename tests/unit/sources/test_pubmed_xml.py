"""PubMed XML: every field, and files that are broken in every way that we know."""

from __future__ import annotations

import gzip
import io
import tracemalloc
from itertools import pairwise
from pathlib import Path

import pytest

from fingerpost.records import (
    Author,
    Link,
    LinkKind,
    MeshHeading,
    Paper,
    Problem,
    Reference,
    Retraction,
    Section,
)
from fingerpost.sources import pubmed_xml

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'

TITLE = "<ArticleTitle>A title.</ArticleTitle>"

WHOLE = """<PubmedArticle>
  <MedlineCitation Status="MEDLINE">
    <PMID Version="2">101</PMID>
    <Article>
      <Journal>
        <JournalIssue><Volume>7</Volume><Issue>2</Issue>
          <PubDate><Year>2021</Year><Month>Mar</Month><Day>9</Day></PubDate></JournalIssue>
        <Title>Journal of made-up medicine</Title><ISOAbbreviation>J Made Up Med</ISOAbbreviation>
      </Journal>
      <ArticleTitle>Reading <i>E. coli</i> at 37 &#176;C
        with CO<sub>2</sub>.</ArticleTitle>
      <Pagination><StartPage>11</StartPage><EndPage>19</EndPage></Pagination>
      <ELocationID EIdType="doi" ValidYN="N">10.1000/wrong</ELocationID>
      <ELocationID EIdType="doi" ValidYN="Y">10.1000/Right.1</ELocationID>
      <Abstract>
        <AbstractText Label="AIM" NlmCategory="OBJECTIVE">To  count 10<sup>5</sup>
          cells.</AbstractText>
        <AbstractText Label="UNLABELLED" NlmCategory="UNASSIGNED">We counted.</AbstractText>
        <CopyrightInformation>Nobody</CopyrightInformation>
      </Abstract>
      <AuthorList>
        <Author ValidYN="Y"><LastName>Lovelace</LastName><ForeName>Ada M</ForeName>
          <Initials>AM</Initials><Suffix>Jr</Suffix>
          <Identifier Source="ORCID">https://orcid.org/000000012345678x</Identifier>
          <AffiliationInfo><Affiliation>Ward 1, London, UK. ada@example.org.</Affiliation>
            <Identifier Source="RINGGOLD">1</Identifier></AffiliationInfo>
          <AffiliationInfo><Affiliation>Ward 2, Turin, Italy.</Affiliation></AffiliationInfo>
          </Author>
        <Author ValidYN="N"><LastName>Lovelac</LastName><Initials>A</Initials></Author>
        <Author ValidYN="Y"><LastName>Galen</LastName><Initials>C</Initials></Author>
        <Author ValidYN="Y"><CollectiveName>The Counting Group</CollectiveName></Author>
      </AuthorList>
      <Language>ita</Language><Language>eng</Language>
      <PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType>
        <PublicationType UI="D016428">Journal Article</PublicationType></PublicationTypeList>
      <VernacularTitle>Leggere E. coli.</VernacularTitle>
      <ArticleDate><Year>2020</Year><Month>12</Month><Day>01</Day></ArticleDate>
    </Article>
    <CommentsCorrectionsList>
      <CommentsCorrections RefType="CommentIn"><RefSource>Made Up</RefSource>
        <PMID Version="1">900</PMID></CommentsCorrections>
      <CommentsCorrections RefType="ErratumIn"><RefSource>Made Up. doi: 10.1000/erratum</RefSource>
        </CommentsCorrections>
      <CommentsCorrections RefType="Cites"><RefSource>Old. 1990</RefSource>
        <PMID Version="1">901</PMID></CommentsCorrections>
    </CommentsCorrectionsList>
    <MeshHeadingList>
      <MeshHeading><DescriptorName UI="D1" MajorTopicYN="N">Cell Count</DescriptorName>
        <QualifierName UI="Q1" MajorTopicYN="Y">methods</QualifierName></MeshHeading>
      <MeshHeading><DescriptorName UI="D2" MajorTopicYN="N">Humans</DescriptorName></MeshHeading>
    </MeshHeadingList>
    <OtherAbstract Type="Publisher" Language="ita"><AbstractText>Contare.</AbstractText>
      </OtherAbstract>
    <KeywordList><Keyword>counting</Keyword></KeywordList>
    <KeywordList><Keyword>cells</Keyword><Keyword>counting</Keyword></KeywordList>
  </MedlineCitation>
  <PubmedData>
    <ArticleIdList><ArticleId IdType="pubmed">101</ArticleId>
      <ArticleId IdType="pmc">PMC55</ArticleId></ArticleIdList>
    <ReferenceList><Reference><Citation>Galen. On <i>counting</i>.</Citation>
        <ArticleIdList><ArticleId IdType="doi">10.1000/Cited</ArticleId>
          <ArticleId IdType="pmc">PMC1</ArticleId><ArticleId IdType="pubmed">77</ArticleId>
        </ArticleIdList></Reference>
      <ReferenceList><Reference><Citation>Nested.</Citation></Reference></ReferenceList>
    </ReferenceList>
  </PubmedData>
</PubmedArticle>
"""


def article(
    pmid: int = 1, inside: str = "<ArticleTitle>A title.</ArticleTitle>", after: str = ""
) -> str:
    return (
        f"<PubmedArticle><MedlineCitation><PMID>{pmid}</PMID><Article>{inside}</Article>{after}"
        "</MedlineCitation></PubmedArticle>\n"
    )


def article_set(*records: str) -> str:
    return f"{HEAD}<PubmedArticleSet>\n{''.join(records)}</PubmedArticleSet>\n"


def dated(pub_date: str, article_date: str = "") -> str:
    issue = f"<JournalIssue><PubDate>{pub_date}</PubDate></JournalIssue>"
    return f"<Journal>{issue}</Journal><ArticleTitle>A title.</ArticleTitle>{article_date}"


def read(text: str | bytes) -> list[Paper | Problem]:
    data = text.encode() if isinstance(text, str) else text
    return list(pubmed_xml.read(io.BytesIO(data), "set.xml"))


def papers(text: str | bytes) -> list[Paper]:
    found = read(text)
    assert not [record for record in found if isinstance(record, Problem)]
    return [record for record in found if isinstance(record, Paper)]


def split(text: str | bytes) -> tuple[list[str], list[str]]:
    found = read(text)
    return (
        [record.pmid for record in found if isinstance(record, Paper)],
        [record.sentence() for record in found if isinstance(record, Problem)],
    )


def test_every_field_is_read() -> None:
    [paper] = papers(article_set(WHOLE))
    assert paper == Paper(
        title="Reading E. coli at 37 °C with CO2.",
        abstract="AIM: To count 10⁵ cells.\nWe counted.",
        sections=(Section("AIM", "To count 10⁵ cells.", "OBJECTIVE"), Section("", "We counted.")),
        other_abstracts=(("ita", "Contare."),),
        vernacular_title="Leggere E. coli.",
        authors=(
            Author(
                family="Lovelace",
                given="Ada M",
                suffix="Jr",
                orcid="0000-0001-2345-678X",
                email="ada@example.org",
                affiliations=("Ward 1, London, UK. ada@example.org.", "Ward 2, Turin, Italy."),
            ),
            Author(family="Galen", given="C"),
            Author(collective="The Counting Group"),
        ),
        journal="Journal of made-up medicine",
        journal_abbreviation="J Made Up Med",
        volume="7",
        issue="2",
        pages="11-19",
        year=2021,
        date="2021-03-09",
        publication_types=("Journal Article",),
        mesh=(MeshHeading("Cell Count", ("methods",), True, "D1"), MeshHeading("Humans", ui="D2")),
        keywords=("counting", "cells"),
        languages=("ita", "eng"),
        pmid="101",
        pmcid="PMC55",
        doi="10.1000/right.1",
        references=(
            Reference("Galen. On counting.", "77", "10.1000/cited"),
            Reference("Nested."),
        ),
        links=(
            Link(LinkKind.COMMENTED_BY, "pmid:900"),
            Link(LinkKind.CORRECTED_BY, "doi:10.1000/erratum"),
        ),
        retraction=Retraction.NONE,
        source="pubmed-xml",
    )


def test_references_stated_as_citations_are_kept() -> None:
    cited = (
        '<CommentsCorrectionsList><CommentsCorrections RefType="Cites"><RefSource>Old. 1990'
        "</RefSource><PMID>901</PMID></CommentsCorrections></CommentsCorrectionsList>"
    )
    [paper] = papers(article(after=cited))
    assert (paper.pmid, paper.references) == ("1", (Reference("Old. 1990", "901"),))


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("<Year>2020</Year><Month>02</Month><Day>30</Day>", (2020, "2020-02")),
        ("<Year>2020</Year><Month>Dec</Month>", (2020, "2020-12")),
        ("<Year>2020</Year><Season>Jul-Aug</Season>", (2020, "2020-07")),
        ("<Year>2020</Year><Season>Winter</Season>", (2020, "2020")),
        ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", (1998, "1998-12")),
        ("<MedlineDate>2000 Spring-Summer</MedlineDate>", (2000, "2000")),
        ("<MedlineDate>2019 Sep/Oct</MedlineDate>", (2019, "2019-09")),
        ("<MedlineDate>1976-1977</MedlineDate>", (1976, "1976")),
    ],
)
def test_dates_are_as_exact_as_stated(stated: str, expected: tuple[int, str]) -> None:
    [paper] = papers(article(inside=dated(stated)))
    assert (paper.year, paper.date) == expected


def test_the_web_date_stands_in_for_a_missing_issue_date() -> None:
    web = "<ArticleDate><Year>2018</Year><Month>4</Month><Day>2</Day></ArticleDate>"
    [paper] = papers(article(inside=dated("", web)))
    assert (paper.year, paper.date) == (2018, "2018-04-02")


def test_an_impossible_year_is_told_and_the_paper_kept() -> None:
    web = "<ArticleDate><Year>2022</Year></ArticleDate>"
    problem, paper = read(article_set(article(5, dated("<Year>20222</Year>", web))))
    assert isinstance(problem, Problem)
    assert problem.reason == "year 20222 is not a year; the paper was imported without it"
    assert (problem.file, problem.record, problem.line) == ("set.xml", 1, 3)
    assert isinstance(paper, Paper)
    assert (paper.pmid, paper.year, paper.date) == ("5", None, "")


@pytest.mark.parametrize(
    ("inside", "kind", "expected"),
    [
        ("Retracted Publication", "", Retraction.RETRACTED),
        ("Journal Article", "RetractionIn", Retraction.RETRACTED),
        ("Journal Article", "RetractedandRepublishedIn", Retraction.RETRACTED),
        ("Retraction of Publication", "RetractionOf", Retraction.NOTICE),
        ("Retraction Notice", "RetractionOf", Retraction.NOTICE),
        ("Journal Article", "ExpressionOfConcernIn", Retraction.CONCERN),
        ("Journal Article", "CommentIn", Retraction.NONE),
    ],
)
def test_standing(inside: str, kind: str, expected: Retraction) -> None:
    kinds = f"<PublicationType>{inside}</PublicationType>"
    comment = (
        f'<CommentsCorrectionsList><CommentsCorrections RefType="{kind}"><RefSource>Made Up'
        "</RefSource><PMID>9</PMID></CommentsCorrections></CommentsCorrectionsList>"
    )
    inside = f"{TITLE}<PublicationTypeList>{kinds}</PublicationTypeList>"
    [paper] = papers(article(inside=inside, after=comment if kind else ""))
    assert paper.retraction is expected


def test_a_preprint_names_the_version_published_later() -> None:
    types = "<PublicationTypeList><PublicationType>Preprint</PublicationType></PublicationTypeList>"
    update = (
        '<CommentsCorrectionsList><CommentsCorrections RefType="UpdateIn"><RefSource>Made Up'
        "</RefSource><PMID>9</PMID></CommentsCorrections></CommentsCorrectionsList>"
    )
    [paper] = papers(article(inside="<ArticleTitle>A title.</ArticleTitle>" + types, after=update))
    assert paper.links == (Link(LinkKind.PUBLISHED_AS, "pmid:9"),)


def test_an_affiliation_of_the_whole_article_is_the_first_authors() -> None:
    people = "".join(f"<Author><LastName>{name}</LastName></Author>" for name in ("A", "B"))
    old = f"<Affiliation>Old Place.</Affiliation><AuthorList>{people}</AuthorList>"
    [paper] = papers(article(inside=f"<ArticleTitle>A title.</ArticleTitle>{old}"))
    assert [author.affiliations for author in paper.authors] == [("Old Place.",), ()]


def test_a_doi_keeps_what_old_dois_hold() -> None:
    sici = "10.1002/(SICI)1097-0258(19980815/30)17:15/16&lt;1661::AID-SIM968&gt;3.0.CO;2-2"
    inside = f'<ArticleTitle>T</ArticleTitle><ELocationID EIdType="doi">{sici}</ELocationID>'
    [paper] = papers(article(inside=inside))
    assert paper.doi == "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2"


def test_mathematics_becomes_text_once() -> None:
    maths = (
        "<mml:math><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msup>"
        '<mml:annotation encoding="TeX">x^2</mml:annotation></mml:math>'
    )
    [paper] = papers(article(inside=f"<ArticleTitle>Of {maths} alone</ArticleTitle>"))
    assert paper.title == "Of x2 alone"


def test_a_book_chapter_stands_in_its_book() -> None:
    chapter = """<PubmedBookArticle><BookDocument><PMID>300</PMID>
      <Book><BookTitle>A Book</BookTitle><PubDate><Year>1993</Year></PubDate>
        <AuthorList Type="editors"><Author><LastName>Editor</LastName></Author></AuthorList></Book>
      <ArticleTitle>A chapter</ArticleTitle><Language>eng</Language>
      <AuthorList Type="authors"><Author><LastName>Writer</LastName></Author></AuthorList>
      <ContributionDate><Year>2006</Year><Month>2</Month><Day>15</Day></ContributionDate>
      </BookDocument><PubmedBookData><ArticleIdList><ArticleId IdType="pubmed">300</ArticleId>
      </ArticleIdList></PubmedBookData></PubmedBookArticle>"""
    first, second = papers(article_set(article(1), chapter))
    assert first.pmid == "1"
    assert (second.title, second.journal, second.pmid, second.date) == (
        "A chapter",
        "A Book",
        "300",
        "2006-02-15",
    )
    assert [author.family for author in second.authors] == ["Writer"]


@pytest.mark.parametrize("title", ["", "[Not Available]."])
def test_a_title_in_the_original_language_is_enough(title: str) -> None:
    inside = f"<ArticleTitle>{title}</ArticleTitle><VernacularTitle>Un titolo.</VernacularTitle>"
    [paper] = papers(article(inside=inside))
    assert (paper.title, paper.vernacular_title) == ("Un titolo.", "Un titolo.")


def test_a_record_without_title_is_a_problem_beside_the_good_ones() -> None:
    text = article_set(article(1), article(2, "<ArticleTitle> </ArticleTitle>"), article(3))
    assert split(text) == (
        ["1", "3"],
        ["set.xml, record 2, line 4: the record (PMID 2) has no title, so it was left out"],
    )


def test_deleted_citations_are_passed_over() -> None:
    deleted = "<DeleteCitation><PMID>8</PMID><PMID>9</PMID></DeleteCitation>\n"
    assert split(article_set(article(1), deleted, article(2))) == (["1", "2"], [])


def test_one_record_alone_is_a_file() -> None:
    assert split(HEAD + article(4)) == (["4"], [])


def test_concatenated_documents_are_all_read() -> None:
    text = article_set(article(1), article(2)) + article_set(article(3)) + HEAD + article(4)
    assert split(text) == (["1", "2", "3", "4"], [])


def test_records_after_a_malformed_one_are_read() -> None:
    text = article_set(
        article(1), article(2, "<ArticleTitle>A &lt <i>b</ArticleTitle>"), article(3)
    )
    found, problems = split(text)
    assert found == ["1", "3"]
    assert len(problems) == 1
    assert problems[0].startswith("set.xml, record 2, line 4: the record is not well-formed XML (")


def test_the_line_of_a_break_is_within_the_file() -> None:
    broken = (
        "<PubmedArticle>\n<MedlineCitation>\n<PMID>2</PMIT>\n</MedlineCitation></PubmedArticle>\n"
    )
    [problem] = [r for r in read(article_set(article(1), broken)) if isinstance(r, Problem)]
    assert problem.line == 6


@pytest.mark.parametrize("kept", [1, 20, 60, 100])
def test_a_cut_off_file_keeps_what_came_before(kept: int) -> None:
    whole = article_set(article(1), article(2))
    text = whole[: whole.rindex("<PubmedArticle>") + kept]
    found, problems = split(text)
    assert found == ["1"]
    assert len(problems) == 1
    assert "line 4" in problems[0]


def test_a_file_cut_between_records_says_so() -> None:
    found, [problem] = split(
        article_set(article(1), article(2)).removesuffix("</PubmedArticleSet>\n")
    )
    assert found == ["1", "2"]
    assert "not closed: the file may be cut off" in problem


def test_an_unclosed_record_costs_itself_only() -> None:
    unclosed = article(2).replace("</PubmedArticle>", "")
    found, [problem] = split(article_set(article(1), unclosed, article(3)))
    assert found == ["1", "3"]
    assert problem.startswith("set.xml, record 2, line 4: this record is not closed")
    found, [problem] = split(article_set(article(1), unclosed))
    assert found == ["1"]
    assert problem.startswith("set.xml, record 2, line 4: this record is not closed")


def test_a_damaged_beginning_costs_itself_only() -> None:
    found, [problem] = split(
        article_set(article(1), article(2).removeprefix("<Pubmed"), article(3))
    )
    assert found == ["1", "3"]
    assert "record 2" in problem


def test_a_truncated_gzip_keeps_what_was_read(tmp_path: Path) -> None:
    whole = gzip.compress(article_set(*(article(n) for n in range(1, 3001))).encode())
    (tmp_path / "cut.xml.gz").write_bytes(whole[: len(whole) // 2])
    with gzip.open(tmp_path / "cut.xml.gz") as stream:
        *found, problem = pubmed_xml.read(stream, "cut.xml.gz")
    assert [r.pmid for r in found if isinstance(r, Paper)] == [
        str(n + 1) for n in range(len(found))
    ]
    assert len(found) > 500
    assert isinstance(problem, Problem)
    assert "cut off" in problem.reason


def test_entities_are_never_expanded() -> None:
    names = [f"l{n}" for n in range(10)]
    bombs = "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names))
    doctype = f'<!DOCTYPE PubmedArticleSet [<!ENTITY l0 "lol">{bombs}]>\n'
    body = article_set(article(1, "<ArticleTitle>&l9;</ArticleTitle>"), article(2))
    found, problems = split(body.replace(HEAD, HEAD + doctype))
    assert found == ["2"]
    assert "declares XML entities; they are never expanded" in problems[0]
    assert "record 1" in problems[1]
    assert "&l9;, which is never expanded" in problems[1]


def test_no_file_is_fetched_by_an_entity(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("swordfish")
    doctype = f'<!DOCTYPE PubmedArticleSet [<!ENTITY x SYSTEM "{secret.as_uri()}">]>\n'
    body = article_set(article(1, "<ArticleTitle>A &x; B</ArticleTitle>"), article(2))
    found = read(body.replace(HEAD, HEAD + doctype))
    assert "swordfish" not in repr(found)
    assert [record.pmid for record in found if isinstance(record, Paper)] == ["2"]


def test_a_doctype_inside_a_record_declares_nothing() -> None:
    attack = article(1, "<ArticleTitle>A &x; B</ArticleTitle>").replace(
        "<PubmedArticle>", '<PubmedArticle><!DOCTYPE x [<!ENTITY x "lol">]>'
    )
    found, problems = split(article_set(attack, article(2)))
    assert found == ["2"]
    assert len(problems) == 1


def test_a_record_in_a_comment_is_none() -> None:
    assert split(article_set(f"<!-- {article(1)} -->", article(2))) == (["2"], [])


def test_a_comment_without_end_hides_nothing() -> None:
    assert split(article_set("<!-- ", article(1), article(2))) == (["1", "2"], [])


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "utf-8-sig"])
def test_other_encodings_are_read(encoding: str) -> None:
    stated = encoding.removesuffix("-sig")
    text = article_set(article(1, "<ArticleTitle>Ménière’s".replace("’", "'") + "</ArticleTitle>"))
    [paper] = papers(text.replace("utf-8", stated).encode(encoding))
    assert paper.title == "Ménière's"


def test_a_declaration_of_utf_16_that_is_wrong_is_seen_through() -> None:
    assert split(article_set(article(1)).replace("utf-8", "utf-16")) == (["1"], [])


@pytest.mark.parametrize("encoding", ["base64", "undefined"])
def test_a_codec_that_is_no_encoding_is_told(encoding: str) -> None:
    found, [problem] = split(article_set(article(1)).replace("utf-8", encoding))
    assert found == ["1"]
    assert f"the encoding {encoding} is unknown" in problem


def test_an_unknown_encoding_is_told_and_good_records_are_kept() -> None:
    found, [problem] = split(article_set(article(1)).replace("utf-8", "klingon"))
    assert found == ["1"]
    assert "the encoding klingon is unknown" in problem


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "the file is empty"),
        ("hello", "there is no PubMed record in this file"),
        (f"{HEAD}<eFetchResult><ERROR>Bad id</ERROR></eFetchResult>", "an error: Bad id"),
    ],
)
def test_a_file_without_records_says_why(text: str, reason: str) -> None:
    found, [problem] = split(text)
    assert found == []
    assert problem.endswith(reason)


@pytest.mark.parametrize("text", ["<PubmedArticleSet/>", "<PubmedArticleSet></PubmedArticleSet>"])
def test_an_empty_set_is_no_problem(text: str) -> None:
    assert read(text) == []


def test_memory_stays_flat() -> None:
    class Endless(io.RawIOBase):
        def __init__(self) -> None:
            self.left = 600

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            if not self.left:
                return 0
            self.left -= 1
            text = article(self.left, f"<ArticleTitle>{'word ' * 2000}</ArticleTitle>").encode()
            buffer[: len(text)] = text
            return len(text)

    stream = io.BufferedReader(Endless(), 1 << 16)
    tracemalloc.start()
    try:
        count = sum(isinstance(r, Paper) for r in pubmed_xml.read(stream, "endless.xml"))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 600
    assert peak < 1_500_000
