"""What kind of study a paper reports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from fingerpost.reading import kind_words as cue
from fingerpost.reading.document import Document
from fingerpost.reading.model import Count, Finding, Metric
from fingerpost.reading.sentences import Role, Sentence
from fingerpost.reading.words import Hit
from fingerpost.records import Span

_APPLIED = 0.6
"""What a title is worth that sets a model to a task."""


@dataclass(frozen=True, slots=True)
class _Signs:
    """What the words say: how often each label is met, in the title and in the study's words."""

    title: Counter[str]
    text: Counter[str]
    first: dict[str, Hit]


def read_kind(
    document: Document,
    sign: Span | None,
    external: Finding,
    clinicians: Finding,
    metrics: Sequence[Metric],
    participants: Count,
) -> Finding:
    """Return the kind of study; the first rule that holds, from the plainest words to guesses.

    Not stated where `sign`, the first words that show machine learning, is missing.
    """
    if sign is None:
        return Finding()
    signs = _signs(document)
    title = document.text[: len(document.title)]
    quiet = not metrics and participants.value is None
    for value, span in (
        ("review", _review(document, signs, quiet, len(metrics))),
        ("trial", _trial(document, signs)),
        ("resource", _resource(document, title, len(metrics))),
        ("clinician_comparison", _comparison(document, title, clinicians)),
        ("validation_only", _validation_only(document, title)),
    ):
        if span is not None:
            return Finding(value, (span,), 0.8)
    if external.value == "yes" and not (quiet and signs.title["method_title"]):
        return Finding("development_and_validation", external.evidence, 0.75)
    rest = _rest(document, signs, metrics, participants)
    return rest if rest.evidence else replace(rest, evidence=(sign,))


def _signs(document: Document) -> _Signs:
    title: Counter[str] = Counter()
    text: Counter[str] = Counter()
    first: dict[str, Hit] = {}
    seen: set[tuple[str, str]] = set()
    for hit in document.hits(cue.CUES):
        role = hit.sentence.role
        if role is Role.TITLE:
            title[hit.label] += 1
        elif role is not Role.BACKGROUND and (hit.label, hit.phrase) not in seen:
            seen.add((hit.label, hit.phrase))
            text[hit.label] += 1
        else:
            continue
        first.setdefault(hit.label, hit)
    return _Signs(title, text, first)


def _span(document: Document, signs: _Signs, *labels: str) -> Span | None:
    for label in labels:
        if label in signs.first:
            return document.span(signs.first[label].start, signs.first[label].end)
    return None


def _matched(
    document: Document, pattern: re.Pattern[str], sentences: Iterable[Sentence]
) -> Span | None:
    """Return the first match in those of the sentences that are the study's own."""
    own = (sentence for sentence in sentences if sentence.role is not Role.BACKGROUND)
    found = document.first(pattern, own)
    return document.span(found.start(), found.end()) if found else None


def _in_title(document: Document, pattern: re.Pattern[str], title: str) -> Span | None:
    found = pattern.search(title)
    return document.span(found.start(), found.end()) if found else None


def _review(document: Document, signs: _Signs, quiet: bool, metrics: int) -> Span | None:
    title = document.title
    hinted = any(hint in title for hint in cue.REVIEW_TITLE_HINTS)
    said = cue.REVIEW_TITLE.search(title) if hinted else None
    if said:
        return document.span(said.start(), said.end())
    strong = 2 * (signs.title["review!"] + signs.title["review?"]) + signs.text["review!"]
    weak = signs.title["review"] + signs.text["review"] + signs.text["review?"]
    if (strong >= 2 and metrics < 4) or (strong == 1 and (quiet or weak > 1) and metrics < 2):
        return _span(document, signs, "review!", "review?")
    built = signs.text["develop"] + signs.text["method_text"] / 2
    if quiet and weak and weak > built and (weak > 1 or not built):
        return _span(document, signs, "review", "review?")
    return None


def _trial(document: Document, signs: _Signs) -> Span | None:
    if signs.title["trial"] or signs.text["trial"] > 1:
        return _span(document, signs, "trial")
    modelled = signs.title["model"] + signs.text["model"] > 5
    span = _span(document, signs, "trial")
    if modelled or span is None or cue.INTO_SETS.match(document.lowered, span.end):
        return None
    return span


def _resource(document: Document, title: str, metrics: int) -> Span | None:
    if metrics > 4:
        return None
    lowered = title.lower()
    if not any(hint in lowered for hint in cue.RESOURCE_TITLE_HINTS):
        return None
    named = cue.RESOURCE_NAMED.search(title) if metrics < 3 else None
    if named:
        return document.span(named.start(), named.end())
    if not cue.RESOURCE_TITLE.search(title):
        return None
    if not document.hinted.any(cue.RESOURCE_HINTS):
        return None
    return _matched(document, cue.RESOURCE_TEXT, document.sentences)


def _comparison(document: Document, title: str, clinicians: Finding) -> Span | None:
    if clinicians.value == "yes" and cue.PEOPLE_TITLE.search(title):
        return _in_title(document, cue.CLINICIANS_TITLE, title)
    return None


def _validation_only(document: Document, title: str) -> Span | None:
    lowered = title.lower()
    if "develop" in lowered:
        return None
    found = None
    if any(hint in lowered for hint in cue.VALIDATION_TITLE_HINTS):
        found = _in_title(document, cue.VALIDATION_TITLE, title)
    if found is None:
        hinted = document.sentences_with(cue.VALIDATION_HINTS)
        found = _matched(document, cue.VALIDATION_TEXT, hinted)
    return None if found is None or cue.DEVELOPING.search(document.text) else found


def _applied(title: str) -> bool:
    return not cue.TEXT_TITLE.search(title) and cue.APPLIED_TITLE.search(title) is not None


def _rest(
    document: Document, signs: _Signs, metrics: Sequence[Metric], participants: Count
) -> Finding:
    """Weigh a clinical model against a new method, and either against neither."""
    clinical = 0.45 * min(7, signs.text["clinical"]) + 0.7 * min(2, signs.title["clinical"])
    clinical += 1.2 * bool(metrics) + 1.2 * (participants.value is not None)
    clinical += _APPLIED * _applied(document.title.partition("\n")[0])
    technical = 1.1 * min(3, signs.title["method_title"]) + 0.4 * min(8, signs.text["method_text"])
    model = 2 * signs.title["model"] + signs.text["model"]
    against = 0.6 if signs.title["model"] else 0.3
    neither = 1.5 * signs.title["other"] + signs.text["other"] - against * model
    if neither > 0.5 and not metrics and technical < 3:
        span = _span(document, signs, "other")
        return Finding("other", (span,) if span else (), 0.5)
    if technical > clinical:
        span = _span(document, signs, "method_text", "method_title")
        return Finding("methods", (span,) if span else (), 0.5)
    span = _span(document, signs, "develop", "model", "clinical")
    return Finding("development", (span,) if span else (), 0.6 if span else 0.3)
