"""EndNote XML as EndNote, Zotero, Mendeley and Bookends write it."""

from __future__ import annotations

import io

import pytest

from fingerpost.records import Author, Paper, Problem, Retraction
from fingerpost.sources import endnote_xml

ENDNOTE = """<?xml version="1.0" encoding="UTF-8" ?><xml><records><record>
<database name="a.enl" path="a.enl">a.enl</database>
<source-app name="EndNote" version="20.0">EndNote</source-app><rec-number>1</rec-number>
<ref-type name="Journal Article">17</ref-type>
<contributors><authors>
<author><style face="normal" font="default" size="100%">Lovelace, A. M.</style></author>
<author><style face="normal">van der Berg, J., Jr.</style></author>
<author><style face="normal">Ward of Counting,</style></author>
</authors><secondary-authors><author>Editor, E.</author></secondary-authors></contributors>
<auth-address><style face="normal">Ward 1, Analytical Hospital, London. ada@example.org&#xD;Ward \
2, Paris.</style></auth-address>
<titles><title><style face="normal">Counting 10</style><style face="superscript">5</style>
<style face="italic"> E. coli</style><style face="normal"> cells &lt;by&gt; machine</style></title>
<secondary-title><style>J Made Up Count</style></secondary-title>
<alt-title><style>The journal of made-up counting</style></alt-title></titles>
<periodical><full-title><style>J Made Up Count</style></full-title></periodical>
<pages><style>12‐9</style></pages><volume><style>7</style></volume><number><style>3</style></number>
<edition><style>2019/06/30</style></edition>
<keywords><keyword><style>Cells/*analysis</style></keyword>
<keyword><style>Machines&#xD;*Counting</style></keyword></keywords>
<dates><year><style>2019</style></year>
<pub-dates><date><style>Jul 3</style></date></pub-dates></dates>
<isbn><style>0000-0000 (Print)&#xD;0000-0001</style></isbn>
<accession-num><style>123</style></accession-num>
<work-type><style>Journal Article; Clinical Trial, Phase I</style></work-type>
<abstract><style>BACKGROUND: Cells are many. METHODS: We counted (p&lt;0.05).</style></abstract>
<notes><style>Lovelace, Ada M&#xD;Journal Article</style></notes>
<custom2><style>PMC456</style></custom2>
<urls><related-urls><url><style>https://dx.doi.org/10.1000/XYZ.1</style></url></related-urls>
<pdf-urls><url>internal-pdf://0/a.pdf</url></pdf-urls></urls>
<electronic-resource-num><style>https://doi.org/10.1000/XYZ.1</style></electronic-resource-num>
<remote-database-provider><style>NLM</style></remote-database-provider>
<language><style>eng</style></language></record></records></xml>"""


def read(text: str | bytes) -> list[Paper | Problem]:
    raw = text if isinstance(text, bytes) else text.encode()
    return list(endnote_xml.read(io.BytesIO(raw), "a.xml"))


def paper(fields: str, app: str = "EndNote") -> Paper:
    named = f"<source-app>{app}</source-app>" if app else ""
    (found,) = read(f"<xml><records><record>{named}{fields}</record></records></xml>")
    assert isinstance(found, Paper)
    return found


TITLE = "<titles><title>Cells</title></titles>"


def test_every_field_of_endnotes_own_export() -> None:
    (found,) = read(ENDNOTE)
    assert isinstance(found, Paper)
    assert found.title == "Counting 10⁵ E. coli cells <by> machine"
    assert found.abstract == "BACKGROUND: Cells are many.\nMETHODS: We counted (p<0.05)."
    assert [section.label for section in found.sections] == ["BACKGROUND", "METHODS"]
    assert found.authors == (
        Author(
            "Lovelace", "Ada M", email="ada@example.org",
            affiliations=("Ward 1, Analytical Hospital, London. ada@example.org",),
        ),
        Author("van der Berg", "J.", "Jr"),
        Author(collective="Ward of Counting"),
    )  # fmt: skip
    assert (found.journal, found.journal_abbreviation) == (
        "The journal of made-up counting", "J Made Up Count",
    )  # fmt: skip
    assert (found.volume, found.issue, found.pages) == ("7", "3", "12-9")
    assert (found.year, found.date) == (2019, "2019-07-03")
    assert found.keywords == ("Cells/analysis", "Machines", "Counting")
    assert found.publication_types == ("Journal Article", "Clinical Trial, Phase I")
    assert (found.pmid, found.pmcid, found.doi) == ("123", "PMC456", "10.1000/xyz.1")
    assert (found.languages, found.source) == (("eng",), "endnote-xml")
    assert found.url == "https://dx.doi.org/10.1000/XYZ.1"
    assert found.retraction is Retraction.UNKNOWN


