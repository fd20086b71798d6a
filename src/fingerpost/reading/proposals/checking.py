"""A model's answer held against the text: what the words do not bear out is refused."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from fingerpost.reading.document import Document, prepare
from fingerpost.reading.metric_names import figures, names
from fingerpost.reading.model import METRICS
from fingerpost.reading.numbers import Whole, wholes
from fingerpost.reading.proposals.asking import (
    COUNTS,
    LISTS,
    LONGEST_QUOTE,
    MOST_PROPOSALS,
)
from fingerpost.reading.proposals.model import Checked, Proposal, Refused
from fingerpost.reading.sentences import Role
from fingerpost.reading.words import Words, lower, word_line
from fingerpost.records import Paper, Span
from fingerpost.text import visible

_LONGEST_ANSWER = 100_000
_SHORTEST_QUOTE = 3
_SEVERAL = ("modalities", "methods", "metrics")
_FENCE = re.compile(r"\s*```(?:json)?\s*\n(.*?)\n?\s*```\s*\Z", re.DOTALL | re.IGNORECASE)
_BEFORE = r"(?<!\w)(?<!\d[.,·\s](?=\d))"
_AFTER = r"(?!\w)(?!(?<=\d)[.,·\s]\d)(?!(?<=\d)\s?%)"
"""A quote is whole words and whole numbers: '204 patients' does not stand in '1,204 patients'."""
_COUNT = re.compile(r"(?P<number>\d{1,3}(?:,\d{3})+|\d{1,9}) (?P<noun>[A-Za-z][A-Za-z-]{2,30})")
_METRIC = re.compile(r"(?P<name>[a-z0-9_]{2,30}) (?P<number>-?\d{1,6}(?:\.\d{1,6})?)")


class _Item(msgspec.Struct, forbid_unknown_fields=True):
    field: str
    value: str
    quote: str


class _Answer(msgspec.Struct, forbid_unknown_fields=True):
    proposals: list[_Item]


def check(answer: str, paper: Paper, asked: Sequence[str], model: str) -> Checked:
    """Return the proposals of an answer that the paper's own words bear out.

    A proposal is taken only for a field that was asked; its quote stands in title or abstract,
    letter for letter but for white space; its value is of the field's list, or its number (and
    noun) stand in the quote, in words on this study. Nothing else in the answer has any effect.
    """
    fenced = _FENCE.match(answer[:_LONGEST_ANSWER])
    try:
        if len(answer) > _LONGEST_ANSWER:
            return Checked(problem="the answer is too long; nothing of it was taken")
        found = msgspec.json.decode(fenced[1] if fenced else answer, type=_Answer)
    except (msgspec.MsgspecError, RecursionError, UnicodeEncodeError):
        return Checked(problem="the answer is not in the form asked for; nothing was taken")
    document = prepare(paper.text)
    taken: dict[tuple[str, str], Proposal] = {}
    refused: list[Refused] = []
    for item in found.proposals[:MOST_PROPOSALS]:
        outcome = _checked(item, document, asked)
        if isinstance(outcome, Span):
            proposal = Proposal(paper.id, item.field, _written(item.value), outcome, model)
            taken.setdefault((item.field, proposal.value), proposal)
        else:
            shown = visible(item.value[:80])
            refused.append(Refused(paper.id, visible(item.field[:40]), shown, outcome))
    return Checked(tuple(_first_of_each(taken.values())), tuple(refused))


def _written(value: str) -> str:
    """The value as a correction writes it: '1,204 patients' as '1204 patients'."""
    return value.strip().replace(",", "")


def _first_of_each(proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """Keep one proposal for a field that holds one value: the first."""
    seen: set[str] = set()
    for proposal in proposals:
        if proposal.field in _SEVERAL or proposal.field not in seen:
            seen.add(proposal.field)
            yield proposal


def _checked(item: _Item, document: Document, asked: Sequence[str]) -> Span | str:
    """Return where the quote stands, or why the proposal is refused."""
    if item.field not in asked:
        return "the field was not asked for"
    span = _found(item.quote, document)
    if span is None:
        return "the quote does not stand in title or abstract"
    value = item.value.strip()
    if item.field in LISTS:
        return _listed(item.field, value, span)
    if document.role_at(span.start) is Role.BACKGROUND:
        return "the quote tells of earlier work"
    return _counted(value, span) if item.field in COUNTS else _measured(value, span)


def _found(quote: str, document: Document) -> Span | None:
    """The place of a quote in the text, whatever the white space between its words."""
    words = quote.split()
    if not words or not _SHORTEST_QUOTE <= len(quote) <= LONGEST_QUOTE:
        return None
    pattern = r"\s+".join(re.escape(word) for word in words)
    places = list(re.finditer(f"{_BEFORE}{pattern}{_AFTER}", document.text))
    own = [one for one in places if document.role_at(one.start()) is not Role.BACKGROUND]
    found = next(iter(own or places), None)
    return document.span(found.start(), found.end()) if found else None


def _listed(field: str, value: str, span: Span) -> Span | str:
    if value not in LISTS[field]:
        return "the value is not one of the field's"
    quoted = span.quote.casefold()
    if field == "timing":
        needed = ("prospectiv", "retrospectiv") if value == "both" else (value[:-1],)
        told = re.findall(r"\b(?:retro|pro)spectiv", quoted)
        if not set(needed) <= set(told):
            return "the quote does not say the value"
    return span


def _counted(value: str, span: Span) -> Span | str:
    stated = _COUNT.fullmatch(value)
    if not stated:
        return "the value is not a number and its noun"
    number = int(stated["number"].replace(",", ""))
    if number not in {whole.value for whole in _wholes(span.quote)}:
        return "the number does not stand in the quote"
    if not re.search(rf"\b{re.escape(stated['noun'])}\b", span.quote, re.IGNORECASE):
        return "the noun does not stand in the quote"
    return span


def _wholes(quote: str) -> list[Whole]:
    return list(wholes(quote, Words(word_line(lower(quote)))))


def _measured(value: str, span: Span) -> Span | str:
    stated = _METRIC.fullmatch(value)
    if not stated or stated["name"] not in METRICS:
        return "the value is not the name of a metric and its number"
    named = {name.label for name in names(span.quote, 0, len(span.quote))}
    if named and stated["name"] not in named:
        return "the quote names another metric"
    number = float(stated["number"])
    for figure in figures(span.quote, 0, len(span.quote)):
        said = figure.value / 100 if figure.percent else figure.value
        if math.isclose(number, said, rel_tol=1e-9, abs_tol=1e-9):
            return span
    return "the number does not stand in the quote"
