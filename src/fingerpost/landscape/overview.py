"""Many papers seen at once: all the parts of a landscape put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from fingerpost.home.person_words import PersonWords
from fingerpost.landscape import concepts, vectors
from fingerpost.landscape.continuity import EarlierTopic, carried_over
from fingerpost.landscape.grid import grid
from fingerpost.landscape.groups import named_by
from fingerpost.landscape.key_papers import key_papers
from fingerpost.landscape.labels import Label, label_levels
from fingerpost.landscape.layout import NEAREST, layout
from fingerpost.landscape.model import Landscape, Place, Topic
from fingerpost.landscape.neighbours import Neighbours, neighbours
from fingerpost.landscape.notes import notes, topic_notes
from fingerpost.landscape.people import people
from fingerpost.landscape.steadiness import steadiness
from fingerpost.landscape.topics import divisions, find_levels, fits, outliers
from fingerpost.landscape.trends import Even, Group, even_capture, growth_within, trends
from fingerpost.landscape.words import read_words
from fingerpost.library.ror import RorTable
from fingerpost.records import Paper
from fingerpost.text import plural

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from fingerpost.intake.yardstick import Yardstick

TOPIC_NEIGHBOURS: Final = 15


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the words of the papers give, in the order of the papers sorted by id."""

    near: Neighbours
    topics: list[int]
    subtopics: list[int]
    """-1 where a topic is not divided."""
    parents: list[int]
    fits: list[float]
    outliers: list[bool]
    labels: list[Label]
    sublabels: list[Label]
    steadiness: list[float] | None
    xy: NDArray[np.float64]
    methods: list[frozenset[int]]
    problems: list[frozenset[int]]


def describe(
    papers: Sequence[Paper],
    *,
    today: date,
    city: str = "",
    country: str = "",
    asked: str = "",
    who: PersonWords | None = None,
    ror: RorTable | None = None,
    yardstick: Yardstick | None = None,
    earlier: Sequence[EarlierTopic] = (),
    on_progress: Callable[[str], None] | None = None,
) -> Landscape:
    """Return what the papers show together; it depends on the papers, not on their order.

    `city` and `country` are the user's place, `asked` is what they say they care about, `who` what
    they said of who is who, `ror` knows institutions; `yardstick` gives for each year how many
    papers a supplier has on the query and in all, without which no growth is said; `earlier` are
    the topics of an earlier look, whose labels and colours stay with them.
    """
    say = on_progress or (lambda _: None)
    order = sorted(range(len(papers)), key=lambda index: _key(papers[index]))
    ordered = [papers[index] for index in order]
    seen = _see(ordered, say)
    even = even_capture(ordered, today, yardstick)
    say("Counting years, key papers and the grid of methods and clinical problems")
    topics = carried_over(_topics(ordered, seen, even), earlier)
    names = [topic.label for topic in topics]
    places: list[Place | None] = [None] * len(papers)
    for at, place in zip(order, _places(ordered, seen), strict=True):
        places[at] = place
    chosen = key_papers(ordered, seen.near, seen.topics, names, seen.fits)
    counted = grid(ordered, seen.methods, seen.problems)
    say("Looking for people and institutions")
    about = named_by(seen.methods, seen.problems, asked)
    return Landscape(
        papers=len(papers),
        topics=topics,
        subtopics=carried_over(_subtopics(ordered, seen, even), (), taken=names),
        places=tuple(place for place in places if place is not None),
        trends=trends(ordered, today, yardstick, _groups(seen)),
        key_papers=chosen,
        grid=counted,
        people=people(ordered, today, city, country, who, about, ror),
        notes=(*notes(ordered, today), *topic_notes(seen.steadiness, sum(seen.outliers))),
    )


def _key(paper: Paper) -> tuple[str, str, int, str]:
    return paper.id, paper.text, paper.year or 0, "; ".join(author.name for author in paper.authors)


