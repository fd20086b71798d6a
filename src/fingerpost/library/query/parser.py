"""A query parsed as PubMed does it: brackets first, then operators from left to right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NoReturn

from fingerpost.errors import QueryError
from fingerpost.library.query.dates import between
from fingerpost.library.query.fields import TASTES, Taste, field_of
from fingerpost.library.query.leaves import Leaves, Mapper
from fingerpost.library.query.lexer import OPERATORS, Kind, Token, tokens_of
from fingerpost.library.query.lines import numbered_lines
from fingerpost.library.query.model import (
    Node,
    Query,
    all_of,
    any_of,
    depth_of,
    leaves_of,
    none_of,
)

DEEPEST = 60
MOST_LEAVES = 20_000
"""Lines that stand for each other's lines can double a strategy at every step."""


def parse_query(text: str, today: date | None = None, mapper: Mapper | None = None) -> Query:
    """Return the query that a text states; QueryError points at the character it fails at.

    Words side by side belong together and must all be there; everything else that stands side
    by side without an operator is joined by AND, in its turn from left to right. Of numbered
    lines, the last is the query, and the others are what it stands on. `today` is where 'last 5
    years' ends; `mapper` gives the MeSH headings to be sought with words that have no field.
    """
    day = today or date.today()  # noqa: DTZ011 - the day where the person sits
    lines: dict[int, Node] = {}
    notes: dict[str, None] = {}
    for line in numbered_lines(text):
        lines[line.number] = _line(line.text, Leaves(line.text, day, mapper), lines, notes)
    if lines:
        return Query(lines[max(lines)], tuple(notes))
    return Query(_line(text, Leaves(text, day, mapper), lines, notes), tuple(notes))


def _line(text: str, leaves: Leaves, lines: Mapping[int, Node], notes: dict[str, None]) -> Node:
    tokens = tokens_of(text)
    if not tokens:
        raise QueryError("The query is empty; * finds every paper", text, 0)
    return _Parser(text, tokens, leaves, lines, notes).whole()


