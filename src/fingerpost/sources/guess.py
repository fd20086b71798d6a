"""The format of a file, guessed from how it begins and never from its name."""

from __future__ import annotations

import codecs
import json
import re

FORMATS: dict[str, str] = {
    "pubmed-xml": "PubMed XML: efetch sets, baseline and update files",
    "arxiv-atom": "arXiv Atom: answers of arXiv's query interface",
    "arxiv-oai": "OAI-PMH answers: arXiv's formats, and Dublin Core of any repository",
    "jats": "JATS articles: full text of PubMed Central and Europe PMC (the text is not kept)",
    "europe-pmc-xml": "Europe PMC's search answers as XML or Dublin Core",
    "medline": "MEDLINE text, also called NBIB: PubMed's 'PubMed' format",
    "ris": "RIS: Ovid, Embase, Scopus, Web of Science, ProQuest, Zotero, EndNote, Mendeley",
    "web-of-science": "Web of Science tagged text (ISI, CIW)",
    "refer": "Refer, EndNote's tagged text: .enw, .enl, .ref",
    "endnote-xml": "EndNote XML: EndNote, Zotero, Mendeley, JabRef, Bookends",
    "zotero-rdf": "Zotero RDF",
    "bibtex": "BibTeX and BibLaTeX",
    "openalex": "OpenAlex works: JSON lines, parts of the snapshot, answers of its interface",
    "crossref": "Crossref works: answers of its interface, JSON lines",
    "europe-pmc": "Europe PMC's search answers as JSON",
    "csl-json": "CSL-JSON, Zotero's JSON, or a JSON array of the plain form",
    "json-lines": "JSON lines: arXiv's metadata, or the plain form (id, title, abstract, year, …)",
    "csv": "a table with a title column: CSV, TSV or semicolons; PubMed's, Scopus's, IEEE's …",
}
"""Every format that can be read, with one line on it, in the order in which they are told apart."""
READABLE = (
    "PubMed XML, arXiv's Atom and OAI-PMH, JATS, MEDLINE text (NBIB), RIS, Web of Science text, "
    "EndNote's tagged text and XML, Zotero RDF, BibTeX, the JSON of OpenAlex, Crossref and Europe "
    "PMC, CSL-JSON, JSON lines, and tables (CSV) with a title column; each may be gzipped"
)

