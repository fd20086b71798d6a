"""How screening tools write what was decided on a paper: words, columns and notes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

RELEVANT, NOT, MAYBE, NONE = "relevant", "not", "maybe", ""
COLUMNS: Final = (
    "verdict", "label_included", "asreview_label", "included", "final_included", "included_final",
    "included_label", "included_flag", "include", "label", "relevant", "inclusion", "decision",
)  # fmt: skip
"""Names of the column that holds the verdicts; the first that a table has is taken."""
_WORDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("1", "1.0", "yes", "y", "true", "relevant", "included", "include"), RELEVANT),
    **dict.fromkeys(("0", "0.0", "no", "n", "false", "not", "irrelevant", "not relevant",
                     "excluded", "exclude"), NOT),
    **dict.fromkeys(("maybe", "unsure", "unclear"), MAYBE),
    **dict.fromkeys(("", "-1", "-1.0", "?", "na", "nan", "none", "null", "not seen", "not_seen",
                     "unread", "undecided"), NONE),
}  # fmt: skip
_ASREVIEW = re.compile(r"\bASReview_(relevant|irrelevant|not_seen)\b", re.IGNORECASE)
_OWN = re.compile(r"^Fingerpost: (relevant|not|maybe)(?:; reason: (.*))?$", re.MULTILINE)
_RAYYAN = re.compile(r"RAYYAN-INCLUSION: \{([^}]{0,2000})\}")
_RAYYAN_SAYS = re.compile(r'=>\s{0,3}"([^"]{0,40})"')
_RAYYAN_WHY = re.compile(r"RAYYAN-EXCLUSION-REASONS: ([^|\n]{1,500})")


def verdict_of(cell: str) -> str | None:
    """Return the verdict that a cell states, NONE where it states none; None if nobody can tell."""
    return _WORDS.get(cell.strip().lower())


def verdicts_in(notes: str) -> tuple[tuple[str, ...], str]:
    """Return what a record's notes say of it, each word once, and the reason they give.

    Our own note counts before Rayyan's, and that before ASReview's labels. Several words are what
    several readers said.
    """
    if own := _OWN.search(notes):
        return (own[1],), (own[2] or "").strip()
    if rayyan := _RAYYAN.search(notes):
        why = _RAYYAN_WHY.search(notes)
        said = (word.lower() for word in _RAYYAN_SAYS.findall(rayyan[1]))
        return tuple(dict.fromkeys(said)), why[1].strip() if why else ""
    return tuple(dict.fromkeys(word.lower() for word in _ASREVIEW.findall(notes))), ""


def column_in(names: Sequence[str], rows: Sequence[Mapping[str, str]], wanted: str) -> str | None:
    """Return the column of verdicts: the one asked for, else one of a known name, else the fullest.

    The fullest is that of the others with 'label' in its name which states most verdicts.
    """
    spelled = {re.sub(r"[\s-]+", "_", name.strip().lower()): name for name in reversed(names)}
    if wanted:
        return wanted if wanted in names else spelled.get(wanted.strip().lower())
    for known in COLUMNS:
        if known in spelled:
            return spelled[known]
    filled = {
        name: sum(verdict_of(row.get(name, "")) in (RELEVANT, NOT) for row in rows)
        for name in names
        if "label" in name.lower()
    }
    return max(filled, key=lambda name: (filled[name], -names.index(name)), default=None)
