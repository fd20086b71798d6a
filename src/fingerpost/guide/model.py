"""Packaged knowledge as typed data: skills, paths, resources, criteria, each with its sources."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar


class Axis(StrEnum):
    """The three axes on which a path asks something."""

    MEDICINE = "medicine"
    MACHINE_LEARNING = "machine_learning"
    OTHER = "other"


class Need(StrEnum):
    """How much a path needs a requirement; `DEPENDS` and `UNKNOWN` never count as met."""

    MUST = "must"
    SHOULD = "should"
    NICE = "nice"
    DEPENDS = "depends"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """What a range of hours or a judgement rests on."""

    SOURCED = "sourced"
    COMMUNITY = "community estimate"
    OURS = "our guess"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was seen; `dated` is the source's own date (ISO, as far as known) or empty."""

    text: str
    url: str = ""
    dated: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    """A range of hours and what it rests on."""

    low: float
    high: float
    basis: Basis


@dataclass(frozen=True, slots=True)
class Skill:
    """Something a person can do, in five levels (0 to 4), with the hours from level to level."""

    id: str
    name: str
    axis: Axis
    gloss: str
    """One plain sentence."""
    levels: tuple[str, ...]
    """Five sentences: what a person at level 0, 1, 2, 3, 4 can do."""
    hours: tuple[Hours, ...]
    """Four ranges: from 0 to 1, 1 to 2, 2 to 3, 3 to 4."""
    prerequisites: tuple[tuple[str, int], ...]
    """(skill id, level) to have before going beyond level 1."""
    sources: tuple[Source, ...]
    by_hours_to: int = 4
    """The highest level that evenings can reach; beyond it a qualification or years in post."""
    clinical_years: tuple[tuple[float, int], ...] = ()
    """(years of clinical work, level that they show), used when the person claimed no level."""
    checked: str = ""


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a path asks on one axis."""

    axis: Axis
    skill: str
    """A skill's id; empty for something that is no skill (then `text` says it)."""
    level: int | None
    """0 to 4; None where it depends or nobody says."""
    need: Need
    text: str
    """In plain words."""
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """A way in, or a first step, with hours and kind ('learn', 'read', 'do', 'meet')."""

    id: str
    title: str
    kind: str
    hours: Hours
    detail: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class SmallTest:
    """The cheapest way to find out whether a path suits: what to do, and what would say no."""

    title: str
    hours: Hours
    tells_no: str
    """What result would change one's mind."""


@dataclass(frozen=True, slots=True)
class Project:
    """A small project that a newcomer may do, with data that may be used."""

    id: str
    title: str
    question: str
    data: str
    data_url: str
    terms: str
    """Under which terms the data may be used."""
    hours: Hours
    areas: tuple[str, ...]
    """Words of areas it suits; empty for any."""
    paths: tuple[str, ...]
    sources: tuple[Source, ...]
    checked: str = ""


@dataclass(frozen=True, slots=True)
class CareerPath:
    """A way of combining machine learning with a medical career."""

    id: str
    name: str
    summary: str
    days: str
    """What the days look like."""
    requirements: tuple[Requirement, ...]
    routes: tuple[Route, ...]
    cheapest_test: SmallTest
    beside_clinical_work: bool | None
    """True only where a source says so; None is unknown."""
    beside_note: str
    odds: str
    """Odds of getting in where a source says so, else 'not stated'."""
    cost: str
    """Cost in pay, training time and money where a source says so, else 'not stated'."""
    advantage: str
    """What a clinician brings that others lack."""
    whom_to_ask: str
    """The role to look for near home."""
    sources: tuple[Source, ...]
    checked: str
    odds_level: int | None = None
    """0 very rare to 4 common, only where a source says so."""
    cost_level: int | None = None
    """0 cheap to 4 dear, only where a source says so."""


@dataclass(frozen=True, slots=True)
class Resource:
    """Something to learn from."""

    id: str
    title: str
    skill: str
    from_level: int
    to_level: int
    hours: Hours
    price: str
    """'free', 'free to audit', 'paid …' or 'not stated', as a source says."""
    url: str
    sources: tuple[Source, ...]
    note: str = ""
    """What the hours rest on, where that needs words."""
    checked: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion for comparing areas, with anchors for 1 and 5."""

    id: str
    name: str
    question: str
    anchor_1: str
    anchor_5: str
    weight: float
    """The default weight; weights are used relative to their sum."""
    sources: tuple[Source, ...]
    checked: str = ""


@dataclass(frozen=True, slots=True)
class ExampleArea:
    """An area that ships as an example: offered, never slipped in as the person's own."""

    name: str
    title: str
    question: str
    query: str
    sources: tuple[Source, ...]
    checked: str = ""


_T = TypeVar("_T", Skill, CareerPath)


@dataclass(frozen=True, slots=True)
class Guide:
    """All packaged knowledge, sorted by id; criteria and areas as their file orders them."""

    skills: tuple[Skill, ...]
    paths: tuple[CareerPath, ...]
    resources: tuple[Resource, ...]
    projects: tuple[Project, ...]
    criteria: tuple[Criterion, ...]
    example_areas: tuple[ExampleArea, ...]

    def skill(self, skill_id: str) -> Skill:
        """Return a skill; KeyError when the guide has none of this id."""
        return _named(self.skills, skill_id)

    def path(self, path_id: str) -> CareerPath:
        """Return a path; KeyError when the guide has none of this id."""
        return _named(self.paths, path_id)


def _named(items: tuple[_T, ...], wanted: str) -> _T:
    for item in items:
        if item.id == wanted:
            return item
    raise KeyError(wanted)
