"""PubMed records that differ from the common one, each as small as it can be."""

from __future__ import annotations

import io

import pytest

from fingerpost.records import Author, Link, LinkKind, Paper, Problem, Retraction, Section
from fingerpost.sources import pubmed_xml

POWER = "<mml:msup><mml:mn>10</mml:mn><mml:mn>9</mml:mn></mml:msup>"
SHARE = "<mml:mfrac><mml:mn>1</mml:mn><mml:mn>16</mml:mn></mml:mfrac>"
TITLE = "<ArticleTitle>A title.</ArticleTitle>"


def record(inside: str = "", after: str = "", data: str = "", title: str = TITLE) -> str:
    return (
        f"<PubmedArticle><MedlineCitation><PMID>1</PMID><Article>{title}{inside}</Article>{after}"
        f"</MedlineCitation><PubmedData>{data}</PubmedData></PubmedArticle>\n"
    )


def read(text: str | bytes) -> list[Paper]:
    data = text.encode() if isinstance(text, str) else text
    found = list(pubmed_xml.read(io.BytesIO(data), "set.xml"))
    assert not [one.reason for one in found if isinstance(one, Problem)]
    return [one for one in found if isinstance(one, Paper)]


def paper_of(**parts: str) -> Paper:
    [paper] = read(record(**parts))
    return paper


def authors_of(*authors: str) -> tuple[Author, ...]:
    listed = "".join(f"<Author>{one}</Author>" for one in authors)
    return paper_of(inside=f"<AuthorList>{listed}</AuthorList>").authors


def abstract_of(*parts: str) -> Paper:
    return paper_of(inside=f"<Abstract>{''.join(parts)}</Abstract>")


def comment(kind: str, pmid: str = "9") -> str:
    return (
        f'<CommentsCorrectionsList><CommentsCorrections RefType="{kind}"><RefSource>Made Up'
        f"</RefSource><PMID>{pmid}</PMID></CommentsCorrections></CommentsCorrectionsList>"
    )


def types(*names: str) -> str:
    listed = "".join(f"<PublicationType>{name}</PublicationType>" for name in names)
    return f"<PublicationTypeList>{listed}</PublicationTypeList>"


def test_no_abstract() -> None:
    assert (paper_of().abstract, paper_of().sections) == ("", ())
    assert abstract_of("<AbstractText/>").abstract == ""
    assert abstract_of("<CopyrightInformation>Nobody</CopyrightInformation>").abstract == ""


def test_labels_with_nlm_category_without_and_with_category_alone() -> None:
    paper = abstract_of(
        '<AbstractText Label="WHY" NlmCategory="OBJECTIVE">To count.</AbstractText>',
        '<AbstractText Label="HOW">We counted.</AbstractText>',
        '<AbstractText NlmCategory="RESULTS">Nine.</AbstractText>',
        '<AbstractText Label="TRIAL NUMBER" NlmCategory="UNASSIGNED">NCT1.</AbstractText>',
    )
    assert paper.sections == (
        Section("WHY", "To count.", "OBJECTIVE"),
        Section("HOW", "We counted."),
        Section("", "Nine.", "RESULTS"),
        Section("TRIAL NUMBER", "NCT1."),
    )
    assert paper.abstract == "WHY: To count.\nHOW: We counted.\nNine.\nTRIAL NUMBER: NCT1."


def test_an_abstract_in_two_languages() -> None:
    other = (
        '<OtherAbstract Type="Publisher" Language="fre"><AbstractText Label="BUT">Compter.'
        "</AbstractText><AbstractText>Fin.</AbstractText></OtherAbstract>"
        '<OtherAbstract Type="AIDS"><AbstractText>By another hand.</AbstractText></OtherAbstract>'
        '<OtherAbstract Type="Publisher" Language="spa"><AbstractText/></OtherAbstract>'
    )
    paper = paper_of(after=other)
    assert paper.other_abstracts == (("fre", "BUT: Compter.\nFin."), ("", "By another hand."))
    assert paper.abstract == ""


