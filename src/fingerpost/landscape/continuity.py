"""Topics that stay themselves: labels and colours carried over from an earlier look.

Topics are matched one to one with the earlier ones by the papers that they share (the sum of the
Jaccard indices is as large as it can be; Kuhn, Nav Res Logist Q 1955;2:83).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from fingerpost.landscape.corrected import Named
from fingerpost.landscape.model import Topic
from fingerpost.records import Paper

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SAME: Final = 0.3
"""Topics that share less than this (Jaccard index, among the papers that both looks saw) differ."""
DECIMALS: Final = 6


@dataclass(frozen=True, slots=True)
class EarlierTopic:
    """A topic as it was: its colour, the label that it was given and the ids of its papers."""

    colour: int
    label: str
    """The label without the reader's word, which is obeyed anew each time."""
    papers: tuple[str, ...]
    level: int = 1
    """1 for a topic, 2 for a subtopic, 3 for a part of one."""
    apart: bool = False
    """The reader took back that it is one topic: its papers are divided anew."""


def divided_before(
    papers: Sequence[Paper], earlier: Sequence[EarlierTopic]
) -> tuple[NDArray[np.int64], ...]:
    """Return for each level the earlier topic of each paper, -1 where there is none."""
    import numpy as np

    found = []
    for level in (1, 2, 3):
        known = [topic for topic in earlier if topic.level == level and not topic.apart]
        where = {paper: number for number, topic in enumerate(known) for paper in topic.papers}
        found.append(np.array([where.get(paper.id, -1) for paper in papers], dtype=np.int64))
    return tuple(found)


def carried_over(
    topics: Sequence[Topic],
    earlier: Sequence[EarlierTopic],
    taken: Iterable[str] = (),
    own: Mapping[int, Named] = MappingProxyType({}),
) -> tuple[Topic, ...]:
    """Return the topics with label and colour of the earlier topic that each goes on from.

    Only papers that both looks saw are compared, so new papers change no match. A topic that goes
    on from none keeps its label and gets a colour that neither look has. No two topics get one
    label, nor one of `taken` (the labels of another level). `own` are the reader's names by topic,
    which win; the label that a topic would have without stays in `made_label`.
    """
    went_on = _matches(topics, earlier)
    known_colours = {known.colour for known in earlier}
    free = (number for number in count() if number not in known_colours)
    carried = {new: earlier[old].label for new, old in went_on.items()}
    used = {*taken, *(name.label for name in own.values())}
    made: dict[int, str] = {}
    # Labels that go on from an earlier look come first: a new topic has to give way.
    for new in sorted(range(len(topics)), key=lambda new: (new not in carried, new)):
        mine = own[new].label if new in own else None
        names = _names(carried.get(new), topics[new])
        made[new] = next(name for name in names if name == mine or name not in used)
        used.add(made[new])
    return tuple(
        replace(
            topic,
            label=own[new].label if new in own else made[new],
            made_label=made[new],
            by_you=own[new].by_you if new in own else "",
            colour=earlier[went_on[new]].colour if new in went_on else next(free),
        )
        for new, topic in enumerate(topics)
    )


def _names(earlier: str | None, topic: Topic) -> Iterator[str]:
    """What a topic may be called, the best first, without end."""
    if earlier is not None:
        yield earlier
    yield topic.label
    first, _, second = topic.label.partition(", ")
    said = {first.casefold(), second.casefold()}
    others = [term for term in topic.terms if term.casefold() not in said]
    yield from (f"{first}, {term}" for term in others)
    yield from (f"{topic.label} ({number})" for number in count(2))


def _matches(topics: Sequence[Topic], earlier: Sequence[EarlierTopic]) -> dict[int, int]:
    """Which earlier topic each topic goes on from, by their numbers."""
    if not topics or not earlier:
        return {}
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    then = {paper: old for old, known in enumerate(earlier) for paper in known.papers}
    shared = np.zeros((len(topics), len(earlier)))
    for new, topic in enumerate(topics):
        for paper in topic.papers:
            if paper in then:
                shared[new, then[paper]] += 1
    either = shared.sum(axis=1, keepdims=True) + shared.sum(axis=0) - shared
    overlap = np.divide(shared, either, out=np.zeros_like(shared), where=either > 0).round(DECIMALS)
    pairs = zip(*linear_sum_assignment(-overlap), strict=True)
    return {int(new): int(old) for new, old in pairs if overlap[new, old] >= SAME}
