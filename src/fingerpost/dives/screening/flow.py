"""How many papers each step of a screening left, as a review must report it."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from fingerpost.dives.screening.session import Screening
from fingerpost.home.decisions import Verdict


@dataclass(frozen=True, slots=True)
class Flow:
    """The boxes of a PRISMA flow diagram that screening fills (Page 2021, doi 10.1136/bmj.n71).

    `found` + `added` = `retracted` + `screened` + `unread`, and
    `screened` = `relevant` + `maybe` + `excluded`.
    """

    found: int
    """Papers of the library that answer the area's query."""
    added: int
    """Papers that the reader brought in beside them."""
    retracted: int
    screened: int
    relevant: int
    maybe: int
    excluded: int
    unread: int
    reasons: tuple[tuple[str, int], ...]
    """Why papers were excluded, the commonest first; '' counts those without a reason."""

    def as_json(self) -> dict[str, Any]:
        """Return the counts by name, the reasons as a list."""
        whole = asdict(self)
        whole["reasons"] = [{"reason": why, "papers": count} for why, count in self.reasons]
        return whole


def flow_of(screening: Screening) -> Flow:
    """Return the counts of a screening as it stands."""
    marks = screening.marks.values()
    verdicts = Counter(screening.decisions.values())
    reasons = Counter(mark.why for mark in marks if mark.verdict is Verdict.NOT)
    return Flow(
        found=len(screening.found) + len(screening.retracted),
        added=len(screening.papers) - len(screening.found),
        retracted=len(screening.retracted),
        screened=len(marks),
        relevant=verdicts["relevant"],
        maybe=verdicts["maybe"],
        excluded=verdicts["not"],
        unread=len(screening.papers) - len(marks),
        reasons=tuple(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
    )