def test_a_title_translated_and_a_vernacular_one() -> None:
    paper = paper_of(
        title="<ArticleTitle>[Counting cells].</ArticleTitle>",
        inside="<VernacularTitle>Zellen zählen.</VernacularTitle><Language>ger</Language>",
    )
    assert (paper.title, paper.vernacular_title) == ("[Counting cells].", "Zellen zählen.")


def test_groups_suffixes_and_names_of_one_part() -> None:
    assert authors_of(
        "<CollectiveName>Cells Group</CollectiveName>",
        "<LastName>Berg</LastName><ForeName>Jan</ForeName><Suffix>3rd</Suffix>",
        "<LastName>Suharto</LastName>",
        "<ForeName>Madonna</ForeName>",
        "<LastName>O'Hara</LastName><Initials>KL</Initials>",
        "",
    ) == (
        Author(collective="Cells Group"),
        Author("Berg", "Jan", "3rd"),
        Author("Suharto"),
        Author(given="Madonna"),
        Author("O'Hara", "KL"),
    )


def test_several_affiliations_each_once() -> None:
    place = "<AffiliationInfo><Affiliation>{}</Affiliation></AffiliationInfo>"
    [author] = authors_of(
        "<LastName>Berg</LastName>"
        + place.format("Ward 1, Bern.")
        + place.format("Ward 2, Bern. Electronic address: j.berg@example.org.")
        + place.format("Ward 1, Bern.")
        + place.format("")
    )
    assert author.affiliations == (
        "Ward 1, Bern.",
        "Ward 2, Bern. Electronic address: j.berg@example.org.",
    )
    assert author.email == "j.berg@example.org"


@pytest.mark.parametrize(
    "stated",
    [
        "0000-0001-2345-678X",
        "0000-0001-2345-678x",
        "000000012345678X",
        "http://orcid.org/0000-0001-2345-678X",
        "https://orcid.org/000000012345678X",
        "https://orcid.org/0000-0001-2345-678X/",
        " orcid.org/0000-0001-2345-678X ",
        "0000 0001 2345 678X",
        "0000–0001–2345–678X",
    ],
)
def test_orcid_in_every_spelling(stated: str) -> None:
    [author] = authors_of(
        f'<LastName>Berg</LastName><Identifier Source="ORCID">{stated}</Identifier>'
    )
    assert author.orcid == "0000-0001-2345-678X"


@pytest.mark.parametrize("stated", ["", "0000-0001-2345", "jan", "10000-0001-2345-67891"])
def test_what_is_no_orcid_is_none(stated: str) -> None:
    [author] = authors_of(
        f'<LastName>Berg</LastName><Identifier Source="ORCID">{stated}</Identifier>'
        '<Identifier Source="ISNI">0000000123456789</Identifier>'
    )
    assert author.orcid == ""


@pytest.mark.parametrize(
    ("inside", "after", "link", "standing"),
    [
        (types("Retracted Publication"), comment("RetractionIn"), "retracted by", "retracted"),
        (types("Retraction of Publication"), comment("RetractionOf"), "retracts", "notice"),
        (types("Published Erratum"), comment("ErratumFor"), "corrects", "none"),
        ("", comment("ErratumIn"), "corrected by", "none"),
        ("", comment("UpdateIn"), "updated by", "none"),
        ("", comment("UpdateOf"), "updates", "none"),
        (types("Preprint"), comment("UpdateIn"), "published as", "none"),
        ("", comment("ExpressionOfConcernIn"), "commented by", "concern"),
    ],
)
def test_notices_errata_updates_and_preprints(
    inside: str, after: str, link: str, standing: str
) -> None:
    paper = paper_of(inside=inside, after=after)
    assert paper.links == (Link(LinkKind(link), "pmid:9"),)
    names = {"notice": Retraction.NOTICE, "concern": Retraction.CONCERN}
    expected = names[standing] if standing in names else Retraction(standing)
    assert paper.retraction is expected


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("H<sub>2</sub>O and <i>E. coli</i><b>!</b>", "H2O and E. coli!"),
        ("10<sup>-6</sup> mol", "10⁻⁶ mol"),
        ("10<sup>9</sup>/L, 5<sup>th</sup> and Ca<sup>2+</sup>", "10⁹/L, 5th and Ca2+"),
        (f"<mml:math>2.2×{POWER}</mml:math> per L", "2.2×10⁹ per L"),
        (f"<mml:math>{SHARE}</mml:math>", "1/16"),
        ("p &lt; 0.05 &amp; n &gt; 9", "p < 0.05 & n > 9"),
    ],
)
def test_inline_markup_and_mathematics(marked: str, text: str) -> None:
    assert abstract_of(f"<AbstractText>{marked}</AbstractText>").abstract == text


