"""Ids that suppliers give to papers of their own, as 'name:value' for `Paper.other_ids`."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("eid:{}", r"(?<![\w-])(2-s2\.0-\d{5,})(?!\d)"),
        ("wos:{}", r"(?i)(?:\b(?:WOS|ISI):|<Go to ISI>://)([A-Z0-9]{15})(?![A-Z0-9])"),
        ("ieee:{}", r"ieee\.org/\S{0,300}(?:arnumber=|document/)(\d{4,})"),
        (
            "embase:{}",
            r"(?:embase\.com\S{0,300}[?&]id=|from=export&id=|\bEMBASE:?\s{0,5}|^)(L\d{6,})(?!\d)",
        ),
        ("embase:L{}", r"(?i)\bembase\s{1,5}(\d{6,})(?!\d)"),
        ("central:{}", r"\b(CN-\d{8})(?!\d)"),
        ("lens:{}", r"lens\.org/((?:\d{3}-){4}\d{2}[\dX])(?![\dX])"),
        ("eric:{}", r"(?:^|[?&]id=)(E[JD]\d{6,7})(?!\d)"),
        ("openalex:{}", r"(?i)openalex\.org/(?:works/)?(W\d{4,})\b"),
    )
)
_LIKELY = re.compile(
    r"2-s2\.|wos:|isi[:>]|to ISI|ieee\.|embase|=[LE]|CN-|lens\.org|^[LE]|openalex", re.IGNORECASE
)
"""One look that spares the others for nearly every text."""
_NAMED_PMID = re.compile(r"(?i)\bpubmed\s{1,5}(\d{1,8})(?!\d)")
_IN_CAPITALS = ("wos", "embase", "openalex")
_PREFIX = re.compile(r"[A-Za-z][\w.-]{0,30}")
_LONGEST = 100


def supplier_ids(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the ids that stand in the texts, named: 'eid:2-s2.0-85…', 'wos:000…', 'embase:L…'.

    Also 'ieee:…', 'central:CN-…' (Cochrane), 'lens:…', 'eric:…' and 'openalex:W…'. Digits that
    nothing names are no id.
    """
    stated = [text for text in map(str.strip, texts) if _LIKELY.search(text)]
    found = (
        named_id(*pattern_name.format(value).split(":", 1))
        for pattern_name, pattern in _PATTERNS
        for text in stated
        for value in pattern.findall(text)
    )
    return tuple(dict.fromkeys(found))


def named_id(name: str, value: str) -> str:
    """Return 'name:value', or '' where the value is empty or no id ('12 34', a sentence)."""
    bare = value.strip()
    if name in _IN_CAPITALS:
        bare = bare.upper()
    is_id = bare and len(bare) <= _LONGEST and not re.search(r"\s", bare)
    return f"{name}:{bare}" if is_id else ""


def stated_id(text: str) -> str:
    """Return an id that is written with the name of its supplier ('cdss:194'), or ''."""
    name, colon, value = text.strip().partition(":")
    if not colon or not _PREFIX.fullmatch(name) or value.startswith("//"):
        return ""
    return named_id(name.lower(), value)


def named_pmid(texts: Iterable[str]) -> str:
    """Return the PMID that Cochrane names ('PUBMED 123,EMBASE 456') in one of the texts, or ''."""
    return next((m.group(1).lstrip("0") for m in map(_NAMED_PMID.search, texts) if m), "")
