"""What is seen when many papers are seen at once: the shapes that all of `landscape` gives back."""

from __future__ import annotations

from dataclasses import dataclass

from fingerpost.home.person_words import MentionRef
from fingerpost.intake.yardstick import Yardstick
from fingerpost.records import Coverage


@dataclass(frozen=True, slots=True)
class Topic:
    """A group of papers about one thing; `papers` are paper ids, the most typical first."""

    id: int
    """0 is the largest; ties go to the smaller first paper id."""
    label: str
    terms: tuple[str, ...]
    papers: tuple[str, ...]
    growth: float | None = None
    """Yearly growth of its share of these papers (0.1 is ten per cent); None: cannot be said."""
    parent: int | None = None
    """The topic that a subtopic lies in, or the subtopic of a part; None on the top level."""
    colour: int = 0
    """The number of its colour, which stays with the topic when the dive is made again."""
    steadiness: float | None = None
    """How much of it comes back when a fifth of the papers is left out (mean Jaccard index, 0 to
    1); None where there are so many papers that it was not tried."""
    made_label: str = ""
    """What it is called without the user's word; the same as the label where there is none."""
    by_you: str = ""
    """'named by you', 'merged by you' or 'merged and named by you'; empty without such a word."""
    loose: int = 0
    """How many of its papers fit nowhere well and stand here because it is nearest."""

    @property
    def size(self) -> int:
        """How many papers it has."""
        return len(self.papers)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paper stands on the map (both axes from 0 to 1) and in which topic."""

    paper: str
    x: float
    y: float
    topic: int
    fit: float
    """How well it fits its topic, from 0 to 1 (cosine to the topic's centre, cut at 0)."""
    subtopic: int | None = None
    """The id of its subtopic; None where its topic is not divided."""
    outlier: bool = False
    """It fits nowhere well and stands in the topic that is nearest."""
    part: int | None = None
    """The id of the part of its subtopic; None where its subtopic is not divided."""


@dataclass(frozen=True, slots=True)
class YearCount:
    """Papers of one year; the current year is marked incomplete."""

    year: int
    count: int
    complete: bool


@dataclass(frozen=True, slots=True)
class Shift:
    """A topic or a method whose share of these papers changes by more than chance gives."""

    name: str
    kind: str
    """'topic' or 'method'."""
    papers: int
    growth: float
    """Yearly growth of its share of these papers: 0.1 is ten per cent a year."""
    low: float
    high: float
    """A 95 % interval."""


@dataclass(frozen=True, slots=True)
class Trends:
    """Papers per year and, only against an even yardstick, growth."""

    by_year: tuple[YearCount, ...]
    without_year: int
    growth: float | None
    """Of the supplier's papers on the query as a share of all that it has; None: cannot be said."""
    growth_low: float | None
    growth_high: float | None
    """A 95 % interval."""
    coverage: Coverage
    yardstick: Yardstick | None = None
    shifts: tuple[Shift, ...] = ()
    """Topics and methods that rise (fastest first), then those that fade (fastest last)."""
    shifts_coverage: Coverage | None = None
    """Of an even capture; None where there is nothing to measure."""


@dataclass(frozen=True, slots=True)
class KeyPaper:
    """A paper to read, with the reason why this one."""

    paper: str
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class KeyPapers:
    """Papers to read first, and by which measure they were chosen."""

    papers: tuple[KeyPaper, ...]
    by: str
    """'citations within these papers' or 'how central and typical their words are'."""
    coverage: Coverage
    """Of references: without them citations cannot be counted."""
    scores: tuple[tuple[str, float], ...] = ()
    """Every paper that may be recommended with its score, by id."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the grid; `expected` is under independence of row and column."""

    method: str
    problem: str
    count: int
    expected: float
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Methods (rows) by clinical problems (columns) with counts; papers may be in several cells."""

    methods: tuple[str, ...]
    problems: tuple[str, ...]
    cells: tuple[Cell, ...]
    """Row by row, every cell, the empty ones too."""
    without_method: int
    without_problem: int
    coverage: Coverage
    on_problem: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Every clinical problem that a paper names, with all papers that do; fields of work such as
    genomics are no clinical problems and are left out."""


@dataclass(frozen=True, slots=True)
class Person:
    """An author and their work in these papers; one name and initial may hide two people."""

    key: str
    """Their ORCID, else one of their mentions; any of their mentions names them in commands."""
    name: str
    papers: tuple[str, ...]
    """Newest first."""
    last_year: int | None
    orcid: str
    email: str
    affiliation: str
    institution: str
    """The institution that the affiliation names: as ROR does, else by its commonest spelling."""
    ror: str
    """The institution's ROR id, or an empty string."""
    city: str
    country: str
    latitude: float | None
    longitude: float | None
    distance_km: float | None
    """From the user's place; None where either place is not known."""
    senior_on: int
    """How many of the papers they are last author of, papers of a consortium left out."""
    corresponding_on: int
    """How many of the papers state their e-mail, which is how a corresponding author is known."""
    sure: float
    """From 0 to 1, how sure that this is one person; an ORCID is 1, initials are least."""
    because: str
    """What that rests on: 'ORCID', 'full name and institution', 'you said so' …"""
    mentions: tuple[MentionRef, ...]
    """Every place where they stand as author, in the order of papers."""


@dataclass(frozen=True, slots=True)
class Institution:
    """An institution that publishes in these papers."""

    name: str
    city: str
    country: str
    papers: tuple[str, ...]
    ror: str
    """Its ROR id, or an empty string."""
    distance_km: float | None


@dataclass(frozen=True, slots=True)
class Group:
    """A last author with those of the same institution who wrote these papers with them."""

    lead: Person
    institution: str
    city: str
    country: str
    distance_km: float | None
    """From the user's place; None where either place is not known."""
    members: tuple[str, ...]
    """Names of the others, those on most papers first."""
    papers: tuple[str, ...]
    """Papers that the lead is last author of, newest first."""
    last_year: int | None
    problems: tuple[str, ...]
    """Clinical problems that their papers name, the commonest first."""
    methods: tuple[str, ...]
    """Methods that their papers name, the commonest first."""
    fits: tuple[str, ...]
    """Why the user might write to them, in whole phrases; empty where nothing speaks for it."""


@dataclass(frozen=True, slots=True)
class People:
    """Who is most active; `near` only where places are known."""

    authors: tuple[Person, ...]
    """Most papers first."""
    institutions: tuple[Institution, ...]
    near: tuple[Person, ...]
    """Nearest first, at most 200 km away."""
    groups: tuple[Group, ...]
    """Those near the user, nearest first; then others, most papers first."""
    countries: tuple[tuple[str, int], ...]
    coverage: Coverage
    """Of affiliations."""

    @property
    def are_placed(self) -> bool:
        """True where a distance could be told: the user's place and another are known."""
        away = [each.distance_km for each in self.authors]
        away += [each.distance_km for each in self.institutions]
        return any(distance is not None for distance in away)


@dataclass(frozen=True, slots=True)
class Landscape:
    """Everything that the papers show together."""

    papers: int
    topics: tuple[Topic, ...]
    """Top level, largest first; every paper is in exactly one."""
    places: tuple[Place, ...]
    """One a paper, in the order of the papers."""
    trends: Trends
    key_papers: KeyPapers
    grid: Grid
    people: People
    subtopics: tuple[Topic, ...] = ()
    """Divisions of the topics (see `Topic.parent`), numbered on their own from 0."""
    parts: tuple[Topic, ...] = ()
    """Divisions of the large subtopics, whose parents are subtopics; numbered from 0 as well."""
    notes: tuple[str, ...] = ()
    """Sentences about what is small, missing or odd in these papers."""
