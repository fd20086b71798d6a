"""A query as PubMed must be asked it: unchanged where it is PubMed's own language already."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fingerpost.errors import QueryError
from fingerpost.library.query.dates import read_range
from fingerpost.library.query.fields import TASTES, Taste, field_of, tag_name
from fingerpost.library.query.lexer import OPERATORS, Kind, Token, tokens_of
from fingerpost.library.query.lines import numbered_lines
from fingerpost.library.query.model import Dates, Years
from fingerpost.library.query.parser import parse_query
from fingerpost.text import find_arxiv_id

_TAGS = {
    "all": "all", "title": "ti", "abstract": "ab", "tiab": "tiab", "tw": "tw", "keyword": "ot",
    "affiliation": "ad", "author": "au", "first_author": "1au", "last_author": "lastau",
    "group": "cn", "journal": "ta", "mesh": "mh", "majr": "majr", "type": "pt",
    "mesh_only": "mh:noexp", "majr_only": "majr:noexp", "type_only": "pt:noexp",
    "subheading": "sh", "orcid": "auid", "volume": "vi", "issue": "ip", "page": "pg",
    "lang": "la", "year": "dp", "date": "dp", "pmid": "pmid", "pmcid": "pmcid", "doi": "doi",
    "filter": "filter",
}  # fmt: skip
_OUR_NAMES = {
    *("first_author", "last_author", "mesh_only", "majr_only", "type_only", "keyword", "keywords"),
    *("type", "year", "date", "group", "orcid", "page", "pages", "so", "has", "arxiv", "subset"),
    "pmc",
}
"""Names that stand in square brackets here and mean nothing to PubMed."""
_LONGEST = 200_000
_OPEN_ENDS = {"first": "1000", "last": "3000"}
_EVERYTHING = "all[sb]"


@dataclass(frozen=True, slots=True)
class PubmedQuery:
    """What to send to PubMed, and in plain words what it would have understood otherwise."""

    text: str
    remarks: tuple[str, ...] = ()


def for_pubmed(query: str, today: date | None = None) -> PubmedQuery:
    """Return a query in PubMed's own form; one that is so already is not changed by a character.

    The query * alone is left: nobody means all of PubMed.

    QueryError for what Fingerpost cannot understand, or when numbered lines grow beyond measure.
    """
    parse_query(query, today)
    lines = numbered_lines(query)
    remarks: dict[str, None] = {}
    texts: dict[int, str] = {}
    for line in lines:
        texts[line.number] = _Rewriting(line.text, texts, remarks).done()
        if len(texts[line.number]) > _LONGEST:
            raise QueryError("With all its lines this query is too long for PubMed", line.text, 0)
    if lines:
        remarks["PubMed is asked with one query: each line stands where its number stood"] = None
        return PubmedQuery(texts[max(texts)], tuple(remarks))
    return PubmedQuery(_Rewriting(query, texts, remarks).done(), tuple(remarks))


class _Rewriting:
    """Collects what must stand in place of which characters."""

    def __init__(self, query: str, lines: Mapping[int, str], remarks: dict[str, None]) -> None:
        self._query, self._lines, self._remarks = query, lines, remarks
        self._tokens = tokens_of(query)
        self._edits: list[tuple[int, int, str]] = []

    def done(self) -> str:
        """Return the text with everything in its place."""
        self._walk(0, len(self._tokens), None)
        text, at = "", 0
        for start, end, fresh in sorted(self._edits, key=lambda edit: edit[:2]):
            text += self._query[at:start] + fresh
            at = max(at, end)
        return text + self._query[at:]

    def _walk(self, at: int, end: int, field: str | None) -> None:
        before: Token | None = None
        while at < end:
            token = self._tokens[at]
            if token.kind is Kind.NOT:
                after = self._negated(at, end, before, field)
            elif token.kind in OPERATORS or token.kind in (Kind.COLON, Kind.CLOSE):
                after = at + 1
            else:
                after = self._operand(at, field)
            before, at = self._tokens[after - 1], after

    def _negated(self, at: int, end: int, before: Token | None, field: str | None) -> int:
        """NOT stands between two parts in PubMed; before a part alone it takes all papers first."""
        first = at
        while at < end and self._tokens[at].kind is Kind.NOT:
            at += 1
        signs = self._tokens[first:at]
        after = self._operand(at, field)
        joined = before is not None and before.kind is not Kind.OPEN
        if joined and before and before.kind is Kind.AND:
            self._put(before.start, signs[-1].end, "NOT" if len(signs) % 2 else "AND",
                      "PubMed does not know AND NOT: it is NOT alone")  # fmt: skip
        elif len(signs) % 2 == 0:
            kept = "AND" if joined and before and before.kind is not Kind.OR else ""
            self._put(signs[0].start, signs[-1].end, kept, "two NOT cancel each other out")
        elif not joined or (before and before.kind is Kind.OR):
            self._put(signs[0].start, signs[-1].end, f"({_EVERYTHING} NOT",
                      "PubMed has no NOT before a part alone: all papers come first")  # fmt: skip
            self._edits.append((self._tokens[after - 1].end, self._tokens[after - 1].end, ")"))
        return after

    def _operand(self, at: int, field: str | None) -> int:
        """Bring one operand into PubMed's form and return the place behind it."""
        token = self._tokens[at]
        if token.kind is Kind.OPEN:
            return self._group(at, field)
        if token.kind is Kind.FIELD:
            return self._fielded(at)
        if token.kind is Kind.LINE:
            self._edits.append((token.start, token.end, f"({self._lines[int(token.text)]})"))
            return at + 1
        after = at + 1
        while token.kind is Kind.WORD and self._is(after, Kind.WORD, Kind.COLON):
            after += 1
        words = self._tokens[at:after]
        if self._is(after, Kind.TAG, Kind.NEAR):
            return self._tagged(words, after)
        if field is not None:
            self._convert(field, words, words[0].start, words[-1].end)
        elif token.text == "*" and len(words) == 1 and len(self._tokens) > 1:
            self._put(token.start, token.end, _EVERYTHING, f"* is {_EVERYTHING} in PubMed")
        self._short_stars(words)
        return after

    def _tagged(self, words: Sequence[Token], after: int) -> int:
        tag = self._tokens[after]
        self._short_stars(words)
        name = tag_name(self._query[tag.start + 1 : tag.end - 1])
        if TASTES[tag.text] is Taste.DATE and self._is(after + 1, Kind.COLON):
            after += 2 + self._is(after + 3, Kind.TAG)
        elif tag.kind is Kind.TAG and name in _OUR_NAMES:
            known = _TAGS.get(tag.text, tag.text)
            self._remarks[f"[{name}] is Fingerpost's name; PubMed's is [{known}]"] = None
            self._convert(tag.text, words, words[0].start, tag.end)
        return after + 1

    def _group(self, at: int, field: str | None) -> int:
        close = self._closing(at)
        if self._is(close + 1, Kind.TAG):
            tag = self._tokens[close + 1]
            self._put(tag.start, tag.end, "",
                      "a tag behind a bracket is not for all within it in PubMed")  # fmt: skip
            self._walk(at + 1, close, tag.text)
            return close + 2
        self._walk(at + 1, close, field)
        return close + 1

    def _fielded(self, at: int) -> int:
        token = self._tokens[at]
        field = field_of(token.text) or "all"
        said = f"{token.text}: is Fingerpost's way; PubMed's is [{_TAGS.get(field, field)}]"
        if self._is(at + 1, Kind.OPEN):
            self._put(token.start, token.end, "", said)
            return self._group(at + 1, field)
        word = self._tokens[at + 1]
        self._remarks[said] = None
        self._without_small_words(at)
        if at and self._tokens[at - 1].kind is Kind.WORD and not self._is(at - 2, Kind.FIELD):
            self._edits.append((token.start, token.start, "AND "))  # or they would share its tag
        self._convert(field, [word], token.start, word.end)
        return at + 2

    def _without_small_words(self, at: int) -> None:
        """Leave out words that are no tokens ('the') and would share the tag of the one behind."""
        before = self._tokens[at - 1].end if at else 0
        if self._query[before : self._tokens[at].start].strip():
            self._edits.append((before, self._tokens[at].start, " " if at else ""))

    def _convert(self, field: str, words: Sequence[Token], start: int, end: int) -> None:
        """Put words of a field in PubMed's form."""
        source = self._query[words[0].start : words[-1].end]
        text = " ".join(word.text for word in words)
        self._edits.append((start, end, self._in_pubmed(field, text, source)))

    def _in_pubmed(self, field: str, text: str, source: str) -> str:
        if field == "has":
            return "fha[filter]"
        if field == "pmcid":
            return text if text.upper().startswith("PMC") else f"PMC{text}"
        if field == "arxiv":
            self._remarks["PubMed has no field for arXiv's identifiers: it is sought as text"] = (
                None
            )
            return f'"{find_arxiv_id(text)}"'
        if TASTES[field] is Taste.DATE and not text.lower().startswith(("last ", "the last ")):
            span = read_range(text)
            if isinstance(span, Years | Dates):
                return _span(span)
        return f"{source}[{_TAGS[field]}]"

    def _short_stars(self, words: Sequence[Token]) -> None:
        if any(re.search(r"(?<![^\W_])[^\W_]{3}\*", word.text) for word in words):
            self._remarks["PubMed needs four letters before a star; here three are enough"] = None
        if any(word.kind is Kind.PHRASE and "*" in word.text[:-1] for word in words):
            self._remarks["PubMed takes a star behind the last word of a phrase only"] = None

    def _put(self, start: int, end: int, fresh: str, remark: str) -> None:
        self._edits.append((start, end, fresh))
        self._remarks[remark] = None

    def _is(self, at: int, *kinds: Kind) -> bool:
        return 0 <= at < len(self._tokens) and self._tokens[at].kind in kinds

    def _closing(self, at: int) -> int:
        level = 0
        for place in range(at, len(self._tokens)):
            kind = self._tokens[place].kind
            level += (kind is Kind.OPEN) - (kind is Kind.CLOSE)
            if level == 0:
                return place
        return len(self._tokens) - 1


def _span(span: Years | Dates) -> str:
    ends = [str(span.first or _OPEN_ENDS["first"]), str(span.last or _OPEN_ENDS["last"])]
    first, last = (end.replace("-", "/") for end in ends)
    return f"{first}[dp]" if first == last else f"{first}:{last}[dp]"
