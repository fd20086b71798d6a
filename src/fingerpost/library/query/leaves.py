"""Words and the field they stand in, turned into a leaf of the tree."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import NoReturn

from fingerpost.errors import QueryError
from fingerpost.library.query.dates import read_range
from fingerpost.library.query.fields import TASTES, Taste
from fingerpost.library.query.languages import language_code
from fingerpost.library.query.lexer import Kind, Token
from fingerpost.library.query.model import Everything, Identifier, Node, Term, all_of, any_of
from fingerpost.text import find_arxiv_id, find_doi, squeeze

SHORTEST_STEM = 3
_PIECE = re.compile(r"[^\W_]+")
_EDGES = re.compile(r"^(?:[\W_](?<!\*))+|(?:[\W_](?<!\*))+$")


class Leaves:
    """Makes leaves for one query, so that an error can show the query."""

    def __init__(self, query: str) -> None:
        self._query = query

    def leaf(self, field: str | None, tokens: Sequence[Token]) -> Node:
        """Return what a phrase or a run of words means in a field; None is no field stated."""
        match TASTES[field or "all"]:
            case Taste.DATE:
                return self._dates(tokens)
            case Taste.IDENTIFIER:
                return any_of(self._identifier(field or "", token) for token in tokens)
            case Taste.LANGUAGE:
                return any_of(self._language(token) for token in tokens)
            case Taste.NAME if len(tokens) > 1:
                return self._phrase(field or "", " ".join(t.text for t in tokens), tokens[0])
        return all_of(self._words(field, token) for token in tokens)

    def fail(self, reason: str, at: int) -> NoReturn:
        """Raise the error that points at a character of the query."""
        raise QueryError(reason, self._query, at)

    def _words(self, field: str | None, token: Token) -> Node:
        if token.kind is Kind.PHRASE:
            return self._phrase(field or "all", token.text, token)
        if field is None and token.text == "*":
            return Everything()
        if field is None and token.text.startswith("10.") and (doi := find_doi(token.text)):
            return Identifier("doi", doi)
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
        if prefix and pieces == 1 and text not in ("AND", "OR", "NOT"):
            return Term(field, _EDGES.sub("", text), prefix=True)
        return Term(field, text, exact=True, prefix=prefix)

    def _cut(self, text: str, token: Token) -> tuple[str, bool]:
        """Return the text without its star, and whether it had one."""
        star = text.find("*")
        if star < 0:
            return text, False
        if star != len(text) - 1:
            self.fail("A star may stand only at the end of a word or phrase", _star(token))
        stem = text[:-1]
        last = re.search(r"[^\W_]*$", stem)
        if not last or len(last.group()) < SHORTEST_STEM:
            self.fail(f"A star needs at least {SHORTEST_STEM} letters before it", _star(token))
        return stem, True

    def _dates(self, tokens: Sequence[Token]) -> Node:
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


def _star(token: Token) -> int:
    return token.start + (token.kind is Kind.PHRASE) + token.text.find("*")


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