def test_hundreds_of_authors() -> None:
    names = [f"<LastName>Name{n}</LastName><ForeName>A</ForeName>" for n in range(700)]
    assert [one.family for one in authors_of(*names)] == [f"Name{n}" for n in range(700)]


@pytest.mark.parametrize(
    "stated",
    ["10.1000/A", "https://doi.org/10.1000/A", "http://dx.doi.org/10.1000/A", "doi: 10.1000/a"],
)
def test_a_doi_in_an_address(stated: str) -> None:
    ids = f'<ArticleIdList><ArticleId IdType="doi">{stated}</ArticleId></ArticleIdList>'
    assert paper_of(data=ids).doi == "10.1000/a"
    place = f'<ELocationID EIdType="doi" ValidYN="Y">{stated}</ELocationID>'
    assert paper_of(inside=place).doi == "10.1000/a"


def test_what_is_no_doi_is_none() -> None:
    ids = '<ArticleIdList><ArticleId IdType="doi">see the journal</ArticleId></ArticleIdList>'
    assert paper_of(data=ids).doi == ""


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "iso-8859-1", "windows-1252"])
def test_other_encodings(encoding: str) -> None:
    stated = encoding.removesuffix("-le")
    head = f'<?xml version="1.0" encoding="{stated}"?>\n'
    text = head + record(title="<ArticleTitle>Ménière et Müller</ArticleTitle>")
    data = b"\xff\xfe" * encoding.endswith("-le") + text.encode(encoding)
    assert [paper.title for paper in read(data)] == ["Ménière et Müller"]


def test_records_that_stand_twice_in_a_file_are_both_given() -> None:
    newer = record(title="<ArticleTitle>A better title.</ArticleTitle>")
    found = read(f"<PubmedArticleSet>{record()}{newer}{record()}</PubmedArticleSet>")
    assert [one.title for one in found] == ["A title.", "A better title.", "A title."]
    assert {one.id for one in found} == {"pmid:1"}


def test_a_book_with_its_sections_and_editors_only() -> None:
    book = """<PubmedBookArticle><BookDocument><PMID>3</PMID><Book><BookTitle>Cells</BookTitle>
      <PubDate><MedlineDate>2019 Fall</MedlineDate></PubDate><AuthorList Type="editors"><Author>
      <LastName>Berg</LastName></Author></AuthorList><Volume>2</Volume>
      <ELocationID EIdType="doi">10.1000/B</ELocationID></Book>
      <Abstract><AbstractText Label="Aim">Why.</AbstractText></Abstract>
      <PublicationType>Review</PublicationType></BookDocument></PubmedBookArticle>"""
    [paper] = read(book)
    assert (paper.title, paper.journal, paper.year) == ("Cells", "", 2019)
    assert (paper.doi, paper.volume, paper.publication_types) == ("10.1000/b", "2", ("Review",))
    assert [one.family for one in paper.authors] == ["Berg"]
    assert paper.sections == (Section("Aim", "Why."),)
