"""What one can do to learn a score: look into the papers, ask somebody, try it.

Hours are our guess. A look is worth what knowing the score would change, for the hours it takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from fingerpost.focus.literature import CANNOT
from fingerpost.focus.model import Evidence

DIVE, CONVERSATION, TEST = "dive", "conversation", "small test"


@dataclass(frozen=True, slots=True)
class Way:
    """A way to learn a score; `tells` is the part of the uncertainty that it is taken to remove."""

    kind: str
    hours: tuple[float, float]
    tells: float
    do: str
    """'{area}' stands for the area's name."""


_ASK: Final = Way(CONVERSATION, (1, 2), 0.7, "ask someone who works in it, and note what they say")
_FIRST: Final[dict[str, tuple[Way, ...]]] = {
    "scale": (
        Way(CONVERSATION, (1, 2), 0.7,
            "ask one person who works in it how many patients it would touch, and note it"),
    ),
    "tractability": (
        Way(DIVE, (0.5, 1), 0.5, "import its papers with abstracts and run the dive again"),
        Way(CONVERSATION, (1, 2), 0.7, "ask someone who has tried, and note what they say"),
        Way(TEST, (4, 8), 0.9, "run the code of one of its key papers on its own open data"),
    ),
    "neglectedness": (
        Way(DIVE, (0.5, 1), 0.5,
            "import all papers that its query finds (PubMed: Save, format PubMed) and run the dive"
            " again"),
        Way(CONVERSATION, (1, 2), 0.7, "ask a group in the field what nobody works on"),
    ),
    "momentum": (
        Way(DIVE, (0.25, 0.5), 0.7,
            "ask PubMed for its yearly totals with  fingerpost dive {area} --yardstick"),
    ),
    "reach": (
        Way(DIVE, (0.5, 1), 0.5,
            "import its papers with affiliations (PubMed: Save, format PubMed) and run the dive"
            " again"),
        Way(CONVERSATION, (1, 3), 0.8,
            "write to the nearest group and ask whether they take people in"),
    ),
    "fit": (
        Way(TEST, (2, 2), 0.8,
            "spend two hours with its first key paper, and notice whether you want to go on"),
    ),
}  # fmt: skip
_SHARPEN: Final[dict[str, tuple[Way, ...]]] = {
    "tractability": (
        Way(TEST, (2, 4), 0.7,
            "read how two of its key papers got at their data and whether the code runs"),
    ),
    "momentum": (
        Way(DIVE, (0.5, 1), 0.5, "look at what changed in its papers of the last two years"),
    ),
}  # fmt: skip


def ways_to_learn(item: Evidence) -> Iterator[Way]:
    """Yield what can be done to learn a score better than it is known now."""
    if item.origin == CANNOT:
        yield from _FIRST.get(item.criterion, (_ASK,))
        return
    again = [way for way in _FIRST.get(item.criterion, ()) if way.kind != DIVE]
    sharper = _SHARPEN.get(item.criterion, tuple(again))
    yield from sharper
    if all(way.kind != CONVERSATION for way in sharper):
        yield _ASK