def test_the_notes_that_endnote_makes_of_a_pubmed_record() -> None:
    found = paper(
        f"{TITLE}<contributors><authors><author>Lovelace, A. M.</author><author>Group of Three,"
        "</author><author>van der Berg, J.</author><author>Berg, J.</author></authors>"
        "</contributors><notes>1234-5678&#xD;Lovelace, Ada M&#xD;van der Berg, Jan&#xD;"
        "Orcid: 0000-0001-8032-132x&#xD;Berg, Jr, J&#xD;Journal Article&#xD;Retracted Publication"
        "&#xD;United States&#xD;J Count. 2019 Jul 3;7(3):12-19. doi: 10.1000/xyz.1.</notes>"
    )
    assert [author.name for author in found.authors] == [
        "Ada M Lovelace", "Group of Three", "Jan van der Berg", "J. Berg Jr",
    ]  # fmt: skip
    assert [author.orcid for author in found.authors] == ["", "", "0000-0001-8032-132X", ""]
    assert found.publication_types == ("Journal Article", "Retracted Publication")
    assert (found.retraction, found.doi) == (Retraction.RETRACTED, "10.1000/xyz.1")


@pytest.mark.parametrize(
    "notes",
    [
        "Lovelace, Ada M&#xD;Times Cited: 0",  # Web of Science's, in which names mean others
        "Lovelace, A., Berg, J. (2012) Ada and the engine&#xD;Journal Article",
        "Lovelace, Ada/F-9312-2017&#xD;Journal Article",
    ],
)
def test_what_is_no_name_in_notes_changes_no_author(notes: str) -> None:
    found = paper(
        f"{TITLE}<contributors><authors><author>Lovelace, A.</author></authors></contributors>"
        f"<notes>{notes}</notes>"
    )
    assert found.authors == (Author("Lovelace", "A."),)


def test_zotero_states_the_issue_twice_and_the_whole_date() -> None:
    found = paper(
        "<titles><title>Cells</title><secondary-title>Counting</secondary-title></titles>"
        "<periodical><full-title>Counting</full-title><abbr-1>Count</abbr-1></periodical>"
        "<number>3</number><issue>3</issue><dates><year>2022</year>"
        "<pub-dates><date>2022 May</date></pub-dates></dates>",
        app="Zotero",
    )
    assert (found.issue, found.date, found.journal_abbreviation) == ("3", "2022-05", "Count")


def test_mendeley_names_neither_itself_nor_the_database_of_the_pmid() -> None:
    fields = f"{TITLE}<issue>3</issue><accession-num>35319117</accession-num>"
    assert paper(fields, app="").pmid == "35319117"
    assert paper(fields, app="").issue == "3"
    assert paper(fields).pmid == ""


def test_embases_addresses_and_ids_are_found_where_endnote_puts_them() -> None:
    found = paper(
        f"{TITLE}<contributors><authors><author>Berg, J.</author><author>Lovelace, A.</author>"
        "</authors></contributors><number>(Berg J.; Lovelace A., ada@example.org) Ward 1, London, "
        "United Kingdom</number><remote-database-name>Embase&#xD;Medline</remote-database-name>"
        "<custom5>456</custom5><notes>L123456789&#xD;2014-02-14</notes>"
    )
    assert [author.affiliations for author in found.authors] == [
        ("Ward 1, London, United Kingdom",)
    ] * 2
    assert (found.issue, found.pmid, found.other_ids) == ("", "456", ("embase:L123456789",))


def test_cochrane_names_the_ids_of_others() -> None:
    found = paper(
        f"{TITLE}<accession-num>CN-01234567</accession-num>"
        "<custom3>PUBMED 789,EMBASE 36231497</custom3><work-type>Journal: Article</work-type>"
    )
    assert (found.pmid, found.publication_types) == ("789", ("Article",))
    assert found.other_ids == ("embase:L36231497", "central:CN-01234567")


