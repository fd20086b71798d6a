"""A query's text cut into brackets, operators, tags, phrases and words, each with its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from fingerpost.errors import QueryError
from fingerpost.library.query.fields import field_of, why_not


class Kind(Enum):
    """What a piece of a query is."""

    OPEN = "("
    CLOSE = ")"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    FIELD = "field:"
    TAG = "[tag]"
    PHRASE = '"phrase"'
    WORD = "word"
    COLON = ":"


OPERATORS = (Kind.AND, Kind.OR, Kind.NOT)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: `text` is the field's name, the phrase or the word."""

    kind: Kind
    text: str
    start: int


_QUOTES = '"“”„'
_FIELD = re.compile(r"([A-Za-z][A-Za-z_]*):(\S?)")
_DOI = re.compile(r"10\.\d{4,9}/[^\s\[\]\"“”]+", re.IGNORECASE)
_WORD = re.compile(rf"[^\s()\[\]{_QUOTES}]+")
_GRAMMAR = "a an are as at be by for from in into is it its of on that the this to was were with"
_STOP_WORDS = frozenset(_GRAMMAR.split())


def tokens_of(query: str) -> list[Token]:
    """Cut a query into tokens; QueryError points at what cannot be read.

    Lower-case grammar words (of, the, in …) are left out where another word stands beside them.
    """
    return list(_tidied(list(_tokens(query))))


def _tokens(query: str) -> Iterator[Token]:
    at, after_field = 0, False
    while at < len(query):
        if query[at].isspace():
            at += 1
            continue
        token, at = _token(query, at, after_field)
        if token is not None:
            yield token
            after_field = token.kind is Kind.FIELD


def _token(query: str, at: int, after_field: bool) -> tuple[Token | None, int]:
    character = query[at]
    if "\ud800" <= character <= "\udfff":
        raise QueryError("This character is not text that can be read", query, at)
    if character in "()":
        return Token(Kind(character), character, at), at + 1
    if character in _QUOTES:
        return _phrase(query, at)
    if character in "[]":
        return _tag(query, at)
    if not after_field and (field := _field(query, at)):
        return field, at + len(field.text) + 1
    return _word(query, at, after_field)


def _phrase(query: str, at: int) -> tuple[Token, int]:
    end = next((i for i in range(at + 1, len(query)) if query[i] in _QUOTES), None)
    if end is None:
        raise QueryError("This quotation mark is never closed", query, at)
    return Token(Kind.PHRASE, query[at + 1 : end], at), end + 1


def _tag(query: str, at: int) -> tuple[Token, int]:
    if query[at] == "]":
        raise QueryError("This square bracket was never opened", query, at)
    end = query.find("]", at)
    if end < 0:
        raise QueryError("This square bracket is never closed", query, at)
    field = field_of(query[at + 1 : end])
    if field is None:
        raise QueryError(why_not(query[at + 1 : end]), query, at + 1)
    return Token(Kind.TAG, field, at), end + 1


def _field(query: str, at: int) -> Token | None:
    found = _FIELD.match(query, at)
    if not found:
        return None
    name, following = found.groups()
    known = field_of(name)
    if following in ("", *")[]"):
        if known is None:
            return None
        raise QueryError(
            f"'{name}:' needs its word right behind the colon; quote it if it is meant as a word",
            query,
            at,
        )
    if known is None:
        raise QueryError(why_not(name), query, at)
    return Token(Kind.FIELD, name, at)


def _word(query: str, at: int, after_field: bool) -> tuple[Token | None, int]:
    if doi := _DOI.match(query, at):
        text = _without_open_ends(doi.group())
        return Token(Kind.WORD, text, at), at + len(text)
    found = _WORD.match(query, at)
    text = found.group() if found else query[at]
    end = at + len(text)
    if text in ("AND", "OR", "NOT"):
        return Token(Kind(text), text, at), end
    if text == ":":
        return Token(Kind.COLON, text, at), end
    if not after_field and query[end : end + 1] != "[":
        _refuse_lower_operators(text, query, at)
        if text == "and":
            return None, end
    return (Token(Kind.WORD, text, at) if _says_something(text) else None), end


def _without_open_ends(doi: str) -> str:
    while doi[-1] in ".,;:'" or (doi[-1] == ")" and doi.count(")") > doi.count("(")):
        doi = doi[:-1]
    return doi


def _refuse_lower_operators(text: str, query: str, at: int) -> None:
    if text in ("or", "not"):
        raise QueryError(
            f"Write {text.upper()} in capitals, or put it in quotation marks to find the word",
            query,
            at,
        )


def _says_something(word: str) -> bool:
    return "*" in word or any(map(str.isalnum, unicodedata.normalize("NFC", word)))


def _tidied(tokens: list[Token]) -> Iterator[Token]:
    """Leave out stop words beside other words, and colons that join no dates."""
    before: Token | None = None
    for at, token in enumerate(tokens):
        after = tokens[at + 1].kind if at + 1 < len(tokens) else None
        if token.kind is Kind.COLON and not _joins_dates(before, after):
            continue
        if token.kind is Kind.WORD and token.text in _STOP_WORDS and _may_go(before, after):
            continue
        yield token
        before = token


def _joins_dates(before: Token | None, after: Kind | None) -> bool:
    tagged = before is not None and before.kind is Kind.TAG and before.text in ("year", "date")
    return tagged and after in (Kind.WORD, Kind.PHRASE)


def _may_go(before: Token | None, after: Kind | None) -> bool:
    starts = before is None or before.kind in (Kind.OPEN, *OPERATORS)
    ends = after in (None, Kind.CLOSE, *OPERATORS)
    held = after is Kind.TAG or (before is not None and before.kind is Kind.FIELD)
    return not held and not (starts and ends)
