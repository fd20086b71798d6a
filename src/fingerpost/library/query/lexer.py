"""A query's text cut into brackets, operators, tags, phrases and words, each with its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from fingerpost.errors import QueryError
from fingerpost.library.query.fields import (
    NEAR_FIELDS,
    TASTES,
    Taste,
    field_of,
    near_tag,
    why_not,
)
from fingerpost.library.query.foreign import refuse_foreign_phrase, refuse_foreign_word


class Kind(Enum):
    """What a piece of a query is."""

    OPEN = "("
    CLOSE = ")"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    FIELD = "field:"
    TAG = "[tag]"
    NEAR = "[tag:~N]"
    PHRASE = '"phrase"'
    WORD = "word"
    COLON = ":"
    LINE = "#1"


OPERATORS = (Kind.AND, Kind.OR, Kind.NOT)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: `text` is the field's name, the phrase or the word; `gap` of NEAR alone.

    It stands at query[start:end].
    """

    kind: Kind
    text: str
    start: int
    end: int
    gap: int = 0


_QUOTES = '"“”„'
_FIELD = re.compile(r"([A-Za-z][A-Za-z_]*):(\S?)")
_DOI = re.compile(r"10\.\d{4,9}/[^\s\[\]\"“”]+", re.IGNORECASE)
_WORD = re.compile(rf"[^\s()\[\]|{_QUOTES}]+")
_LINE = re.compile(r"#(\d{1,6})(?![^\s()])")
_GRAMMAR = "a an are as at be by for from in into is it its of on that the this to was were with"
_STOP_WORDS = frozenset(_GRAMMAR.split())
_WIDEST_GAP = 1000
_ALSO_WORDS = frozenset(
    ["all", "group", "has", "filter", "issue", "page", "pages", "subset", "volume", "word"]
)
"""Fields that titles end in before a colon: 'Tumour volume: a predictor'."""


def tokens_of(query: str) -> list[Token]:
    """Cut a query into tokens; QueryError points at what cannot be read.

    Lower-case grammar words (of, the, in …) are left out where another word stands beside them,
    but not where the tag behind takes the words for a name.
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
    if character == "|":  # PubMed's other sign for OR
        return Token(Kind.OR, character, at, at + 1), at + 1
    if character in "()":
        return Token(Kind(character), character, at, at + 1), at + 1
    if character in _QUOTES:
        return _phrase(query, at)
    if character in "[]":
        return _tag(query, at)
    if not after_field and (line := _LINE.match(query, at)):
        return Token(Kind.LINE, line.group(1), at, line.end()), line.end()
    if not after_field and (field := _field(query, at)):
        return field, field.end
    return _word(query, at, after_field)


def _phrase(query: str, at: int) -> tuple[Token, int]:
    end = next((i for i in range(at + 1, len(query)) if query[i] in _QUOTES), None)
    if end is None:
        raise QueryError("This quotation mark is never closed", query, at)
    text = query[at + 1 : end]
    refuse_foreign_phrase(text, query, at + 1)
    return Token(Kind.PHRASE, text, at, end + 1), end + 1


def _tag(query: str, at: int) -> tuple[Token, int]:
    if query[at] == "]":
        raise QueryError("This square bracket was never opened", query, at)
    end = query.find("]", at)
    if end < 0:
        raise QueryError("This square bracket is never closed", query, at)
    name = query[at + 1 : end]
    if near := near_tag(name):
        field, gap = _near(*near, query, at + 1)
        return Token(Kind.NEAR, field, at, end + 1, gap), end + 1
    known = field_of(name)
    if known is None:
        raise QueryError(why_not(name), query, at + 1)
    return Token(Kind.TAG, known, at, end + 1), end + 1


def _near(name: str, stated: str, query: str, at: int) -> tuple[str, int]:
    """Return the field and the distance of a tag for words near each other."""
    field = field_of(name)
    if field is None:
        raise QueryError(why_not(name), query, at)
    if field not in NEAR_FIELDS:
        raise QueryError(
            "Words near each other can be sought in [ti], [tiab] and [ad] only, as in PubMed",
            query,
            at,
        )
    if not (stated.isascii() and stated.isdigit() and int(stated[:9]) <= _WIDEST_GAP):
        raise QueryError(
            f"After :~ stands how many words may lie between, from 0 to {_WIDEST_GAP}", query, at
        )
    return field, int(stated)


def _field(query: str, at: int) -> Token | None:
    found = _FIELD.match(query, at)
    if not found:
        return None
    name, following = found.groups()
    known = field_of(name)
    if following in ("", *")[]"):
        if known is None or name.lower() in _ALSO_WORDS:
            return None
        raise QueryError(
            f"'{name}:' needs its word right behind the colon; quote it if it is meant as a word",
            query,
            at,
        )
    if known is None:
        raise QueryError(why_not(name), query, at)
    return Token(Kind.FIELD, name, at, at + len(name) + 1)


def _word(query: str, at: int, after_field: bool) -> tuple[Token | None, int]:
    if doi := _DOI.match(query, at):
        text = _without_open_ends(doi.group())
        return Token(Kind.WORD, text, at, at + len(text)), at + len(text)
    found = _WORD.match(query, at)
    text = found.group() if found else query[at]
    end = at + len(text)
    if text in ("AND", "OR", "NOT"):
        return Token(Kind(text), text, at, end), end
    if text == ":":
        return Token(Kind.COLON, text, at, end), end
    refuse_foreign_word(text, query, at)
    if not after_field and query[end : end + 1] != "[":
        _refuse_lower_operators(text, query, at)
        if text == "and":
            return None, end
    return (Token(Kind.WORD, text, at, end) if _says_something(text) else None), end


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
    run = 0
    tastes = _tastes_behind(tokens)
    for at, token in enumerate(tokens):
        after = tokens[at + 1].kind if at + 1 < len(tokens) else None
        if token.kind is Kind.COLON and not _joins_dates(before, after, tastes[at]):
            continue
        if (
            token.kind is Kind.WORD
            and token.text in _STOP_WORDS
            and tastes[at] is Taste.TEXT
            and _may_go(before, after, run)
        ):
            continue
        yield token
        run = run + 1 if token.kind is Kind.WORD and not _is(before, Kind.FIELD) else 0
        before = token


def _tastes_behind(tokens: list[Token]) -> list[Taste]:
    """Return for each token how the tag behind its run of words takes them."""
    tastes, taste = [], Taste.TEXT
    for token in reversed(tokens):
        if token.kind is Kind.TAG:
            taste = TASTES[token.text]
        elif token.kind not in (Kind.WORD, Kind.COLON):
            taste = Taste.TEXT
        tastes.append(taste)
    return tastes[::-1]


def _joins_dates(before: Token | None, after: Kind | None, taste: Taste) -> bool:
    if before is None or after not in (Kind.WORD, Kind.PHRASE):
        return False
    if before.kind is Kind.TAG:
        return before.text in ("year", "date")
    return before.kind is Kind.WORD and taste is Taste.DATE


def _may_go(before: Token | None, after: Kind | None, run: int) -> bool:
    """True for a word beside others; `run` counts those before it that share its tag."""
    starts = before is None or before.kind in (Kind.OPEN, *OPERATORS)
    ends = after in (None, Kind.CLOSE, *OPERATORS)
    held = (after is Kind.TAG and not run) or _is(before, Kind.FIELD)
    return not held and not (starts and ends)


def _is(token: Token | None, kind: Kind) -> bool:
    return token is not None and token.kind is kind
