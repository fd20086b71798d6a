"""The outline of an abstract: its sentences, the role of each, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

from fingerpost.reading.roles.model import load, only
from fingerpost.reading.roles.names import TOLD, Role
from fingerpost.reading.roles.words import flatten
from fingerpost.reading.sentences import open_sentences, split
from fingerpost.reading.words import lower
from fingerpost.records import Paper, Span


@dataclass(frozen=True, slots=True)
class ToldSentence:
    """A sentence with its part in the abstract.

    `confidence` is the share of likelihood from 0 to 1, to two places, that the learned weights
    give the role; 1 where the abstract's own heading names it (`stated`), and for the title.
    """

    span: Span
    role: Role
    confidence: float
    stated: bool


def outline(paper: Paper) -> tuple[ToldSentence, ...]:
    """Return the sentences of title and abstract in order, headings left out.

    Spans count code points of `Paper.text`; `text[span.start:span.end] == span.quote` always.
    """
    text = paper.text
    found = split(text, lower(text))
    sure = _shares(text)
    return tuple(
        ToldSentence(
            Span(text[sentence.start : sentence.end], sentence.start, sentence.end),
            sentence.role,
            round(sure.get(sentence.start, {}).get(sentence.role, 1.0), 2),
            sentence.start not in sure and sentence.role is not Role.TITLE,
        )
        for sentence in found
    )


def _shares(text: str) -> dict[int, dict[Role, float]]:
    """Return how likely each role is, by where a sentence starts, where headings leave it open."""
    opened = open_sentences(text, text.find("\n"))
    model = load()
    points = model.points(flatten(lower(text)), [(start, end) for start, end, _ in opened])
    held = [only(own, roles) for own, (_, _, roles) in zip(points, opened, strict=True)]
    return {
        start: dict(zip(TOLD, shares, strict=True))
        for (start, _, roles), shares in zip(opened, model.shares(held), strict=True)
        if len(roles) > 1
    }