class _Parser:
    def __init__(
        self,
        text: str,
        tokens: list[Token],
        leaves: Leaves,
        lines: Mapping[int, Node],
        notes: dict[str, None],
    ) -> None:
        self._tokens, self._at = tokens, 0
        self._end = len(text.rstrip())
        self._open: list[Token] = []
        self._leaves, self._lines, self._notes = leaves, lines, notes
        self._borrowed = 0

    def whole(self) -> Node:
        node = self._expression(None)
        if left := self._peek():
            self._leaves.fail("This bracket was never opened", left.start)
        return node

    def _peek(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _next(self, *kinds: Kind) -> Token | None:
        token = self._peek()
        if token is None or token.kind not in kinds:
            return None
        self._at += 1
        return token

    def _expression(self, field: str | None) -> Node:
        joins = all_of
        parts = [self._signed(field, None)]
        while (token := self._peek()) and token.kind is not Kind.CLOSE:
            operator = self._next(*OPERATORS)
            right = self._signed(field, operator)
            kind = operator.kind if operator else Kind.AND
            if (joins is any_of) != (kind is Kind.OR):
                parts = [self._joined(joins, parts, token)]
                joins = any_of if kind is Kind.OR else all_of
            parts.append(none_of(right) if kind is Kind.NOT else right)
        return joins(parts)

    def _joined(self, joins: Callable[[list[Node]], Node], parts: list[Node], token: Token) -> Node:
        node = joins(parts)
        if depth_of(node) > DEEPEST:
            self._leaves.fail("This query is nested too deeply", token.start)
        return node

    def _signed(self, field: str | None, operator: Token | None) -> Node:
        """Return an operand with any NOT before it."""
        negative = False
        while sign := self._next(Kind.NOT):
            negative, operator = not negative, sign
        node = self._operand(field, operator)
        return none_of(node) if negative else node

    def _operand(self, field: str | None, operator: Token | None) -> Node:
        token = self._peek()
        if token is None or token.kind in (Kind.CLOSE, *OPERATORS):
            self._missing(token, operator)
        if token.kind is Kind.OPEN:
            return self._group(field)
        if token.kind is Kind.FIELD:
            return self._fielded(token)
        if token.kind is Kind.PHRASE:
            return self._phrase(field)
        if token.kind is Kind.LINE:
            return self._reference(token)
        if token.kind is not Kind.WORD:
            self._leaves.fail("This tag has no word before it", token.start)
        return self._run(field)

    def _group(self, field: str | None) -> Node:
        opening = self._tokens[self._at]
        inner = self._tag_behind(self._at) or field
        self._at += 1
        self._open.append(opening)
        if len(self._open) > DEEPEST:
            self._leaves.fail("This query is nested too deeply", opening.start)
        node = self._expression(inner)
        if not self._next(Kind.CLOSE):
            self._leaves.fail("This bracket is never closed", opening.start)
        self._open.pop()
        self._next(Kind.TAG)
        return node

    def _reference(self, token: Token) -> Node:
        """Return what another line of the strategy found."""
        self._at += 1
        node = self._lines.get(int(token.text))
        if node is None:
            self._leaves.fail(
                f"There is no line #{int(token.text)} above: give the lines of the strategy with"
                " their numbers, each on a line of its own",
                token.start,
            )
        self._borrowed += sum(1 for _ in leaves_of(node))
        if self._borrowed > MOST_LEAVES or depth_of(node) > DEEPEST - len(self._open):
            self._leaves.fail("With all its lines this query is too large", token.start)
        return node

    def _tag_behind(self, opening: int) -> str | None:
        """Return the field of a tag behind the bracket that closes this one."""
        level = 0
        for at in range(opening, len(self._tokens)):
            kind = self._tokens[at].kind
            level += (kind is Kind.OPEN) - (kind is Kind.CLOSE)
            if level == 0:
                behind = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
                return behind.text if behind and behind.kind is Kind.TAG else None
        return None

    def _fielded(self, token: Token) -> Node:
        self._at += 1
        field = field_of(token.text)
        if (following := self._peek()) and following.kind is Kind.OPEN:
            return self._group(field)
        words = self._next(Kind.WORD, Kind.PHRASE)
        if words is None:
            self._leaves.fail(f"'{token.text}:' has no word behind it", token.start)
        return self._leaves.leaf(field, [words])

    def _phrase(self, field: str | None) -> Node:
        token = self._tokens[self._at]
        self._at += 1
        return self._tagged([token], field)

    def _run(self, field: str | None) -> Node:
        words = []
        while word := self._next(Kind.WORD, Kind.COLON):
            words.append(word)
        return self._tagged(words, field)

    def _tagged(self, words: list[Token], field: str | None) -> Node:
        if near := self._next(Kind.NEAR):
            return self._leaves.near(near.text, near.gap, words)
        tag = self._next(Kind.TAG)
        if tag and TASTES[tag.text] is Taste.DATE and self._next(Kind.COLON):
            return self._date_range(words)
        if tag and len(words) > 1 and TASTES[tag.text] is Taste.TEXT:
            shown = " ".join(word.text for word in words)
            self._notes[
                f"The words '{shown}' before their tag must all be there, in any order; PubMed"
                " takes them for a phrase if it knows it. Quotation marks keep them together."
            ] = None
        return self._leaves.leaf(tag.text if tag else field, words)

    def _date_range(self, first: list[Token]) -> Node:
        """Read the range as PubMed's own pages write it: "2018"[dp] : "2020"[dp]."""
        last = self._next(Kind.WORD, Kind.PHRASE)
        self._next(Kind.TAG)
        texts = ("".join(token.text for token in first), last.text if last else "")
        found = between(*("".join(text.split()) for text in texts))
        if isinstance(found, str):
            self._leaves.fail(found, first[0].start)
        return found

    def _missing(self, token: Token | None, operator: Token | None) -> NoReturn:
        if operator:
            self._leaves.fail(f"{operator.text} has nothing behind it", operator.start)
        if token and token.kind in OPERATORS:
            self._leaves.fail(f"{token.text} has nothing before it", token.start)
        if token and self._open:
            self._leaves.fail("There is nothing between these brackets", self._open[-1].start)
        if token:
            self._leaves.fail("This bracket was never opened", token.start)
        if self._open:
            self._leaves.fail("This bracket is never closed", self._open[-1].start)
        self._leaves.fail("The query ends too early", self._end)