def test_web_of_sciences_number_is_an_id_and_no_address() -> None:
    found = paper(
        f"{TITLE}<accession-num>ISI:000200148800007</accession-num><urls><related-urls><url>"
        "&lt;Go to ISI&gt;://000200148800007</url></related-urls></urls>"
    )
    assert (found.other_ids, found.url) == (("wos:000200148800007",), "")


def test_a_title_in_the_papers_own_language() -> None:
    def titles(title: str, translated: str) -> str:
        return (
            f"<titles><title>{title}</title>"
            f"<translated-title>{translated}</translated-title></titles>"
        )

    bracketed = titles("[Counting cells]", "Zellen zählen")
    assert paper(f"{bracketed}<language>ger</language>").vernacular_title == "Zellen zählen"
    original = titles("Zellen zählen", "Counting cells")
    found = paper(f"{original}<language>German</language>")
    assert (found.title, found.vernacular_title) == ("Counting cells", "Zellen zählen")
    found = paper(f"{TITLE}<orig-pub>Zellen zählen</orig-pub><language>ger</language>")
    assert (found.title, found.vernacular_title) == ("Cells", "Zellen zählen")
    assert paper(f"{TITLE}<orig-pub>J Count 2019;3(2)</orig-pub>").vernacular_title == ""


def test_persons_in_attributes_and_editors_of_a_book() -> None:
    found = paper(
        f"{TITLE}<contributors><secondary-authors>"
        '<author last-name="Berg" first-name="Jan" middle-initial="K" suffix="Jr"/>'
        '<author corp-name="Counting Office"/></secondary-authors></contributors>'
    )
    assert found.authors == (Author("Berg", "Jan K", "Jr"), Author(collective="Counting Office"))


def test_sixty_authors_come_in() -> None:
    names = "".join(f"<author>Name{chr(97 + n % 26)}{n // 26}, A.</author>" for n in range(60))
    found = paper(f"{TITLE}<contributors><authors>{names}</authors></contributors>")
    assert len(found.authors) == 60


@pytest.mark.parametrize(
    ("fields", "pages"),
    [
        ("<pages>Available: http://example.org/a.pdf</pages>", ""),
        ("<custom7>104201</custom7>", "104201"),
        ("<section>17</section>", "17"),
        ("<pages>S12–S19</pages>", "S12-S19"),
        ("<pages>221-8; discussion 229</pages>", "221-8; discussion 229"),
    ],
)
def test_pages_where_they_are_put(fields: str, pages: str) -> None:
    assert paper(TITLE + fields).pages == pages


def test_a_record_without_a_title_and_a_broken_one_cost_themselves_only() -> None:
    records = read(
        "<xml><records>\n<record><titles><title>One</title></titles></record>\n"
        "<record><titles/></record>\n<record><titles><title>Bad</titles></record>\n"
        "<record><titles><title>Two</title></titles></record>\n</records></xml>"
    )
    assert [one.title for one in records if isinstance(one, Paper)] == ["One", "Two"]
    untitled, broken = [one for one in records if isinstance(one, Problem)]
    assert (untitled.record, untitled.line) == (2, 3)
    assert (broken.record, broken.line) == (3, 4)
    assert "not well-formed" in broken.reason


def test_a_file_that_is_cut_gives_the_whole_records_and_one_problem() -> None:
    records = read(ENDNOTE.replace("</records>", ENDNOTE[ENDNOTE.index("<record>") :][:300]))
    assert isinstance(records[0], Paper)
    (problem,) = records[1:]
    assert isinstance(problem, Problem)
    assert "the file ends inside this record" in problem.reason


def test_entities_are_never_expanded() -> None:
    records = read(
        '<!DOCTYPE xml [<!ENTITY a "aaaa"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
        "<xml><records><record><titles><title>&a;&f;</title></titles></record></records></xml>"
    )
    assert all(isinstance(one, Problem) for one in records)
    assert "never expanded" in records[0].sentence()  # type: ignore[union-attr]


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1", "utf-8-sig"])
def test_other_encodings(encoding: str) -> None:
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    text = f'<?xml version="1.0" encoding="{name}"?><xml><records><record><titles><title>Zähler'
    raw = f"{text}</title></titles></record></records></xml>".encode(encoding)
    (found,) = read(raw)
    assert isinstance(found, Paper)
    assert found.title == "Zähler"
