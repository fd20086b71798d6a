"""How a counted figure becomes a score from 1 to 5: one table, with its reasons.

The points are our judgement, not a published scale, so every score that comes out of them keeps
a wide range; the user's own score always wins. Between two points the score is interpolated in a
straight line (for counts of papers on a logarithmic scale), outside them it stays at the end.
"""

from __future__ import annotations

from dataclasses import dataclass

LOWEST, HIGHEST = 1.0, 5.0
FEWEST_PAPERS = 30
"""Below this many papers a count says more about the import than about the field."""


@dataclass(frozen=True, slots=True)
class Anchors:
    """Points (figure, score) between which a score is read off, and how wide it stays."""

    figure: str
    points: tuple[tuple[float, float], ...]
    spread: float
    """Points added on both sides of the score, because the table is a judgement."""
    why: str
    logarithmic: bool = False

    def score(self, value: float) -> float:
        """Return the score of a figure, from 1 to 5."""
        import math

        import numpy as np

        def scaled(number: float) -> float:
            return math.log10(max(number, 1.0)) if self.logarithmic else number

        figures, scores = zip(*((scaled(x), y) for x, y in self.points), strict=True)
        return float(np.interp(scaled(value), figures, scores))


GROWTH = Anchors(
    "yearly growth of the area's share of all papers",
    ((-0.10, 1), (0.0, 2), (0.10, 3), (0.20, 4), (0.40, 5)),
    0.75,
    "A share that stands still is a mature field (2); one that grows by a tenth a year doubles in "
    "about seven years (3), by a fifth in about four (4).",
)
PAPERS = Anchors(
    "papers on the area that a supplier has, over the years of its totals",
    ((50, 5), (150, 4), (500, 3), (1_500, 2), (5_000, 1)),
    1.0,
    "Each step is about three times as many papers: fifty can be read by one person, five "
    "thousand are a field with its own conferences.",
    logarithmic=True,
)
EMPTY_CELLS = Anchors(
    "share of the cells of methods by clinical problems that have no paper",
    ((0.10, 1), (0.30, 2), (0.50, 3), (0.70, 4), (0.90, 5)),
    1.0,
    "Half of the combinations untried is taken as the middle; few papers leave many cells empty "
    "by chance, so this is never used without the count of papers.",
)
VALIDATED = Anchors(
    "share of studies of a model that say they tested at another site or time",
    ((0.0, 1.5), (0.02, 2), (0.05, 3), (0.15, 4), (0.30, 5)),
    1.0,
    "Results that held elsewhere show that the problem can be solved and that others get at data. "
    "Abstracts leave much unsaid: of 1,403 studies of a model on arXiv 2 % say so, of 412 on "
    "finding patients in records 7 %, and the middle lies between.",
)
PROSPECTIVE = Anchors(
    "share of studies of a model that say they looked forward in time (prospective)",
    ((0.0, 1.5), (0.02, 3), (0.06, 4), (0.15, 5)),
    1.0,
    "Studies planned ahead show that the work can be done in the clinic and not only on old "
    "records; in the same two sets 0.6 % and 2.4 % say so.",
)
CODE = Anchors(
    "share of studies of a model that say code is available",
    ((0.0, 1.5), (0.01, 2), (0.03, 3), (0.10, 4), (0.25, 5)),
    1.0,
    "Code to start from makes a first step cheap; in the same two sets 3 % and 2 % of studies "
    "mention it, so the range stays wide.",
)
NEAR = Anchors(
    "groups near you with a paper in the last three years",
    ((0, 1.5), (1, 3), (3, 4), (8, 5)),
    1.0,
    "One group is somebody to ask, three are a choice; more than eight is a centre. None found is "
    "not none there: papers that you have not imported name others.",
)
TITLES = Anchors(
    "share of titles that mention a word of the person's specialty or question",
    ((0.0, 1.5), (0.02, 2), (0.08, 3), (0.20, 4), (0.50, 5)),
    1.0,
    "A word in the title is a strong sign of the subject, and most papers that suit a person do "
    "not have it; liking the work is not measured at all.",
)


def clip(score: float) -> float:
    """Return a score cut to 1..5 and rounded to two decimals."""
    return round(min(max(score, LOWEST), HIGHEST), 2)


def interval(count: int, of: int) -> tuple[float, float]:
    """Return a 95 % interval of a share (Wilson 1927, doi:10.1080/01621459.1927.10502953)."""
    z = 1.96
    share, scale = count / of, 1 + z * z / of
    middle = (share + z * z / (2 * of)) / scale
    half = z / scale * (share * (1 - share) / of + z * z / (4 * of * of)) ** 0.5
    return max(0.0, middle - half), min(1.0, middle + half)
