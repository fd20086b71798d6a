"""Many papers seen at once: all the parts of a landscape put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from fingerpost.home.person_words import PersonWords
from fingerpost.home.topic_words import TopicWord
from fingerpost.landscape import concepts, vectors
from fingerpost.landscape.continuity import EarlierTopic, carried_over, divided_before
from fingerpost.landscape.corrected import joined, lost_words, named
from fingerpost.landscape.grid import grid
from fingerpost.landscape.groups import named_by
from fingerpost.landscape.key_papers import key_papers
from fingerpost.landscape.labels import Label, label_levels
from fingerpost.landscape.layout import NEAREST, layout
from fingerpost.landscape.levels import find_levels, true_divisions
from fingerpost.landscape.model import Landscape, Place, Topic
from fingerpost.landscape.neighbours import Neighbours, neighbours
from fingerpost.landscape.notes import notes, topic_notes
from fingerpost.landscape.people import people
from fingerpost.landscape.steadiness import steadiness
from fingerpost.landscape.topics import fits, outliers
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


class _Level(NamedTuple):
    """One level of topics, in the order of the papers sorted by id."""

    numbers: list[int]
    """-1 where what is above is not divided."""
    labels: list[Label]
    parents: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the words of the papers give, in the order of the papers sorted by id."""

    near: Neighbours
    levels: tuple[_Level, _Level, _Level]
    fits: list[float]
    outliers: list[bool]
    steadiness: list[float] | None
    xy: NDArray[np.float64]
    methods: list[frozenset[int]]
    problems: list[frozenset[int]]

    @property
    def topics(self) -> list[int]:
        """The topic of each paper."""
        return self.levels[0].numbers


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
    said: Sequence[TopicWord] = (),
    behind: AbstractSet[str] = frozenset(),
    on_progress: Callable[[str], None] | None = None,
) -> Landscape:
    """Return what the papers show together; it depends on the papers, not on their order.

    `city` and `country` are the user's place, `asked` is what they say they care about, `who` what
    they said of who is who, `ror` knows institutions; `yardstick` gives for each year how many
    papers a supplier has on the query and in all, without which no growth is said; `earlier` are
    the topics of an earlier look, whose labels and colours stay with them; `said` are the reader's
    own words on topics, which hold whatever the words of the papers say; `behind` are ids of papers
    that stand after all others among the key papers.
    """
    say = on_progress or (lambda _: None)
    order = sorted(range(len(papers)), key=lambda index: _key(papers[index]))
    ordered = [papers[index] for index in order]
    seen = _see(ordered, earlier, said, say)
    even = even_capture(ordered, today, yardstick)
    say("Counting years, key papers and the grid of methods and clinical problems")
    (topics, subtopics, parts), lost = _named(ordered, seen, even, earlier, said)
    names = [topic.label for topic in topics]
    places: list[Place | None] = [None] * len(papers)
    for at, place in zip(order, _places(ordered, seen), strict=True):
        places[at] = place
    chosen = key_papers(ordered, seen.near, seen.topics, names, seen.fits, behind)
    counted = grid(ordered, seen.methods, seen.problems)
    say("Looking for people and institutions")
    about = named_by(seen.methods, seen.problems, asked)
    return Landscape(
        papers=len(papers),
        topics=topics,
        subtopics=subtopics,
        parts=parts,
        places=tuple(place for place in places if place is not None),
        trends=trends(ordered, today, yardstick, _groups(seen, names)),
        key_papers=chosen,
        grid=counted,
        people=people(ordered, today, city, country, who, about, ror),
        notes=(
            *notes(ordered, today),
            *topic_notes(seen.steadiness, sum(seen.outliers)),
            *lost_words(lost),
        ),
    )


def _key(paper: Paper) -> tuple[str, str, int, str]:
    return paper.id, paper.text, paper.year or 0, "; ".join(author.name for author in paper.authors)


