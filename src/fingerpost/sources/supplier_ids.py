"""Ids that suppliers give to papers of their own, as 'name:value' for `Paper.other_ids`."""

from __future__ import annotations

import re
from collections.abc import Iterable

_EID = re.compile(r"\b2-s2\.0-\d{5,}")
_WOS = re.compile(r"\b(?:WOS|ISI):([0-9A-Z]{15})\b", re.IGNORECASE)
_IEEE = re.compile(r"ieee\.org/\S*(?:arnumber=|document/)(\d{4,})")
_EMBASE = re.compile(r"(?:embase\.com\S*[?&]id=|from=export&id=|\bEMBASE:?\s*)(L\d{6,})\b")
_OPENALEX = re.compile(r"openalex\.org/(?:works/)?(W\d{4,})\b", re.IGNORECASE)
_PATTERNS = (
    ("eid", _EID), ("wos", _WOS), ("ieee", _IEEE), ("embase", _EMBASE), ("openalex", _OPENALEX),
)  # fmt: skip
_PREFIX = re.compile(r"[A-Za-z][\w.-]{0,30}")


def supplier_ids(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the ids that stand in addresses and notes: Scopus, Web of Science, IEEE, Embase.

    'eid:2-s2.0-85…', 'wos:000…', 'ieee:637…', 'embase:L62…', 'openalex:W27…', in this order.
    """
    kept = [text for text in texts if text]
    found = (
        named_id(name, match.group(match.lastindex or 0))
        for name, pattern in _PATTERNS
        for text in kept
        if (match := pattern.search(text))
    )
    return tuple(dict.fromkeys(found))


def named_id(name: str, value: str) -> str:
    """Return 'name:value', or '' where the value is empty or no id ('12 34', a sentence)."""
    bare = value.strip()
    if name in ("wos", "embase", "openalex"):
        bare = bare.upper()
    return f"{name}:{bare}" if bare and not re.search(r"\s", bare) and len(bare) <= 100 else ""


def stated_id(text: str) -> str:
    """Return an id that is written with the name of its supplier ('cdss:194'), or ''."""
    name, colon, value = text.strip().partition(":")
    if not colon or not _PREFIX.fullmatch(name) or value.startswith("//"):
        return ""
    return named_id(name.lower(), value)
