"""One area at two dates: what came, what went, and what that changes, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from fingerpost.dives.kept import Kept
from fingerpost.dives.model import Change, Dive
from fingerpost.records import Paper
from fingerpost.text import plural

MOST_SENTENCES: Final = 5


def change_since(dive: Dive, kept: Kept) -> Change:
    """Return what changed; a paper that got another id meanwhile is the same paper."""
    came, known = [], set()
    for paper in dive.papers:
        same = ids_of(paper) & kept.titles.keys()
        known |= same
        if not same:
            came.append(paper.id)
    scores = dict(dive.landscape.key_papers.scores)
    came.sort(key=lambda paper: (-scores.get(paper, 0.0), paper))
    went = tuple(sorted((p, title) for p, title in kept.titles.items() if p not in known))
    return Change(kept.day, tuple(came), went, tuple(_sentences(dive, kept, came, went)))


def ids_of(paper: Paper) -> set[str]:
    """Return every id by which a paper may have been shown, before others arrived."""
    bare = replace(paper, pmid="", arxiv="", doi="", other_ids=())
    kinds = (("pmid", paper.pmid), ("arxiv", paper.arxiv), ("doi", paper.doi))
    return {paper.id, bare.id, *(f"{kind}:{name}" for kind, name in kinds if name)}


def _sentences(
    dive: Dive, kept: Kept, came: Sequence[str], went: Sequence[tuple[str, str]]
) -> Iterator[str]:
    if kept.query != dive.query:
        yield (
            f"The query was another on {kept.day.isoformat()} ({kept.query}), so that the changes"
            " below are of the question as well as of the literature."
        )
    yield (
        f"{plural(len(dive.papers), 'paper')} now, {len(kept.titles):,} on {kept.day.isoformat()}:"
        f" {len(came):,} came, {len(went):,} went."
    )
    yield from _left_out(dive, kept)
    yield from _topics(dive, came)
    yield from _pairs(dive, kept)
    fresh = [key.paper for key in dive.landscape.key_papers.papers if key.paper in set(came)]
    if fresh:
        yield f"{plural(len(fresh), 'new paper')} among the key papers: {', '.join(fresh)}."


def _left_out(dive: Dive, kept: Kept) -> Iterator[str]:
    for reason, count in dive.left_out:
        if (more := count - kept.left_out.get(reason, 0)) > 0:
            yield f"{plural(more, 'more paper')} left out: {reason}."


def _topics(dive: Dive, came: Sequence[str]) -> Iterator[str]:
    topics = {paper: topic for topic in dive.landscape.topics for paper in topic.papers}
    counts = Counter(topics[paper].id for paper in came if paper in topics)
    for number, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:3]:
        topic = dive.landscape.topics[number]
        yield f"{count:,} of the new ones are on “{topic.label}” ({plural(topic.size, 'paper')})."


def _pairs(dive: Dive, kept: Kept) -> Iterator[str]:
    if dive.gaps is None or not kept.pairs:
        return
    filled = [
        cell
        for cell in dive.gaps.cells
        if cell.count and kept.pairs.get((cell.method, cell.problem)) == 0
    ]
    filled.sort(key=lambda cell: (-cell.count, cell.method, cell.problem))
    for cell in filled[:MOST_SENTENCES]:
        yield (
            f"Had no paper then: {cell.method} for {cell.problem}"
            f" ({plural(cell.count, 'paper')}: {', '.join(cell.papers[:3])})."
        )
