"""Words and the field they stand in, turned into a leaf of the tree."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from typing import NoReturn

from fingerpost.errors import QueryError
from fingerpost.library.query.dates import read_range
from fingerpost.library.query.fields import TASTES, Taste
from fingerpost.library.query.filters import BARE, filter_named
from fingerpost.library.query.languages import language_code
from fingerpost.library.query.lexer import Kind, Token
from fingerpost.library.query.model import (
    Everything,
    Fact,
    Identifier,
    Near,
    Node,
    Term,
    all_of,
    any_of,
)
from fingerpost.library.query.relative import last_span
from fingerpost.library.query.subheadings import subheading, with_subheading
from fingerpost.text import find_arxiv_id, find_doi, squeeze

SHORTEST_STEM = 3
_PIECE = re.compile(r"[^\W_]+")
_PMID = re.compile(r"\d{6,8}", re.ASCII)
"""Numbers of which PubMed thinks, rightly, that they are its own."""
_EDGES = re.compile(r"^(?:[\W_](?<!\*))+|(?:[\W_](?<!\*))+$")


Mapper = Callable[[str], str | None]
"""Gives the MeSH heading that some words are a name of, or None."""


class Leaves:
    """Makes leaves for one query, so that an error can show the query."""

    def __init__(self, query: str, today: date, mapper: Mapper | None = None) -> None:
        self._query, self._today, self._mapper = query, today, mapper

    def leaf(self, field: str | None, tokens: Sequence[Token]) -> Node:
        """Return what a phrase or a run of words means in a field; None is no field stated."""
        match TASTES[field or "all"]:
            case Taste.DATE:
                return self._dates(tokens)
            case Taste.IDENTIFIER:
                return any_of(self._identifier(field or "", token) for token in tokens)
            case Taste.LANGUAGE:
                return any_of(self._language(token) for token in tokens)
            case Taste.FILTER:
                return self._filter(tokens)
            case Taste.FACT:
                return self._fact(field or "", " ".join(t.text for t in tokens), tokens[0])
            case Taste.NAME if len(tokens) > 1:
                return self._phrase(field or "", " ".join(t.text for t in tokens), tokens[0])
        if field is None and all(_PMID.fullmatch(token.text) for token in tokens):
            return any_of(self._identifier("pmid", token) for token in tokens)
        if field is None and self._mapper:
            return self._mapped(tokens, self._mapper)
        return all_of(self._words(field, token) for token in tokens)

    def near(self, field: str, gap: int, tokens: Sequence[Token]) -> Near:
        """Return the search for the words of a phrase near each other."""
        first = tokens[0]
        if len(tokens) > 1 or first.kind is not Kind.PHRASE:
            self.fail("Words near each other stand in quotation marks, as in PubMed", first.start)
        if (star := first.text.find("*")) >= 0:
            self.fail(
                "No star among words near each other: PubMed would drop the distance without a"
                " word. Write one search for each form, with OR between them",
                first.start + 1 + star,
            )
        text = squeeze(unicodedata.normalize("NFC", first.text))
        if len({piece.casefold() for piece in _PIECE.findall(text)}) < 2:
            self.fail("It needs at least two different words to be near each other", first.start)
        return Near(field, text, gap)

    def fail(self, reason: str, at: int) -> NoReturn:
        """Raise the error that points at a character of the query."""
        raise QueryError(reason, self._query, at)

    def _words(self, field: str | None, token: Token) -> Node:
        if token.kind is Kind.PHRASE:
            return self._phrase(field or "all", token.text, token)
        if field is None and token.text == "*":
            return Everything()
        if field is None and token.text.lower() in BARE:
            return BARE[token.text.lower()]
        if field is None and token.text.startswith("10.") and (doi := find_doi(token.text)):
            return Identifier("doi", doi)
        if field is None and (number := _pmcid(token.text)) and not token.text.isdigit():
            return Identifier("pmcid", number)
        return self._word(field or "all", token)

    def _word(self, field: str, token: Token) -> Node:
        text = _EDGES.sub("", unicodedata.normalize("NFC", token.text))
        if len(_PIECE.findall(text)) != 1 or text in ("AND", "OR", "NOT"):
            return self._phrase(field, text, token)
        stem, prefix = self._cut(text, token)
        return Term(field, stem, prefix=prefix)

    def _phrase(self, field: str, text: str, token: Token) -> Node:
        text, prefix = self._cut(squeeze(unicodedata.normalize("NFC", text)), token)
        pieces = len(_PIECE.findall(text))
        if not pieces:
            self.fail("There is no letter or digit to look for", token.start)
        if field in ("mesh", "majr"):
            text = with_subheading(text)
        if prefix and pieces == 1 and text not in ("AND", "OR", "NOT"):
            return Term(field, _EDGES.sub("", text), prefix=True)
        return Term(field, text, exact=True, prefix=prefix)

    def _cut(self, text: str, token: Token) -> tuple[str, bool]:
        """Return the text without a star at its end, and whether it had one."""
        for star in re.finditer(r"\*", text):
            at, before = _star(token, text[: star.start()].count("*")), text[: star.start()]
            if not re.match(r"[^\w*]|$", text[star.end() :]):
                self.fail("A star may stand only at the end of a word or phrase", at)
            last = re.search(r"[^\W_]*$", before)
            if not last or len(last.group()) < SHORTEST_STEM:
                self.fail(f"A star needs at least {SHORTEST_STEM} letters before it", at)
        return (text[:-1], True) if text.endswith("*") else (text, False)

    def _mapped(self, tokens: Sequence[Token], mapper: Mapper) -> Node:
        """Return words without a field, each longest run that names a heading sought as that too.

        As PubMed's automatic term mapping does it, but with MeSH alone.
        """
        parts, at = [], 0
        while at < len(tokens):
            for end in range(len(tokens), at, -1):
                run = tokens[at:end]
                heading = mapper(" ".join(token.text for token in run))
                if heading:
                    break
            words = all_of(self._words(None, token) for token in run)
            parts.append(any_of((Term("mesh", heading, exact=True), words)) if heading else words)
            at += len(run)
        return all_of(parts)

    def _fact(self, field: str, text: str, token: Token) -> Fact:
        text = squeeze(unicodedata.normalize("NFC", text))
        prefix = False
        if field in ("mesh_only", "majr_only", "type_only", "subheading"):
            text, prefix = self._cut(text, token)
            text = subheading(text) if field == "subheading" else with_subheading(text)
        elif "*" in text:
            self.fail("A star cannot stand here: the whole must be known", _star(token))
        if not _PIECE.search(text):
            self.fail("There is no letter or digit to look for", token.start)
        if field == "has" and text.lower() != "abstract":
            self.fail("The library can tell this only of an abstract: has:abstract", token.start)
        if field == "orcid" and not (text := _orcid(text)):
            self.fail("This is no ORCID iD, as in 0000-0002-1825-0097", token.start)
        return Fact(field, text.lower() if field == "has" else text, prefix)

    def _filter(self, tokens: Sequence[Token]) -> Node:
        found = filter_named(" ".join(token.text for token in tokens), self._today)
        if isinstance(found, str):
            self.fail(found, tokens[0].start)
        return found

    def _dates(self, tokens: Sequence[Token]) -> Node:
        if span := last_span(" ".join(token.text for token in tokens), self._today):
            return span
        found = read_range("".join(token.text for token in tokens))
        if isinstance(found, str):
            self.fail(found, tokens[0].start)
        return found

    def _language(self, token: Token) -> Node:
        return self._of_plain(token, lambda text: Term("lang", language_code(text), exact=True))

    def _identifier(self, kind: str, token: Token) -> Node:
        read = _READERS[kind]
        return self._of_plain(
            token,
            lambda text: Identifier(kind, value) if (value := read(text)) else None,
            f"This is no {_SHOWN[kind]}",
        )

    def _of_plain(self, token: Token, read: Callable[[str], Node | None], reason: str = "") -> Node:
        text = squeeze(unicodedata.normalize("NFC", token.text))
        node = read(text) if _PIECE.search(text) else None
        if node is None:
            self.fail(reason or "There is no letter or digit to look for", token.start)
        return node


def _star(token: Token, number: int = 0) -> int:
    """Return where the star of this number stands in the query; the token's start if elsewhere."""
    places = [star.start() for star in re.finditer(r"\*", token.text)]
    inside = places[number] + (token.kind is Kind.PHRASE) if number < len(places) else 0
    return token.start + inside


def _orcid(text: str) -> str:
    found = re.search(r"(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])$", text, re.ASCII)
    return "-".join(found.groups()).upper() if found else ""


def _pmid(text: str) -> str | None:
    return text.lstrip("0") if text.isascii() and text.isdigit() and text.strip("0") else None


def _pmcid(text: str) -> str | None:
    found = re.fullmatch(r"(?:PMC)?(\d+)", text, re.IGNORECASE | re.ASCII)
    return f"PMC{found.group(1)}" if found else None


_READERS: dict[str, Callable[[str], str | None]] = {
    "pmid": _pmid,
    "pmcid": _pmcid,
    "doi": find_doi,
    "arxiv": find_arxiv_id,
}
_SHOWN = {
    "pmid": "PMID, which is a number",
    "pmcid": "PMCID, as in PMC1234567",
    "doi": "DOI, as in 10.1000/182",
    "arxiv": "arXiv identifier, as in 2001.01234",
}
