"""What comes of judging the paths for one person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fingerpost.guide.model import Axis, Basis, CareerPath, Condition, Need, SmallTest

LEVELS = 5
"""A skill has levels 0 to 4."""


class Verdict(StrEnum):
    """How far a path is."""

    READY = "ready"
    WITHIN = "within"
    FAR = "far"
    RULED_OUT = "ruled_out"


@dataclass(frozen=True, slots=True)
class JudgedRequirement:
    """A requirement beside what the person has."""

    axis: Axis
    skill: str
    name: str
    text: str
    need: Need
    needed: int | None
    mine: int | None
    """None when the person said nothing about it."""
    evidence: str
    """The person's words; empty for a bare claim or nothing said."""
    gap: int | None
    """Levels missing, 0 when met; None when it cannot be said."""
    hours_low: float | None
    hours_high: float | None
    """Hours to close the gap; None when it cannot be said."""
    basis: Basis | None
    sure: str
    """'shown by evidence', 'your claim', 'not said', 'not sure', 'depends', 'nobody says'."""
    where: str = ""
    """Where the evidence was shown: 'your words', 'years of work', 'lab first-model' …"""
    condition: Condition | None = None
    """What is asked where it is no skill; its gap is 0 when the profile says that it is met."""
    answer: bool | None = None
    """What the profile answers to the condition; None where it says nothing."""

    @property
    def met(self) -> bool:
        """True only when it is known to be met."""
        return self.gap == 0


@dataclass(frozen=True, slots=True)
class Asked:
    """A row of what a path asks, with the hours that it adds to the path's."""

    item: JudgedRequirement
    low: float | None
    """To the fewest hours: 0 for what only helps; None where nothing of it is counted."""
    high: float | None

    @property
    def hours(self) -> str:
        """What it adds in words; empty where there is nothing to close."""
        item = self.item
        if not item.gap:
            return ""
        if self.low is None or self.high is None:
            if item.hours_low is None or item.hours_high is None:
                return "cannot be counted"
            return f"{_span(item.hours_low, item.hours_high)}, not counted"
        if not self.high:
            return "counted in another row"
        return _span(self.low, self.high) if self.low else f"up to {self.high:,g}"


def _span(low: float, high: float) -> str:
    return f"{low:,g}" if low == high else f"{low:,g} to {high:,g}"


@dataclass(frozen=True, slots=True)
class JudgedPath:
    """A path judged for one person; ease is not fit, so the views stand apart."""

    path: CareerPath
    verdict: Verdict
    sentence: str
    """'Within 5 to 9 months at your 4 hours a week', with the reason."""
    hours_low: float | None
    hours_high: float | None
    months_low: float | None
    months_high: float | None
    """At the person's hours a week; None where an open requirement cannot be said."""
    requirements: tuple[JudgedRequirement, ...]
    open_questions: tuple[str, ...]
    """Requirements that depend, are unknown, or about which the person said nothing."""
    cheapest_test: SmallTest
    wanted: int | None
    """1 is the most wanted; None when the person did not say."""
    beside_clinical_work: bool | None
    on_the_way: tuple[JudgedRequirement, ...] = ()
    """Skills that no requirement names but that have to come first; their hours count."""
    basis: Basis | None = None
    """The weakest thing that the hours rest on."""
    conflicts: tuple[str, ...] = ()
    """Sentences on what the person will not give up and a source says is often lost."""
    cautions: tuple[str, ...] = ()
    """Sentences on what a source says of some who go this way; they do not change the order."""
    asked: tuple[Asked, ...] = ()
    """All rows: requirements, what is on the way to them, what that which helps builds on; where
    the path's hours can be said, theirs add up to them."""
    against: tuple[str, ...] = ()
    """What conflicts and cautions are about, in a word or two: 'pay', 'clinical work'."""


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The one missing answer that would put another path first."""

    skill: str
    name: str
    levels: tuple[int, ...]
    """The levels at which it would; all five where any answer does."""
    first: str
    """The id of the path that would come first."""
    sentence: str

    @property
    def level(self) -> int:
        """The lowest level at which it would."""
        return self.levels[0]

    @property
    def depends(self) -> bool:
        """Whether the level matters, and not only that there is an answer."""
        return len(self.levels) < LEVELS


@dataclass(frozen=True, slots=True)
class SharedSkill:
    """A skill that two paths ask for, up to the level at which both are served."""

    skill: str
    name: str
    level: int
    mine: int | None
    hours_low: float | None
    hours_high: float | None
    """Hours that serve both, 0 when there already; None when it cannot be said."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What two paths have in common, so that the next month may serve both."""

    one: str
    other: str
    """Ids of the paths."""
    skills: tuple[SharedSkill, ...]
    hours_low: float
    hours_high: float
    """Hours to close what both ask for, of the skills whose hours are known."""
    sentence: str


@dataclass(frozen=True, slots=True)
class WantedLater:
    """What is told where the path that is wanted most does not come first."""

    sentence: str
    """Where it stands, and why."""
    order: tuple[str, ...]
    """What would have to matter for it to come earlier: what is wanted, then as now."""


@dataclass(frozen=True, slots=True)
class PathJudgement:
    """All paths in the order that follows what the person said matters most."""

    paths: tuple[JudgedPath, ...]
    order: tuple[str, ...]
    """What the order follows: 'wanted', 'reachable' …, ties by id."""
    best: tuple[str, ...]
    """Ids of the paths that fit now or within reach; empty is 'none fits yet'."""
    sentence: str
    sensitivity: Sensitivity | None = None
    """None when no single missing answer changes which path comes first."""
    fall_backs: tuple[Shared, ...] = ()
    """The paths that would serve if the first came to nothing, with what they share with it."""
    first_test: str = ""
    """The id of the path that is wanted most and of which only answers are missing; else empty."""
    ask_first: tuple[str, ...] = ()
    """The skills about which its answers are missing."""
    wanted_later: WantedLater | None = None
    """None where what is wanted most comes first, is refused or ruled out, or is asked for."""