def _see(
    papers: Sequence[Paper],
    earlier: Sequence[EarlierTopic],
    said: Sequence[TopicWord],
    say: Callable[[str], None],
) -> _Seen:
    say(f"Reading the words of {plural(len(papers), 'paper')}")
    words = read_words(papers)
    problems = concepts.named(words, concepts.problems())
    space, explained = vectors.space(words, problems)
    say("Finding topics")
    near = neighbours(space, NEAREST)
    count = _neighbours_for_topics(len(papers))
    nearest = Neighbours(near.indices[:, :count], near.cosines[:, :count])
    levels = find_levels(
        space,
        nearest,
        lambda found: _joined(papers, found.tolist(), said),
        divided_before(papers, earlier) if earlier else (),
    )
    below = true_divisions(levels)
    numbers = [levels.topics.tolist(), *(division.numbers.tolist() for division in below)]
    labels = label_levels(words, numbers)
    say("Drawing the map")
    return _Seen(
        near=Neighbours(near.indices[:, :TOPIC_NEIGHBOURS], near.cosines[:, :TOPIC_NEIGHBOURS]),
        levels=(
            _Level(numbers[0], labels[0]),
            _Level(numbers[1], labels[1], below[0].parents),
            _Level(numbers[2], labels[2], below[1].parents),
        ),
        fits=fits(space, levels.topics).tolist(),
        outliers=outliers(space, explained, levels.subtopics).tolist(),
        steadiness=steadiness(space, levels.topics, count),
        xy=layout(space, near),
        methods=concepts.named(words, concepts.methods()),
        problems=problems,
    )


def _joined(
    papers: Sequence[Paper], topics: Sequence[int], said: Sequence[TopicWord]
) -> dict[int, int]:
    return joined({paper.id: n for paper, n in zip(papers, topics, strict=True)}, said)


def _neighbours_for_topics(papers: int) -> int:
    """Fewer neighbours for few papers, so that small groups stay apart."""
    return max(3, min(TOPIC_NEIGHBOURS, papers // 6))


def _places(papers: Sequence[Paper], seen: _Seen) -> list[Place]:
    topics, subtopics, parts = (level.numbers for level in seen.levels)
    return [
        Place(
            paper.id,
            float(x),
            float(y),
            topics[at],
            seen.fits[at],
            subtopic=subtopics[at] if subtopics[at] >= 0 else None,
            outlier=seen.outliers[at],
            part=parts[at] if parts[at] >= 0 else None,
        )
        for at, (paper, (x, y)) in enumerate(zip(papers, seen.xy.tolist(), strict=True))
    ]


def _named(
    papers: Sequence[Paper],
    seen: _Seen,
    even: Even | None,
    earlier: Sequence[EarlierTopic],
    said: Sequence[TopicWord],
) -> tuple[list[tuple[Topic, ...]], list[TopicWord]]:
    """The topics of each level with the labels and colours that stay, and words that are lost."""
    found: list[tuple[Topic, ...]] = []
    taken = {word.label for word in said}
    lost: list[TopicWord] = []
    for number, level in enumerate(seen.levels, 1):
        where = {p.id: at for p, at in zip(papers, level.numbers, strict=True) if at >= 0}
        own, unplaced = named(where, said, number)
        before = [known for known in earlier if known.level == number]
        topics = carried_over(_level(papers, seen, level, even), before, taken, own)
        taken |= {label for topic in topics for label in (topic.label, topic.made_label)}
        found.append(topics)
        lost.extend(unplaced)
    if seen.steadiness is not None:
        found[0] = tuple(
            replace(topic, steadiness=steady)
            for topic, steady in zip(found[0], seen.steadiness, strict=True)
        )
    return found, lost


def _members(topics: Sequence[int], count: int) -> list[list[int]]:
    """Return the numbers of each topic's papers; a paper in none is left out."""
    members: list[list[int]] = [[] for _ in range(count)]
    for index, topic in enumerate(topics):
        if topic >= 0:
            members[topic].append(index)
    return members


def _level(papers: Sequence[Paper], seen: _Seen, level: _Level, even: Even | None) -> list[Topic]:
    members = _members(level.numbers, len(level.labels))
    found = []
    for number, (label, inside) in enumerate(zip(level.labels, members, strict=True)):
        inside.sort(key=lambda index: (-seen.fits[index], index))
        grown = growth_within(inside, even)
        found.append(
            Topic(
                id=number,
                label=label.label,
                terms=label.terms,
                papers=tuple(papers[index].id for index in inside),
                growth=grown.growth if grown else None,
                parent=level.parents[number] if level.parents else None,
                loose=sum(seen.outliers[index] for index in inside),
            )
        )
    return found


def _groups(seen: _Seen, labels: Sequence[str]) -> list[Group]:
    """Topics and methods with the numbers of their papers."""
    topics = _members(seen.topics, len(labels))
    named: dict[int, list[int]] = {}
    for index, numbers in enumerate(seen.methods):
        for number in numbers:
            named.setdefault(number, []).append(index)
    names = concepts.methods().names
    return [
        *(Group(label, "topic", ids) for label, ids in zip(labels, topics, strict=True)),
        *(Group(names[number], "method", named[number]) for number in sorted(named)),
    ]
