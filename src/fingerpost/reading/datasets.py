"""Which public data sets a paper names: a packaged list, each with its source."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fingerpost.reading.document import Document
from fingerpost.reading.evidence import gather, own_hits
from fingerpost.reading.model import Finding
from fingerpost.reading.words import Hit

DATA = Path(__file__).parent / "data" / "datasets.toml"
_BESIDE = re.compile(
    r"data ?sets?|\bdata\b|data ?bases?|challenge|\bcorp(?:us|ora)\b|archive|repositor|benchmark|"
    r"collection|\bimages?\b|recordings?|competition|shared tasks?|\btracks?\b"
)
_NEAR = 40
_UNDER = {"MIMIC": ("MIMIC-II", "MIMIC-III", "MIMIC-IV", "MIMIC-CXR"), "PhysioNet": ()}


@dataclass(frozen=True, slots=True)
class Dataset:
    """A data set that others may use, with the names it goes by and who describes it."""

    name: str
    words: str
    """Phrases as a lexicon takes them."""
    written: str
    """How the name is written, as an expression, where case tells; else empty."""
    beside: bool
    """Whether a word such as 'data set' must stand near."""
    access: str
    """'open' or 'on application'."""
    source: str
    """The address where its keepers describe it."""


@cache
def known_datasets() -> tuple[Dataset, ...]:
    """Return the packaged list, by name."""
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))["dataset"]
    return tuple(
        Dataset(
            row["name"],
            row["words"],
            row.get("written", ""),
            row.get("beside", False),
            row["access"],
            row["source"],
        )
        for row in rows
    )


@cache
def _checks() -> dict[str, tuple[re.Pattern[str] | None, bool]]:
    return {
        known.name: (re.compile(known.written) if known.written else None, known.beside)
        for known in known_datasets()
    }


def read_datasets(document: Document, hits: Sequence[Hit]) -> tuple[Finding, ...]:
    """Return the data sets that the title and the study's own sentences name, by name."""
    kept = [hit for hit in own_hits(document, hits) if _is_named(document, hit)]
    found = gather(document, kept)
    names = {finding.value for finding in found}
    return tuple(
        finding
        for finding in found
        if not any(closer in names for closer in _UNDER.get(finding.value, ()))
    )


def _is_named(document: Document, hit: Hit) -> bool:
    written, beside = _checks()[hit.label]
    if written is not None and not written.match(document.text, hit.start):
        return False
    if not beside:
        return True
    start = max(0, hit.start - _NEAR)
    return _BESIDE.search(document.lowered, start, hit.end + _NEAR) is not None