def _see(papers: Sequence[Paper], say: Callable[[str], None]) -> _Seen:
    say(f"Reading the words of {plural(len(papers), 'paper')}")
    words = read_words(papers)
    named = concepts.named(words, concepts.problems())
    space, explained = vectors.space(words, named)
    say("Finding topics")
    near = neighbours(space, NEAREST)
    count = _neighbours_for_topics(len(papers))
    levels = find_levels(space, Neighbours(near.indices[:, :count], near.cosines[:, :count]))
    divided, parents = divisions(levels)
    labels, sublabels = label_levels(words, [levels.topics.tolist(), divided.tolist()])
    say("Drawing the map")
    return _Seen(
        near=Neighbours(near.indices[:, :TOPIC_NEIGHBOURS], near.cosines[:, :TOPIC_NEIGHBOURS]),
        topics=levels.topics.tolist(),
        subtopics=divided.tolist(),
        parents=parents,
        fits=fits(space, levels.topics).tolist(),
        outliers=outliers(space, explained, levels.subtopics).tolist(),
        labels=labels,
        sublabels=sublabels,
        steadiness=steadiness(space, levels.topics, count),
        xy=layout(space, near),
        methods=concepts.named(words, concepts.methods()),
        problems=named,
    )


def _neighbours_for_topics(papers: int) -> int:
    """Fewer neighbours for few papers, so that small groups stay apart."""
    return max(3, min(TOPIC_NEIGHBOURS, papers // 6))


def _places(papers: Sequence[Paper], seen: _Seen) -> list[Place]:
    return [
        Place(
            paper.id,
            float(x),
            float(y),
            seen.topics[at],
            seen.fits[at],
            subtopic=seen.subtopics[at] if seen.subtopics[at] >= 0 else None,
            outlier=seen.outliers[at],
        )
        for at, (paper, (x, y)) in enumerate(zip(papers, seen.xy.tolist(), strict=True))
    ]


def _topics(papers: Sequence[Paper], seen: _Seen, even: Even | None) -> list[Topic]:
    found = _level(papers, seen, seen.topics, seen.labels, even)
    if seen.steadiness is None:
        return found
    return [
        replace(topic, steadiness=steady)
        for topic, steady in zip(found, seen.steadiness, strict=True)
    ]


def _subtopics(papers: Sequence[Paper], seen: _Seen, even: Even | None) -> list[Topic]:
    found = _level(papers, seen, seen.subtopics, seen.sublabels, even)
    return [
        replace(topic, parent=parent) for topic, parent in zip(found, seen.parents, strict=True)
    ]


def _members(topics: Sequence[int], count: int) -> list[list[int]]:
    """Return the numbers of each topic's papers; a paper in none is left out."""
    members: list[list[int]] = [[] for _ in range(count)]
    for index, topic in enumerate(topics):
        if topic >= 0:
            members[topic].append(index)
    return members


def _level(
    papers: Sequence[Paper],
    seen: _Seen,
    topics: Sequence[int],
    labels: Sequence[Label],
    even: Even | None,
) -> list[Topic]:
    members = _members(topics, len(labels))
    found = []
    for number, (label, inside) in enumerate(zip(labels, members, strict=True)):
        inside.sort(key=lambda index: (-seen.fits[index], index))
        grown = growth_within(inside, even)
        found.append(
            Topic(
                id=number,
                label=label.label,
                terms=label.terms,
                papers=tuple(papers[index].id for index in inside),
                growth=grown.growth if grown else None,
            )
        )
    return found


def _groups(seen: _Seen) -> list[Group]:
    """Topics and methods with the numbers of their papers."""
    topics = _members(seen.topics, len(seen.labels))
    named: dict[int, list[int]] = {}
    for index, numbers in enumerate(seen.methods):
        for number in numbers:
            named.setdefault(number, []).append(index)
    names = concepts.methods().names
    return [
        *(Group(label.label, "topic", ids) for label, ids in zip(seen.labels, topics, strict=True)),
        *(Group(names[number], "method", named[number]) for number in sorted(named)),
    ]
