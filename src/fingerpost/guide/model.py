"""Packaged knowledge as typed data: skills, paths, resources, criteria, each with its sources.

Every entry has an `origin`: empty for what Fingerpost brings along, else whose word it is
('changed by you', 'from the pack NAME').
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from fingerpost.records import Problem

NOT_STATED = "not stated"
"""What an entry says where no source says anything."""


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


class Condition(StrEnum):
    """What a requirement may ask that is no skill; the profile answers it."""

    REGISTRATION = "registration"
    """Registered in a health profession."""
    EXAM = "exam"
    """An examination or degree that the requirement names."""
    APPROVAL = "approval"
    """Somebody's word that one may go this way; it is asked for, not learnt."""
    DATA = "data"
    """Data that one may lawfully use."""
    COUNTRY = "country"
    PROFESSION = "profession"


class ProgrammeKind(StrEnum):
    """What a programme is; a post is paid work that trains."""

    FELLOWSHIP = "fellowship"
    DEGREE = "degree"
    COURSE = "course"
    CERTIFICATE = "certificate"
    POST = "post"
    NETWORK = "network"


class OpportunityKind(StrEnum):
    """What an opportunity is; a wait has no day of its own, it follows a step."""

    WINDOW = "application window"
    DEADLINE = "deadline"
    EVENT = "event"
    EXAM = "exam"
    WAIT = "wait"


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
class Span:
    """A range of weeks or months, 0 or more, and what it rests on; its field names the unit."""

    low: float
    high: float
    basis: Basis


@dataclass(frozen=True, slots=True)
class Day:
    """A day as a source gives it: of one year, or every year; sometimes only the month."""

    month: int
    day: int | None = None
    """None where only the month is known."""
    year: int | None = None
    """None where it comes every year."""


@dataclass(frozen=True, slots=True)
class Wait:
    """A stretch that more hours a week cannot shorten: a permission, a reply, a decision."""

    what_for: str
    weeks: Span


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
    evidence: tuple[str, ...] = ()
    """Five sentences: what would show level 0, 1, 2, 3, 4; empty where nobody wrote them yet."""
    origin: str = ""


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
    condition: Condition | None = None
    """What is asked where it is no skill but a fact or somebody's word; None for a skill."""
    values: tuple[str, ...] = ()
    """What would do: names of examinations, country codes, professions; empty for any."""


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
    needs_data: bool = False
    """Whether it is done on data of patients that one has to find first."""


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
    origin: str = ""
    kinds: tuple[str, ...] = ()
    """What its data are: 'images', 'signals', 'text', 'genes', 'records'; empty for none of them,
    as lists of papers or a ready-made table to practise on, which suit any question."""


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
    """Cost in pay, training time and money in one text, where a source says so."""
    advantage: str
    """What a clinician brings that others lack."""
    whom_to_ask: str
    """The role to look for near home, in any country."""
    sources: tuple[Source, ...]
    checked: str
    odds_level: int | None = None
    """0 very rare to 4 common, only where a source says so."""
    cost_level: int | None = None
    """0 cheap to 4 dear, only where a source says so."""
    cost_pay: str = NOT_STATED
    """What it does to pay, where a source says so."""
    cost_time: str = NOT_STATED
    """How much training time it takes, where a source says so."""
    cost_money: str = NOT_STATED
    """What fees and the like come to, where a source says so."""
    next_roads: tuple[str, ...] = ()
    """Where people typically go from here: ids of paths, or texts (which have a space)."""
    countries: tuple[str, ...] = ()
    """Where one must work, as ISO 3166 codes, where a source says so; empty for any."""
    professions: tuple[str, ...] = ()
    """Who alone may take it, as in me.toml, where a source says so; empty for any."""
    abroad: str = ""
    """What a source says to people from elsewhere."""
    seen_in: tuple[str, ...] = ()
    """Countries that what is told of it comes from; empty where it names none."""
    ask_also: str = ""
    """Whom else to ask in the countries of `ask_also_in`: bodies that only they have."""
    ask_also_in: tuple[str, ...] = ()
    """Countries by their ISO 3166 codes; empty where `ask_also` is."""
    entry: str = ""
    """Who decides on entry, and when, where meeting what is asked is not yet being in."""
    entry_months: Span | None = None
    """Months from being ready to the first day, where they can be told from a source."""
    leaves_patients: str = ""
    """A source's words, as a sentence, that speak against staying in clinical work; else empty."""
    pay_drops: bool | None = None
    """True where a source says that many earn less than in clinical work; None is unknown."""
    origin: str = ""


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
    language: str = NOT_STATED
    """'English', 'English, with German subtitles' …, as a source says."""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Programme:
    """A fellowship, degree, course, certificate, training post or network to join."""

    id: str
    name: str
    kind: ProgrammeKind
    eligible: str
    """Who may join, in words, else 'not stated'."""
    professions: tuple[str, ...]
    """As in me.toml ('doctor', 'nurse' …); empty where any may join or nobody says."""
    countries: tuple[str, ...]
    """Where one must work or live, as ISO 3166 codes ('GB'); empty for any."""
    length: str
    """In words, else 'not stated'."""
    months: Span | None
    """How many months, None where nobody says."""
    hours_per_week: Hours | None
    """Hours a week that it takes, None where nobody says."""
    cost: str
    """What one pays or is paid, as a source says, else 'not stated'."""
    gives: tuple[tuple[str, int], ...]
    """(skill id, level) that it brings a person to, sorted by skill."""
    cycle: str
    """When it takes people in, in words, else 'not stated'."""
    paths: tuple[str, ...]
    """Ids of the paths that it leads into; empty where nobody says."""
    url: str
    sources: tuple[Source, ...]
    checked: str
    origin: str = ""
    closed_to: tuple[str, ...] = ()
    """Where one must not work or live, as codes: what is for people from elsewhere."""


