"""OAI-PMH answers, made up: arXiv, arXivRaw, Dublin Core, errors, deleted records."""

from __future__ import annotations

import io

import pytest

from fingerpost.records import Author, Link, LinkKind, Paper, Problem, Retraction
from fingerpost.sources import arxiv_oai

ARXIV = """<arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>2001.01234</id><created>2020-01-03
</created><updated>2021-02-03</updated><authors><author><keyname>van Berg</keyname><forenames>Jan
</forenames><suffix>Jr</suffix><affiliation>Clinic, Bern</affiliation></author><author><keyname>
Counting Collaboration</keyname></author></authors><title>Counting cells
  with $n &lt; 5$</title><categories>cs.CV q-bio.QM</categories><comments>9 pages</comments>
<journal-ref>Made Up 7 (2021)</journal-ref><doi>10.1234/A 10.1234/B</doi><abstract>  We count
cells. </abstract></arXiv>"""
RAW = """<arXivRaw xmlns="http://arxiv.org/OAI/arXivRaw/"><id>math/0301001</id><submitter>J B
</submitter><version version="v1"><date>Fri, 3 Jan 2003 10:00:00 GMT</date></version><version
version="v2"><date>Mon, 3 Feb 2004 10:00:00 GMT</date></version><title>Counting</title><authors>Jan
van Berg (1), A. Lovelace, Jr., and the Counting Collaboration ((1) Clinic, Bern)</authors>
<categories>math.CO</categories><comments>This paper has been withdrawn</comments>
<journal-ref>Made Up 7</journal-ref><abstract>We count.</abstract></arXivRaw>"""
DC = """<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Counting</dc:title><dc:creator>van Berg, Jan
</dc:creator><dc:creator>Lovelace, A.</dc:creator><dc:subject>Computer Vision</dc:subject>
<dc:description>Comment: 9 pages</dc:description><dc:description>We count.</dc:description><dc:date>
2020-01-03</dc:date><dc:date>2021-02-03</dc:date><dc:type>text</dc:type><dc:identifier>
http://arxiv.org/abs/2001.01234</dc:identifier><dc:identifier>doi:10.1234/A</dc:identifier>
</oai_dc:dc>"""

LIST_OF_IDS = (
    "this is an answer to ListIdentifiers, which holds no records;"
    " ask for ListRecords with metadataPrefix=arXiv"
)


def record(metadata: str, name: str = "oai:arXiv.org:2001.01234", status: str = "") -> str:
    held = f"<metadata>{metadata}</metadata>" if metadata else ""
    mark = f' status="{status}"' if status else ""
    return f"<record><header{mark}><identifier>{name}</identifier></header>{held}</record>\n"


def answer(inside: str, verb: str = "ListRecords") -> str:
    return (
        '<?xml version="1.0"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
        f"<request>x</request><{verb}>\n{inside}</{verb}></OAI-PMH>"
    )


def read(text: str) -> list[Paper | Problem]:
    return list(arxiv_oai.read(io.BytesIO(text.encode()), "oai.xml"))


def paper_of(metadata: str, name: str = "oai:arXiv.org:2001.01234") -> Paper:
    [paper] = read(answer(record(metadata, name)))
    assert isinstance(paper, Paper)
    return paper


def test_every_field_of_arxiv() -> None:
    assert paper_of(ARXIV) == Paper(
        title="Counting cells with $n < 5$",
        abstract="We count cells.",
        authors=(
            Author("van Berg", "Jan", "Jr", affiliations=("Clinic, Bern",)),
            Author(collective="Counting Collaboration"),
        ),
        year=2020,
        date="2020-01-03",
        keywords=("cs.CV", "q-bio.QM"),
        arxiv="2001.01234",
        url="https://arxiv.org/abs/2001.01234",
        links=(
            Link(LinkKind.PUBLISHED_AS, "doi:10.1234/a"),
            Link(LinkKind.PUBLISHED_AS, "doi:10.1234/b"),
        ),
        source="arxiv-oai",
    )