HEAD_BYTES = 1 << 16
_ROOT = re.compile(r"<(?![?!])([A-Za-z_][\w.:-]*)([^>]*)")
_PROLOGUE = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)", re.DOTALL)
_RIS = re.compile(r"^\s{0,3}TY(?: {1,3}|\t) ?-(?:\s|$)", re.MULTILINE)
_MEDLINE = re.compile(r"^(?:PMID|OWN |STAT|VI  |DCOM|LR  )- ", re.MULTILINE)
_WEB_OF_SCIENCE = re.compile(r"^PT [A-Z][a-z]*\s*$", re.MULTILINE)
_REFER = re.compile(r"^%[0ABJT](?:[ \t]|\s*$)", re.MULTILINE)
_ENDNOTE = re.compile(r"<(?:ref-type|contributors|titles|source-app|rec-number)[\s>]")
_BIBTEX = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]+\s*[{(]", re.MULTILINE)
_EUTILS = re.compile(
    r'\{\s*"header"\s*:\s*\{\s*"type"\s*:\s*"e(?:search|summary|info|link|fetch|post)'
)
_OTHER_ENTITY = re.compile(
    r'(?s)(?=.{0,8000}"https?://openalex\.org/\w)(?=.{0,60000}"works_count")'
)
_ROOTS = {
    "OAI-PMH": "arxiv-oai",
    "oai:OAI-PMH": "arxiv-oai",
    "article": "jats",
    "pmc-articleset": "jats",
    "articles": "jats",
    "responseWrapper": "europe-pmc-xml",
}
_SUPPLIERS = {
    "openalex": re.compile(
        r'"(abstract_inverted_index|authorships|cited_by_api_url|is_paratext|referenced_works|'
        r'primary_location|authors_count|openalex)"\s*:'
    ),
    "crossref": re.compile(
        r'"(message-type|message-version|is-referenced-by-count|references?-count|content-domain|'
        r'update-policy|issn-type)"\s*:'
    ),
    "europe-pmc": re.compile(
        r'"(hitCount|resultList|resultType|nextCursorMark|authorString|journalInfo|isOpenAccess|'
        r'inEPMC|hasTextMinedTerms|errCode|errMsg)"\s*:'
    ),
}
"""Names of fields that no other format has; two of them tell the supplier, or one of these."""
_ANSWERS = {"message-type", "resultList"}
_ITEMS = re.compile(r'\{\s*"(?:items|message|config|collections)"\s*:')
_OTHERS: tuple[tuple[str, str], ...] = (
    (r"%PDF-", "a PDF; import the list of references, not the papers themselves"),
    (r"PK\x03\x04", "a ZIP, Word or Excel file; unpack it, or save the sheet as CSV"),
    (r"SQLite format 3", "a database; export the papers from the program it belongs to"),
    (r"\{\\rtf", "a word processor's file; export the references as RIS"),
    (r"\s*(?:<!DOCTYPE html|<html)", "a web page; use the page's own export or download"),
    (r"(?s).{0,500}<e(?:Search|Summary|Link|Post|Info|Spell)Result",
     "an answer of PubMed's search without the records; fetch the records as XML"),
    (_EUTILS.pattern, "PubMed's JSON, which holds no whole records; fetch them as XML"),
    (_OTHER_ENTITY.pattern, "OpenAlex's list of persons, places or topics, without works"),
    (r"(?s).{0,500}<(?:feed|rss|rdf:RDF)[\s>]", "a news feed that is not arXiv's"),
)  # fmt: skip


def guess_format(head: bytes) -> str | None:
    """Return the name of the format (a key of FORMATS) that the first bytes show, or None."""
    text = head_text(head)
    start = text.lstrip()
    if start.startswith("<"):
        return _xml(start)
    if start.startswith(("{", "[")):
        return _json(start)
    tagged = [
        (found.start(), name)
        for name, pattern in (
            ("ris", _RIS),
            ("medline", _MEDLINE),
            ("web-of-science", _WEB_OF_SCIENCE),
            ("refer", _REFER),
            ("bibtex", _BIBTEX),
        )
        if (found := pattern.search(text))
    ]
    if tagged and not _is_table(text[: min(tagged)[0]]):
        return min(tagged)[1]
    return "csv" if _is_table(text) else None


def head_text(head: bytes) -> str:
    """Return the first bytes as text, well enough to tell formats apart."""
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return head.decode("utf-32", "replace").lstrip("\ufeff")
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "replace").lstrip("\ufeff")
    if head[:64].count(0) > len(head[:64]) // 4:
        return head.decode("utf-16-le" if head[1:2] == b"\0" else "utf-16-be", "replace")
    return head.decode("utf-8", "replace").lstrip("\ufeff")


def what_it_is(head: bytes) -> str:
    """Return what a file of no known format seems to be and what to do, for a sentence; or ''."""
    for text in (head.decode("latin-1"), head_text(head)):
        for pattern, words in _OTHERS:
            if re.match(pattern, text, re.IGNORECASE):
                return words
    return ""


def _xml(text: str) -> str | None:
    while prologue := _PROLOGUE.match(text):
        text = text[prologue.end() :]
    root = _ROOT.search(text)
    if not root:
        return None
    name = root.group(1)
    if name.startswith("Pubmed") or "<PubmedArticle" in text or "<PubmedBookArticle" in text:
        return "pubmed-xml"
    if name == "xml" or (name in ("records", "record") and _ENDNOTE.search(text)):
        return "endnote-xml" if "<record" in text else None
    if name.endswith("RDF") and "zotero.org/namespaces/export#" in text:
        return "zotero-rdf"
    is_feed = name in ("feed", "atom:feed", "entry") and "arxiv.org/" in text
    return "arxiv-atom" if is_feed else _ROOTS.get(name)


def _json(text: str) -> str | None:
    for name, pattern in _SUPPLIERS.items():
        found = set(pattern.findall(text))
        if len(found) > 1 or found & _ANSWERS:
            return name
    if _OTHER_ENTITY.match(text) or _EUTILS.match(text):
        return None
    if text.startswith("[") or _ITEMS.match(text):
        return "csl-json"
    first, newline, rest = text.partition("\n")
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        # A first line longer than the head is a record of its own; a short one is layout.
        return "csl-json" if newline and len(first) < 200 and "title" not in first else "json-lines"
    return "json-lines" if newline and rest.strip() else "csl-json"


def _is_table(text: str) -> bool:
    from fingerpost.sources.csv_table import header_of

    first = text.lstrip().split("\n\n", 1)[0][:20_000]
    return bool(first) and header_of(first).has_title
