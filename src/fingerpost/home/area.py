"""A candidate area: something to focus on, as `areas/NAME.md` says it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fingerpost.home.person_words import NOTHING_SAID, PersonWords
from fingerpost.home.topic_words import TopicWord

MOST = 500
"""Records that a saved search takes where nothing else is said."""


@dataclass(frozen=True, slots=True)
class OwnScore:
    """The user's own score of a criterion, 1 to 5, with the reason; it wins over the literature."""

    criterion: str
    score: float
    reason: str
    low: float | None = None
    high: float | None = None


class AdviceKind(StrEnum):
    """Where advice comes from."""

    CONVERSATION = "conversation"
    SMALL_TEST = "small test"


@dataclass(frozen=True, slots=True)
class Advice:
    """What somebody said of an area on a criterion, or what a small test showed; 1 to 5."""

    criterion: str
    score: float
    reason: str
    low: float | None = None
    high: float | None = None
    kind: AdviceKind = AdviceKind.CONVERSATION
    who: str = ""
    """Who said it, or what was tried."""
    on: str = ""
    """The day, as an ISO date; empty where it was not noted."""


class Stand(StrEnum):
    """What the user does with an area: only those that are kept are compared."""

    KEPT = "kept"
    PARKED = "parked"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an area stands on the user's list, since when and why."""

    stand: Stand = Stand.KEPT
    why: str = ""
    again: str = ""
    """The day on which to look at it again, as an ISO date; empty for none."""
    since: str = ""
    """The day of the decision; empty where there was none."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search that is put to a supplier again and again, in the supplier's own language."""

    supplier: str
    """As it is named on the command line: 'pubmed', 'arxiv' …"""
    query: str
    most: int = MOST
    """How many records to take at the most, 1 or more."""


@dataclass(frozen=True, slots=True)
class Area:
    """A candidate area of the home's list."""

    name: str
    """The file's name without its ending: 'getting-ml-into-practice'."""
    title: str
    query: str
    """What the library is asked; '*' means every paper."""
    question: str = ""
    scores: tuple[OwnScore, ...] = ()
    searches: tuple[SavedSearch, ...] = ()
    known: tuple[str, ...] = ()
    """Papers that a good search must find: ids or titles, as the user wrote them."""
    take_in: tuple[str, ...] = ()
    """Criteria for screening: a paper that fits them belongs to the area."""
    leave_out: tuple[str, ...] = ()
    """Criteria for screening: a paper that fits one of them does not belong."""
    excluded: frozenset[str] = frozenset()
    """Ids of papers that the user left out of the area: decisions, which the journal keeps."""
    advice: tuple[Advice, ...] = ()
    """What others said and small tests showed, in the order of the file."""
    standing: Standing = Standing()
    """A decision, which the journal keeps."""
    is_example: bool = False
    notes: str = ""
    """The user's own words, Markdown."""
    people: PersonWords = NOTHING_SAID
    """What the user said of who is who, in every area: decisions, which the journal keeps."""
    topics: tuple[TopicWord, ...] = ()
    """What the user said of its topics: decisions, which the journal keeps."""

    @property
    def short_title(self) -> str:
        """The title up to its first colon, for sentences that name several areas."""
        return self.title.partition(":")[0].strip() or self.title

    @property
    def is_kept(self) -> bool:
        """True unless the user parked or dropped it."""
        return self.standing.stand is Stand.KEPT
