"""From phrases found to findings: where they count, and how sure they make us."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fingerpost.reading.document import Document
from fingerpost.reading.hints import Hints
from fingerpost.reading.model import Finding
from fingerpost.reading.sentences import Role, Sentence
from fingerpost.reading.words import Hit

QUOTES = 3
_SHORT = 25
_GIVEN = re.compile(r"[\w -]{0,20}\(([A-Z][\w-]{1,9}?)s?\)")
_WE = Hints("we ")
_DONE = re.compile(r"\bwe \w+ed\b")


def own_hits(document: Document, hits: Iterable[Hit]) -> list[Hit]:
    """Keep the hits in the title and in sentences that tell of this study.

    What the background spells out counts too where the study goes on with its abbreviation, and a
    conclusion where it tells what was done: 'we predicted'.
    """
    return [hit for hit in hits if _is_own(document, hit.sentence) or _taken_up(document, hit)]


def _is_own(document: Document, sentence: Sentence) -> bool:
    if sentence.role is Role.CONCLUSION:
        return (
            document.holds(sentence, _WE)
            and _DONE.search(document.lowered, sentence.start, sentence.end) is not None
        )
    return sentence.role is not Role.BACKGROUND


def _taken_up(document: Document, hit: Hit) -> bool:
    """Tell whether 'latent class analysis (LCA)' is followed by LCA in the study's own words."""
    if document.text.find("(", hit.end, hit.end + _SHORT) < 0:
        return False
    given = _GIVEN.match(document.text, hit.end)
    if given is None:
        return False
    word = f" {given[1].lower()} "
    at = document.line.find(word, given.end())
    while at >= 0:
        if _is_own(document, document.sentence_at(at)):
            return True
        at = document.line.find(word, at + 1)
    return False


def gather(document: Document, hits: Iterable[Hit]) -> list[Finding]:
    """Return one finding a label, labels sorted, each with its first quotes.

    Named in the title: 0.95; twice or more: 0.85; once: 0.7.
    """
    by_label: dict[str, list[Hit]] = {}
    for hit in hits:
        by_label.setdefault(hit.label, []).append(hit)
    return [finding(document, label, found) for label, found in sorted(by_label.items())]


def finding(document: Document, label: str, hits: list[Hit]) -> Finding:
    """Return a finding whose evidence is the first hits."""
    spans = tuple(document.span(hit.start, hit.end) for hit in hits[:QUOTES])
    titled = any(hit.sentence.role is Role.TITLE for hit in hits)
    confidence = 0.95 if titled else 0.85 if len(hits) > 1 else 0.7
    return Finding(label, spans, confidence)
