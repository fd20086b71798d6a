"""What a dive found: a query, its papers, and what they show, dated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fingerpost.dives.evidence_summary import EvidenceRow
from fingerpost.dives.gap_model import Gaps
from fingerpost.dives.gaps import STUDIES, kind_words
from fingerpost.dives.reading_order import Reading
from fingerpost.dives.skills import Demands
from fingerpost.landscape.model import Landscape
from fingerpost.reading.model import Appraisal
from fingerpost.records import Coverage, Paper
from fingerpost.text import plural


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the papers state something: 12 of 240 appraised."""

    label: str
    count: int
    of: int


@dataclass(frozen=True, slots=True)
class EvidenceSummary:
    """What the appraisals say together; nothing when too few have an abstract or a method."""

    appraised: int
    """Appraisals counted: those of papers that show machine learning, where a summary is given."""
    studies: int
    """Of these, studies that develop, validate or try a model: what shares and sizes are of."""
    median_participants: int | None
    participants_stated: int
    shares: tuple[Share, ...]
    """External validation, prospective, clinicians compared, code available."""
    kinds: tuple[tuple[str, int], ...]
    """(kind, appraisals) of all that are counted, commonest first."""
    coverage: Coverage

    @property
    def others(self) -> tuple[tuple[str, int], ...]:
        """(kind in plain words, appraisals) of those that are no such studies, commonest first."""
        return tuple((kind_words(kind), n) for kind, n in self.kinds if kind not in STUDIES)


@dataclass(frozen=True, slots=True)
class Change:
    """What is new in an area since a dive that was kept on another day."""

    since: date
    came: tuple[str, ...]
    """Ids of papers that are new here, the highest scores of the key papers first."""
    went: tuple[tuple[str, str], ...]
    """(id, title) of papers that were here and are not any more."""
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicChanges:
    """What became of the topics since the dive before this one; labels as each dive showed them."""

    since: date
    new: tuple[str, ...]
    gone: tuple[tuple[str, str], ...]
    """(label, where most of its papers stand now, or an empty string)."""
    renamed: tuple[tuple[str, str], ...]
    """(label then, label now): only your word gives a topic that goes on another name."""
    kept: int
    """How many topics go on."""


def without_learning(appraisals: Sequence[Appraisal]) -> frozenset[str]:
    """Return the ids of the papers that show no machine learning by title and abstract."""
    return frozenset(each.paper_id for each in appraisals if not each.about_learning)


@dataclass(frozen=True, slots=True)
class Dive:
    """An area looked into on one day."""

    area: str
    title: str
    query: str
    understood: str
    today: date
    papers: tuple[Paper, ...]
    """Sorted by id."""
    left_out: tuple[tuple[str, int], ...]
    """(reason, count): retraction notices and retracted papers are left out and counted."""
    landscape: Landscape
    appraisals: tuple[Appraisal, ...]
    """Of the papers that have an abstract, in their order."""
    evidence: EvidenceSummary
    starter_share: float
    """Share of the papers that come from the starter library."""
    gaps: Gaps | None = None
    """Methods by clinical problems; None in a dive that was put together without them."""
    reading_order: tuple[Reading, ...] = ()
    """What a newcomer reads first, in this order; a role that no paper fills is left out."""
    skills: Demands | None = None
    """Skills of the guide by how many papers ask for them."""
    change: Change | None = None
    """Since a kept dive, where one was named."""
    searches: tuple[tuple[str, str], ...] = ()
    """(supplier, query) of the area's saved searches."""
    by_task: tuple[EvidenceRow, ...] = ()
    """What the studies report by task and kind of data; the first row is all of them."""
    absent: tuple[tuple[str, Paper], ...] = ()
    """(reason, paper) of what `left_out` counts, sorted by reason and id."""
    topic_changes: TopicChanges | None = None
    """Since the newest dive kept on an earlier day; None where there is none."""
    asks_for_learning: bool = False
    """Whether the area's query, title or question names machine learning."""

    @property
    def grid_by_words(self) -> bool:
        """True where too few abstracts were read, so that the grid counts words, mostly of titles.

        Where abstracts were read it counts what they show, or nothing: a paper that names a method
        need not use it, and in most of medicine 'survival' is no model.
        """
        return self.gaps is None or not self.gaps.has_abstracts

    @property
    def on_learning(self) -> int:
        """How many of the papers show machine learning by their title and abstract."""
        return sum(appraisal.about_learning for appraisal in self.appraisals)

    @property
    def behind(self) -> frozenset[str]:
        """Ids of papers that show no machine learning, where it is asked for: they do not lead."""
        return without_learning(self.appraisals) if self.asks_for_learning else frozenset()

    @property
    def learning_sentence(self) -> str:
        """Say how many papers show machine learning; empty where no abstract was read."""
        if not self.appraisals:
            return ""
        none = len(self.appraisals) - self.on_learning
        silent = len(self.papers) - len(self.appraisals)
        said = f"{self.on_learning:,} of {plural(len(self.papers), 'paper')} show machine learning"
        said += f" in title and abstract, {none:,} {'shows' if none == 1 else 'show'} none"
        if silent:
            said += f", and {silent:,} {'has' if silent == 1 else 'have'} no abstract to tell"
        if self.asks_for_learning and none:
            said += ". This area asks for it: papers that show none come last among the key papers"
            said += " and have no place in the order for a newcomer"
        return f"{said}."
