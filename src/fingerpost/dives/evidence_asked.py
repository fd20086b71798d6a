"""What is asked of the evidence table: words, kind, task, data, method, and an order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from fingerpost.dives.evidence_lines import HEADINGS, SILENT, EvidenceLine, shown_findings
from fingerpost.dives.evidence_summary import PEOPLE, best_auroc
from fingerpost.text import fold

NARROWED: Final = ("kind", "task", "data", "method")
COLUMNS: Final = (
    "paper", "year", "kind", "task", "data", "methods", "people", "external", "timing",
    "clinicians", "code", "auroc",
)  # fmt: skip
"""What the columns of `HEADINGS` are called in an address."""
_SPELLINGS: Final = (
    (re.compile("[ao]e"), "e"), (re.compile("our"), "or"), (re.compile("([iy])z"), r"\1s"),
    (re.compile("ll"), "l"), (re.compile(r"([bt])re(s?)\b"), r"\1er\2"),
)  # fmt: skip
"""British and American spellings alike; only for comparing, on both sides."""

Key = Callable[[EvidenceLine], tuple[int, float | str]]


@dataclass(frozen=True, slots=True)
class EvidenceAsked:
    """What the table is asked for; what cannot be is left out."""

    words: str = ""
    """All of them must stand in a row or its quotes."""
    chosen: tuple[tuple[str, str], ...] = ()
    """What it is narrowed to: ('kind', 'review') …"""
    sort: str = ""
    """One of `COLUMNS`; empty for the order of the papers."""
    is_down: bool = False

    @property
    def is_open(self) -> bool:
        """True when every row is asked for."""
        return not self.words.strip() and not self.chosen


def narrowed(
    lines: Sequence[EvidenceLine], asked: EvidenceAsked, texts: Callable[[], Sequence[str]]
) -> list[EvidenceLine]:
    """Return the rows that are asked for in their order; `texts` gives `searched` of each row."""
    wanted = fold(asked.words).split()
    all_texts = texts() if wanted else ()
    found = [
        line
        for at, line in enumerate(lines)
        if all(value in line.narrowed[name] for name, value in asked.chosen)
        and all(_is_in(all_texts[at], word) for word in wanted)
    ]
    return _sorted(found, asked) if asked.sort in COLUMNS else found


def searched(line: EvidenceLine) -> str:
    """Return the words of a row and its quotes, as written and as spelt elsewhere."""
    quotes = (span.quote for found in shown_findings(line.appraisal) for span in found.evidence)
    text = fold(" ".join((line.paper.title, line.paper.cite(), *line.values, *quotes)))
    return f"{text}\n{_spelt(text)}"


def _is_in(text: str, word: str) -> bool:
    return word in text or _spelt(word) in text


def _spelt(text: str) -> str:
    for rule, other in _SPELLINGS:
        text = rule.sub(other, text)
    return text


def _sorted(lines: list[EvidenceLine], asked: EvidenceAsked) -> list[EvidenceLine]:
    """What states nothing stands last both ways, before it what is counted in other units."""
    column = COLUMNS.index(asked.sort)
    key = _number(asked.sort) if HEADINGS[column][1] == "number" else _words(column)
    ranked = [(key(line), line) for line in lines]
    found: list[EvidenceLine] = []
    for rank in (0, 1, 2):
        these = [entry for entry in ranked if entry[0][0] == rank]
        these.sort(key=lambda entry: entry[0][1], reverse=asked.is_down and rank < 2)
        found += [line for _, line in these]
    return found


def _number(column: str) -> Key:
    def key(line: EvidenceLine) -> tuple[int, float | str]:
        size = line.appraisal.participants
        value = {"year": line.paper.year, "people": size.value, "auroc": best_auroc(line.appraisal)}
        number = value[column]
        if number is None or (column == "year" and not number):
            return 2, 0.0
        return int(column == "people" and size.unit not in PEOPLE), float(number)

    return key


def _words(column: int) -> Key:
    def key(line: EvidenceLine) -> tuple[int, float | str]:
        text = fold(line.values[column - 1] if column else line.paper.title)
        return (2, "") if text == fold(SILENT) else (0, text)

    return key