@dataclass(frozen=True, slots=True)
class Opportunity:
    """Something with a date, or a wait: what it is for, when, and for which year that is known."""

    id: str
    title: str
    kind: OpportunityKind
    programme: str
    """A programme's id, or empty."""
    paths: tuple[str, ...]
    """Ids of the paths that it concerns; empty (without a programme) for any."""
    opens: Day | None
    """The first day; None where nobody says, and for a deadline, which has only an end."""
    closes: Day | None
    """The last day; None only for a wait."""
    confirmed: int | None
    """The latest year for which a source gives the day it closes; other years are a guess."""
    waits: tuple[Wait, ...]
    """What has to be waited for before, between or after, in this order."""
    note: str
    url: str
    sources: tuple[Source, ...]
    checked: str
    origin: str = ""
    first: tuple[tuple[str, str], ...] = ()
    """(path id, route id) of what has to be done before one prepares for it."""
    prepare: tuple[str, str] | None = None
    """(path id, route id) of what the preparing is; None where no path lists it."""

    @property
    def routes(self) -> tuple[tuple[str, str], ...]:
        """All (path id, route id) that belong to it and make no sense once it is over."""
        return (*self.first, *((self.prepare,) if self.prepare else ()))


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
    origin: str = ""


@dataclass(frozen=True, slots=True)
class ExampleArea:
    """An area that ships as an example: offered, never slipped in as the person's own."""

    name: str
    title: str
    question: str
    query: str
    sources: tuple[Source, ...]
    checked: str = ""
    origin: str = ""

    @property
    def id(self) -> str:
        """The name, by which an area is found like any other entry."""
        return self.name


Entry = Skill | CareerPath | Resource | Project | Programme | Opportunity | Criterion | ExampleArea


_T = TypeVar("_T", CareerPath, Programme)


@dataclass(frozen=True)
class Guide:
    """All packaged knowledge, sorted by id; criteria and areas as their file orders them."""

    skills: tuple[Skill, ...]
    paths: tuple[CareerPath, ...]
    resources: tuple[Resource, ...]
    projects: tuple[Project, ...]
    criteria: tuple[Criterion, ...]
    example_areas: tuple[ExampleArea, ...]
    programmes: tuple[Programme, ...] = ()
    opportunities: tuple[Opportunity, ...] = ()
    problems: tuple[Problem, ...] = ()
    """What was left out of a home's own guide or of its packs, and why."""

    def skill(self, skill_id: str) -> Skill:
        """Return a skill; KeyError when the guide has none of this id."""
        return self._skills_by_id[skill_id]

    @cached_property
    def _skills_by_id(self) -> dict[str, Skill]:
        return {skill.id: skill for skill in self.skills}

    def path(self, path_id: str) -> CareerPath:
        """Return a path; KeyError when the guide has none of this id."""
        return _named(self.paths, path_id)

    def programme(self, programme_id: str) -> Programme:
        """Return a programme; KeyError when the guide has none of this id."""
        return _named(self.programmes, programme_id)


def _named(items: tuple[_T, ...], wanted: str) -> _T:
    for item in items:
        if item.id == wanted:
            return item
    raise KeyError(wanted)
