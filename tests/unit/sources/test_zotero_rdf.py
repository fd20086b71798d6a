"""Zotero's RDF: items, the journals that they name, and what Zotero keeps in Extra."""

from __future__ import annotations

import io

from fingerpost.records import Author, Paper, Problem
from fingerpost.sources import zotero_rdf

HEAD = """<rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:dcterms="http://purl.org/dc/terms/" xmlns:link="http://purl.org/rss/1.0/modules/link/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:bib="http://purl.org/net/biblio#"
 xmlns:foaf="http://xmlns.com/foaf/0.1/"
 xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/">
"""
ARTICLE = """
<bib:Article rdf:about="https://example.org/1">
 <z:itemType>journalArticle</z:itemType>
 <dcterms:isPartOf rdf:resource="urn:issn:0000-0000"/>
 <bib:authors><rdf:Seq>
  <rdf:li><foaf:Person><foaf:surname>van der Berg</foaf:surname>
   <foaf:givenName>Jan K.</foaf:givenName></foaf:Person></rdf:li>
  <rdf:li><foaf:Person><foaf:surname>Lovelace</foaf:surname>
   <foaf:givenname>Ada, Jr</foaf:givenname></foaf:Person></rdf:li>
  <rdf:li><foaf:Person><foaf:surname>Ward of Counting</foaf:surname></foaf:Person></rdf:li>
 </rdf:Seq></bib:authors>
 <link:link rdf:resource="#item_2"/>
 <dc:subject>Cells</dc:subject>
 <dc:subject><z:AutomaticTag><rdf:value>Machines</rdf:value></z:AutomaticTag></dc:subject>
 <dc:subject><dcterms:LCC><rdf:value>QA 76</rdf:value></dcterms:LCC></dc:subject>
 <dc:title>Counting &lt;i&gt;E. coli&lt;/i&gt; by machine</dc:title>
 <dcterms:abstract>Background: Cells are many.
Methods: We counted them.</dcterms:abstract>
 <dc:date>2019-07-03</dc:date>
 <z:language>en-GB</z:language>
 <dc:identifier><dcterms:URI><rdf:value>https://example.org/1</rdf:value></dcterms:URI>
 </dc:identifier>
 <dc:description>PMID: 123
PMCID: PMC456
WOS:000200148800007</dc:description>
 <bib:pages>12-19</bib:pages>
</bib:Article>
<z:Attachment rdf:about="#item_2"><z:itemType>attachment</z:itemType><dc:title>PDF</dc:title>
</z:Attachment>
<bib:Memo rdf:about="#item_3"><rdf:value>&lt;p&gt;mine&lt;/p&gt;</rdf:value></bib:Memo>
<bib:Journal rdf:about="urn:issn:0000-0000">
 <dc:title>Journal of Made-up Counting</dc:title>
 <dcterms:alternative>J Made Up Count</dcterms:alternative>
 <prism:volume>7</prism:volume><prism:number>3</prism:number>
 <dc:identifier>ISSN 0000-0000</dc:identifier><dc:identifier>DOI 10.1000/XYZ.1</dc:identifier>
</bib:Journal>
<z:Collection rdf:about="#collection_1"><dc:title>Mine</dc:title></z:Collection>
"""
SECTION = """
<bib:BookSection rdf:about="#item_4">
 <z:itemType>bookSection</z:itemType>
 <dcterms:isPartOf><bib:Book><dcterms:isPartOf><bib:Series><dc:title>Series of Counting</dc:title>
  </bib:Series></dcterms:isPartOf><dc:title>A Book of Counting</dc:title>
  <prism:volume>2</prism:volume></bib:Book></dcterms:isPartOf>
 <bib:editors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Editor</foaf:surname>
  <foaf:givenName>Eve</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:editors>
 <dc:title>A chapter</dc:title>
</bib:BookSection>
<rdf:Description rdf:about="#item_5">
 <z:itemType>preprint</z:itemType><dc:title>A preprint</dc:title>
 <dc:description>arXiv:2001.01234 [cs]</dc:description>
 <dc:identifier>DOI 10.48550/arXiv.2001.01234</dc:identifier>
</rdf:Description>
<rdf:Description rdf:about="#item_6">
 <z:itemType>conferencePaper</z:itemType><dc:title>A talk</dc:title>
 <bib:presentedAt><bib:Conference><dc:title>Counting 2019</dc:title></bib:Conference>
 </bib:presentedAt>
</rdf:Description>
"""


