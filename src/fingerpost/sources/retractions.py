"""What a title alone says of a paper's standing."""

from __future__ import annotations

import re

from fingerpost.records import Retraction

_RETRACTED = re.compile(
    r"\W*(?:retracted|withdrawn)(?:\s+(?:article|paper|publication|chapter))?\s*[:\]).–—]"
    r"|.*[\[(](?:retracted|withdrawn)(?:\s+(?:article|paper))?[\])]",
    re.IGNORECASE | re.DOTALL,
)
_NOTICE = re.compile(
    r"\W*(?:retraction\s*:|retraction\s+(?:notice|note)\b|(?:notice|statement)\s+of\s+retraction\b"
    r"|withdrawal\s+notice\b)",
    re.IGNORECASE,
)
_CONCERN = re.compile(r"\W*(?:editorial\s+)?expression\s+of\s+concern\b", re.IGNORECASE)
_WITHDRAWN = re.compile(
    r"withdrawn\b|.*?\b(?:paper|article|submission|manuscript|preprint|report|work)\s+"
    r"(?:has\s+been|is|was|is\s+being)\s+withdrawn\b",
    re.IGNORECASE | re.DOTALL,
)


def retraction_from_comment(comment: str) -> Retraction:
    """Return RETRACTED where the comment on a preprint says that it was withdrawn, else UNKNOWN."""
    return Retraction.RETRACTED if _WITHDRAWN.match(comment.strip()) else Retraction.UNKNOWN


def retraction_from_title(title: str) -> Retraction:
    """Return the standing that publishers write into a title, else UNKNOWN.

    'RETRACTED: …' is a retracted paper, 'Retraction notice to …' the notice that retracts one.
    """
    if _NOTICE.match(title):
        return Retraction.NOTICE
    if _RETRACTED.match(title):
        return Retraction.RETRACTED
    return Retraction.CONCERN if _CONCERN.match(title) else Retraction.UNKNOWN
