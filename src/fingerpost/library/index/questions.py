"""A query's tree as the index's own query objects, with the weight of each field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fingerpost.library.index.facts import fact_term
from fingerpost.library.index.nearness import near_question
from fingerpost.library.index.schema import EVERY, PAPER, STEMMED, schema
from fingerpost.library.index.spellings import SPELT_FIELDS, phrases_of, spellings_of
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
TITLE_WEIGHT = 1.5
"""What a bare word in the title adds to what it weighs in the whole text."""
FEW_YEARS = 12
"""Up to so many years it is faster to put the lists of their papers together than to look up the
year of each paper that the rest of a query finds, unless that finds very few."""
PARTS = {
    "all": ("title", "abstract", "other"),
    "tiab": ("title", "abstract", "keyword"),
    "tw": ("title", "abstract", "keyword", "mesh", "type", "group"),
}
"""What PubMed's [tiab] and [tw] cover, as far as the library keeps it; [tiab] has keywords too."""


def ranking(node: Node) -> tantivy.Query:
    """Return the index's query that finds what `question` finds, with scores.

    A bare word is found in one field that has the whole text, which is far faster than to look
    into several, and weighs more if the title has it.
    """
    from tantivy import Occur, Query

    words = list(dict.fromkeys(_bare_words(node)))
    in_title = (Query.boost_query(_stem_in("title", word), TITLE_WEIGHT) for word in words)
    clauses = [(Occur.Should, each) for each in in_title]
    if _is_any_word(node):  # alternatives that are all single words are ranked without reading all
        return Query.boolean_query([*((Occur.Should, _stem_in(EVERY, w)) for w in words), *clauses])
    return Query.boolean_query([(Occur.Must, question(node)), *clauses])


def question(node: Node) -> tantivy.Query:
    """Return the index's query for a tree: what matches, whose scores do not look at titles."""
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


def on_day(asked: tantivy.Query, day: int) -> tantivy.Query:
    """Return what finds the papers of a query whose last day is this; 0 for those without one."""
    from tantivy import Occur, Query

    if not day:
        return asked.and_must_not_match(Query.exists_query("last_day"))
    this = _between("last_day", day, day, by_lists=True)
    return Query.boolean_query([(Occur.Must, asked), (Occur.Must, this)])


def _bare_words(node: Node) -> Iterator[str]:
    """Give the stems of the words without a field that speak for a paper."""
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from _bare_words(part)
    elif isinstance(node, Term) and (stem := _bare_stem(node)):
        yield stem


def _is_any_word(node: Node) -> bool:
    if isinstance(node, Or):
        return all(map(_is_any_word, node.parts))
    return isinstance(node, Term) and bool(_bare_stem(node))


def _bare_stem(term: Term) -> str:
    """Return the stem of a single word without a field that is sought in all its forms, or ''."""
    if term.field != "all" or term.exact or term.prefix or "*" in term.text:
        return ""
    stems = words_of(term.text, stems=True)
    return stems[0] if len(stems) == 1 else ""


def _stem_in(name: str, stem: str) -> tantivy.Query:
    from tantivy import Query

    return Query.term_query(schema(), f"{name}_stem", stem, index_option="freq")


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
            return _years(first, last)
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


def _years(first: int | None, last: int | None) -> tantivy.Query:
    """Return what finds papers of these years: few years by their lists, many by looking."""
    few = first is not None and last is not None and last - first < FEW_YEARS
    return _between("year", first, last, by_lists=few)


def _between(
    name: str, first: int | None, last: int | None, *, by_lists: bool = False
) -> tantivy.Query:
    from tantivy import FieldType, Query

    return Query.range_query(
        schema(), name, FieldType.Integer, first, last, use_inverted_index=by_lists
    )


def _term(term: Term) -> tantivy.Query:
    from tantivy import Occur, Query

    if term.field == "lang":
        wanted = Query.term_query(schema(), "lang", term.text, index_option="basic")
        return Query.const_score_query(wanted, 0.0)
    if stem := _bare_stem(term):
        return _stem_in(EVERY, stem)
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
    if len(words) > 1 or term.exact or name not in STEMMED:
        return _spelt(name, phrases_of(words) if name in SPELT_FIELDS else [words])
    return _stem_in(name, words_of(term.text, stems=True)[0])


def _spelt(name: str, phrases: list[list[str]]) -> tantivy.Query:
    """Return what finds one of several spellings of a phrase, or of a word."""
    from tantivy import Occur, Query

    each = [
        Query.phrase_query(schema(), name, list[str | tuple[int, str]](words))
        if len(words) > 1
        else Query.term_query(schema(), name, words[0])
        for words in phrases
    ]
    return each[0] if len(each) == 1 else Query.boolean_query([(Occur.Should, q) for q in each])


def _starting_with(name: str, term: Term) -> tantivy.Query:
    from tantivy import Query

    patterns: list[str] = []
    # A cut word alone is taken as written: hem* for haem* would be found in hemisphere.
    spelt = name in SPELT_FIELDS and len(words_of(term.text)) > 1
    *cut, last = term.text.split("*")
    for text in cut:
        patterns += _patterns(text, spelt=spelt)
        patterns[-1] += ".*"
    patterns += _patterns(last, spelt=spelt)
    if term.prefix:
        patterns[-1] += ".*"
    if len(patterns) == 1:
        return Query.regex_query(schema(), name, patterns[0])
    return Query.regex_phrase_query(schema(), name, list[str | tuple[int, str]](patterns))


def _patterns(text: str, *, spelt: bool) -> list[str]:
    words = words_of(text)
    if not spelt:
        return [re.escape(word) for word in words]
    ways = (list(map(re.escape, spellings_of(word))) for word in words)
    return [way[0] if len(way) == 1 else f"({'|'.join(way)})" for way in ways]