def read(text: str) -> list[Paper | Problem]:
    return list(zotero_rdf.read(io.BytesIO(text.encode()), "a.rdf"))


def test_every_field_of_an_article_and_of_the_journal_it_names() -> None:
    (found,) = read(f"{HEAD}{ARTICLE}</rdf:RDF>")
    assert isinstance(found, Paper)
    assert found.title == "Counting E. coli by machine"
    assert found.abstract == "Background: Cells are many.\nMethods: We counted them."
    assert [section.label for section in found.sections] == ["Background", "Methods"]
    assert found.authors == (
        Author("van der Berg", "Jan K."),
        Author("Lovelace", "Ada", "Jr"),
        Author(collective="Ward of Counting"),
    )
    assert (found.journal, found.journal_abbreviation) == (
        "Journal of Made-up Counting", "J Made Up Count",
    )  # fmt: skip
    assert (found.volume, found.issue, found.pages) == ("7", "3", "12-19")
    assert (found.date, found.languages) == ("2019-07-03", ("eng",))
    assert found.keywords == ("Cells", "Machines")
    assert (found.pmid, found.pmcid, found.doi) == ("123", "PMC456", "10.1000/xyz.1")
    assert found.other_ids == ("wos:000200148800007",)
    assert (found.url, found.source) == ("https://example.org/1", "zotero-rdf")


def test_a_chapter_a_preprint_and_a_talk() -> None:
    chapter, preprint, talk = read(f"{HEAD}{SECTION}</rdf:RDF>")
    assert isinstance(chapter, Paper)
    assert (chapter.journal, chapter.volume) == ("A Book of Counting", "2")
    assert chapter.authors == (Author("Editor", "Eve"),)
    assert isinstance(preprint, Paper)
    assert (preprint.arxiv, preprint.doi) == ("2001.01234", "10.48550/arxiv.2001.01234")
    assert isinstance(talk, Paper)
    assert talk.journal == "Counting 2019"


def test_an_item_without_a_title_is_told_with_its_place() -> None:
    bare = "<rdf:Description><z:itemType>book</z:itemType></rdf:Description>"
    problem, found = read(f"{HEAD}{bare}{ARTICLE}</rdf:RDF>")
    assert isinstance(problem, Problem)
    assert (problem.record, problem.line) == (1, 8)
    assert isinstance(found, Paper)


def test_what_stands_before_a_break_comes_in() -> None:
    found, problem = read(f"{HEAD}{ARTICLE}<bib:Article><dc:title>cut")
    assert isinstance(found, Paper)
    assert isinstance(problem, Problem)
    assert problem.line
    assert "what follows was not read" in problem.reason
    found, problem = read(f"{HEAD}{ARTICLE}<bib:Article></dc:title>{ARTICLE}</rdf:RDF>")
    assert isinstance(found, Paper)
    assert isinstance(problem, Problem)
    assert "not well-formed" in problem.reason


def test_entities_are_never_expanded() -> None:
    declared = '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY b "bbb">]>'
    item = "<rdf:Description><z:itemType>book</z:itemType><dc:title>&b;&f;</dc:title>"
    problem, found = read(f"{declared}{HEAD}{item}</rdf:Description>{ARTICLE}</rdf:RDF>")
    assert isinstance(problem, Problem)
    assert "&b;, which is never expanded" in problem.reason
    assert isinstance(found, Paper)


def test_a_file_without_items_says_so() -> None:
    assert read(f"{HEAD}</rdf:RDF>") == [Problem("a.rdf", "there is no Zotero item in this file")]
