"""From phrases found to findings: where they count, and how sure they make us."""

from __future__ import annotations

from collections.abc import Iterable

from fingerpost.reading.document import Document
from fingerpost.reading.model import Finding
from fingerpost.reading.sentences import Role
from fingerpost.reading.words import Hit

QUOTES = 3


def own_hits(document: Document, hits: Iterable[Hit]) -> list[Hit]:
    """Keep the hits in the title and in sentences that tell of this study."""
    aside = (Role.BACKGROUND, Role.CONCLUSION)
    return [hit for hit in hits if document.role_at(hit.start) not in aside]


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
    titled = any(document.role_at(hit.start) is Role.TITLE for hit in hits)
    confidence = 0.95 if titled else 0.85 if len(hits) > 1 else 0.7
    return Finding(label, spans, confidence)
