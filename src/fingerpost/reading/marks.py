"""A paper's text with the words marked that an appraisal rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fingerpost.reading.found import stated
from fingerpost.reading.model import Appraisal


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the text, text[start:end], and the fields that rest on it, if any."""

    start: int
    end: int
    fields: tuple[str, ...]


def stretches(text: str, appraisal: Appraisal) -> Iterator[Stretch]:
    """Give the whole text in stretches, in order; quotes that overlap are one stretch.

    Quotes of places that the text does not have are left out: a text may have changed since.
    """
    spans = sorted(
        (span.start, span.end, found.field)
        for found in stated(appraisal)
        for span in found.evidence
        if span.start < span.end and text[span.start : span.end] == span.quote
    )
    at = 0
    while spans:
        start, end, field = spans.pop(0)
        fields = [field]
        while spans and spans[0][0] < end:
            _, other, field = spans.pop(0)
            end = max(end, other)
            fields.append(field)
        if at < start:
            yield Stretch(at, start, ())
        yield Stretch(start, end, tuple(dict.fromkeys(fields)))
        at = end
    if at < len(text):
        yield Stretch(at, len(text), ())
