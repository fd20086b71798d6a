"""A query's tree as the index's own query objects, with the weight of each field."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fingerpost.library.index.facts import fact_term
from fingerpost.library.index.nearness import near_question
from fingerpost.library.index.schema import PAPER, STEMMED, schema
from fingerpost.library.index.words import words_of
from fingerpost.library.query import (
    And,
    Dates,
    Everything,
    Fact,
    Identifier,
    Near,
    Node,
    Not,
    Or,
    PreprintOf,
    Rows,
    Term,
    Years,
)
from fingerpost.library.query.dates import highest, lowest

if TYPE_CHECKING:
    import tantivy

WEIGHTS = {"title": 2.5, "abstract": 1.0, "other": 1.0}
"""A word in the title says more about what a paper is on than one in the abstract."""
PARTS = {
    "all": ("title", "abstract", "other"),
    "tiab": ("title", "abstract", "keyword"),
    "tw": ("title", "abstract", "keyword", "mesh", "type", "group"),
}
"""What PubMed's [tiab] and [tw] cover, as far as the library keeps it; [tiab] has keywords too."""


def question(node: Node) -> tantivy.Query:
    """Return the index's query for a tree."""
    from tantivy import Occur, Query

    match node:
        case And(parts):
            return _all(parts)
        case Or(parts) if all(isinstance(part, Fact) and not part.prefix for part in parts):
            return Query.const_score_query(_any_fact(parts), 0.0)
        case Or(parts):
            return Query.boolean_query([(Occur.Should, question(part)) for part in parts])
        case Not(part):
            return _all((Not(part),))
        case Term(field, text) if field in ("mesh", "majr") and "/" in text:
            return question(Fact(f"{field}_only", text, node.prefix))
        case Term():
            return _term(node)
        case Near():
            return near_question(node)
    return Query.const_score_query(_filter(node), 0.0)


def is_ranked(node: Node) -> bool:
    """True when some words of the query can say that one paper fits better than another."""
    if isinstance(node, And | Or):
        return any(map(is_ranked, node.parts))
    return isinstance(node, Near) or (isinstance(node, Term) and node.field != "lang")


def spelt_like(word: str, distance: int) -> tantivy.Query:
    """Return what finds a word that is this few letters away, in title or abstract."""
    from tantivy import Occur, Query

    return Query.boolean_query(
        [
            (Occur.Should, Query.fuzzy_term_query(schema(), part, word, distance))
            for part in ("title", "abstract")
        ]
    )


def _all(parts: tuple[Node, ...]) -> tantivy.Query:
    from tantivy import Occur, Query

    clauses = [
        (Occur.MustNot, question(part.part))
        if isinstance(part, Not)
        else (Occur.Must, question(part))
        for part in parts
    ]
    if all(isinstance(part, Not) for part in parts):
        clauses.append((Occur.Must, question(Everything())))
    return Query.boolean_query(clauses)


def _filter(node: Node) -> tantivy.Query:
    from tantivy import Query

    match node:
        case Everything():
            return Query.term_query(schema(), "kind", PAPER, index_option="basic")
        case Identifier(kind, value):
            return Query.term_query(schema(), "alias", f"{kind}:{value}", index_option="basic")
        case PreprintOf(paper_id):
            return Query.term_query(schema(), "published", paper_id, index_option="basic")
        case Fact():
            return _fact(node)
        case Rows(rows):
            return Query.term_set_query(schema(), "row", list(rows))
        case Years(first, last):
            return _between("year", first, last)
        case Dates(start, end):
            return _dates(start, end)
    raise AssertionError(node)


def _fact(fact: Fact) -> tantivy.Query:
    from tantivy import Query

    if fact.prefix:
        return Query.regex_query(schema(), "fact", f"{re.escape(fact_term(fact))}.*")
    return Query.term_query(schema(), "fact", fact_term(fact), index_option="basic")


def _any_fact(parts: tuple[Node, ...]) -> tantivy.Query:
    from tantivy import Query

    terms = [fact_term(part) for part in parts if isinstance(part, Fact)]
    return Query.term_set_query(schema(), "fact", terms)


def _dates(start: str, end: str) -> tantivy.Query:
    from tantivy import Occur, Query

    clauses = []
    if start:
        clauses.append((Occur.Must, _between("last_day", lowest(start), None)))
    if end:
        clauses.append((Occur.Must, _between("first_day", None, highest(end))))
    return Query.boolean_query(clauses)


def _between(name: str, first: int | None, last: int | None) -> tantivy.Query:
    from tantivy import FieldType, Query

    return Query.range_query(schema(), name, FieldType.Integer, first, last)


def _term(term: Term) -> tantivy.Query:
    from tantivy import Occur, Query

    if term.field == "lang":
        wanted = Query.term_query(schema(), "lang", term.text, index_option="basic")
        return Query.const_score_query(wanted, 0.0)
    parts = PARTS.get(term.field, (term.field,))
    if len(parts) == 1:
        return _in_field(parts[0], term)
    return Query.boolean_query(
        [
            (Occur.Should, Query.boost_query(_in_field(part, term), WEIGHTS.get(part, 1.0)))
            for part in parts
        ]
    )


def _in_field(name: str, term: Term) -> tantivy.Query:
    from tantivy import Query

    words = words_of(term.text)
    if not words:
        return Query.empty_query()
    if term.prefix or "*" in term.text:
        return _starting_with(name, term)
    if len(words) > 1:
        return Query.phrase_query(schema(), name, list[str | tuple[int, str]](words))
    if term.exact or name not in STEMMED:
        return Query.term_query(schema(), name, words[0])
    stem = words_of(term.text, stems=True)[0]
    return Query.term_query(schema(), f"{name}_stem", stem, index_option="freq")


def _starting_with(name: str, term: Term) -> tantivy.Query:
    from tantivy import Query

    patterns: list[str] = []
    *cut, last = term.text.split("*")
    for text in cut:
        patterns += map(re.escape, words_of(text))
        patterns[-1] += ".*"
    patterns += map(re.escape, words_of(last))
    if term.prefix:
        patterns[-1] += ".*"
    if len(patterns) == 1:
        return Query.regex_query(schema(), name, patterns[0])
    return Query.regex_phrase_query(schema(), name, list[str | tuple[int, str]](patterns))