def test_every_field_of_the_raw_form() -> None:
    paper = paper_of(RAW, "oai:arXiv.org:math/0301001")
    assert [author.name for author in paper.authors] == [
        "Jan van Berg",
        "A. Lovelace Jr",
        "the Counting Collaboration",
    ]
    assert (paper.arxiv, paper.date) == ("math/0301001", "2003-01-03")
    assert paper.links == (Link(LinkKind.PUBLISHED_AS, "Made Up 7"),)
    assert paper.retraction is Retraction.RETRACTED


def test_dublin_core_of_arxiv() -> None:
    paper = paper_of(DC)
    assert (paper.abstract, paper.date, paper.doi) == ("We count.", "2020-01-03", "")
    assert [author.name for author in paper.authors] == ["Jan van Berg", "A. Lovelace"]
    assert (paper.arxiv, paper.url) == ("2001.01234", "http://arxiv.org/abs/2001.01234")
    assert paper.links == (Link(LinkKind.PUBLISHED_AS, "doi:10.1234/a"),)


def test_dublin_core_of_another_repository_keeps_its_own_ids() -> None:
    paper = paper_of(DC, "oai:example.org:7")
    assert (paper.arxiv, paper.doi, paper.links) == ("", "10.1234/a", ())
    assert paper.other_ids == ("oai:example.org:7",)
    assert paper.publication_types == ("text",)


def test_an_abstract_in_two_languages() -> None:
    german = '<dc:description xml:lang="de">Wir zählen.</dc:description>'
    english = '<dc:description xml:lang="en-GB">We count.</dc:description>'
    both = DC.replace("<dc:description>We count.</dc:description>", german + english)
    paper = paper_of(both, "oai:example.org:7")
    assert paper.abstract == "We count."
    assert ("ger", "Wir zählen.") in paper.other_abstracts


def test_deleted_records_are_counted_and_cost_nothing_else() -> None:
    text = answer(record("", "oai:x:1", "deleted") + record(ARXIV) + record("", "y", "deleted"))
    paper, told = read(text)
    assert isinstance(paper, Paper)
    assert isinstance(told, Problem)
    assert told.reason == "2 records marked as deleted by the supplier, first oai:x:1: left out"


def test_metadata_that_is_not_read_is_told_with_its_place() -> None:
    text = answer(record("<mods/>", "oai:x:1") + record(ARXIV) + record("", "oai:x:2"))
    first, paper, last = read(text)
    assert isinstance(first, Problem)
    assert isinstance(paper, Paper)
    assert isinstance(last, Problem)
    assert (first.record, first.line) == (1, 3)
    assert "(oai:x:1) is in the format mods" in first.reason
    assert "(oai:x:2) holds no metadata" in last.reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            '<OAI-PMH><error code="badArgument"/></OAI-PMH>',
            "the supplier answered with an error: badArgument",
        ),
        (
            "<OAI-PMH><error  code='noRecordsMatch' >no &amp;\n none</error></OAI-PMH>",
            "the supplier answered with an error: noRecordsMatch (no & none)",
        ),
        (answer("<header/>", "ListIdentifiers"), LIST_OF_IDS),
        (answer(""), "there is no OAI-PMH record in this file"),
    ],
)
def test_answers_without_records_say_why(text: str, reason: str) -> None:
    [told] = read(text)
    assert isinstance(told, Problem)
    assert told.reason == reason


def test_a_prefix_before_every_name_is_read_as_well() -> None:
    text = answer(record(ARXIV))
    for name in ("OAI-PMH", "ListRecords", "record", "header", "identifier", "metadata"):
        text = text.replace(f"<{name}", f"<oai:{name}").replace(f"</{name}>", f"</oai:{name}>")
    [paper] = read(text)
    assert isinstance(paper, Paper)
    assert paper.arxiv == "2001.01234"


def test_a_broken_record_costs_only_itself() -> None:
    broken = record(ARXIV).replace("</title>", "")
    found = read(answer(record(ARXIV) + broken + record(ARXIV)))
    assert [type(one) for one in found] == [Paper, Problem, Paper]
