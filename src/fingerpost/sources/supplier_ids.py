"""The ids that databases give of their own, found where their exports put them."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("eid:{}", r"(?<![\w-])(2-s2\.0-\d{6,})(?!\d)"),
        ("wos:{}", r"(?:\b(?:WOS|ISI):|<Go to ISI>://)([A-Z0-9]{15})(?![A-Z0-9])"),
        ("embase:{}", r"(?:embase\.com/.*[?&]id=|^)(L\d{6,})(?!\d)"),
        ("embase:L{}", r"(?i)\bembase\s+(\d{6,})(?!\d)"),
        ("central:{}", r"\b(CN-\d{8})(?!\d)"),
        ("lens:{}", r"lens\.org/((?:\d{3}-){4}\d{2}[\dX])(?![\dX])"),
        ("eric:{}", r"(?:^|[?&]id=)(E[JD]\d{6,7})(?!\d)"),
    )
)
_NAMED_PMID = re.compile(r"(?i)\bpubmed\s+(\d{1,8})(?!\d)")


def supplier_ids(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the ids that stand in the texts, named: 'eid:2-s2.0-85…', 'wos:000…', 'embase:L…'.

    Also 'central:CN-…' (Cochrane), 'lens:…' and 'eric:…'. Digits that nothing names are no id.
    """
    stated = [text.strip() for text in texts]
    found = (
        name.format(value)
        for name, pattern in _PATTERNS
        for text in stated
        for value in pattern.findall(text)
    )
    return tuple(dict.fromkeys(found))


def named_pmid(texts: Iterable[str]) -> str:
    """Return the PMID that Cochrane names ('PUBMED 123,EMBASE 456') in one of the texts, or ''."""
    return next((m.group(1).lstrip("0") for m in map(_NAMED_PMID.search, texts) if m), "")
