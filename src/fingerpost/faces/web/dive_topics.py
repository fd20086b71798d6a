"""Topics of a dive: each with its parts and papers; renamed, made one, and taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.desk import Desk
from fingerpost.dives.branches import Branch, branches
from fingerpost.dives.kept_topics import KeptTopic
from fingerpost.dives.named_topics import find_topic, merge, rename, topics_of_dive, with_words
from fingerpost.errors import UsageError
from fingerpost.faces.web.forms import read_form, said
from fingerpost.faces.web.frame import MOST_ROWS, Table, see_other
from fingerpost.faces.web.looked import Looked, looking, marks_of, show_part, start_of
from fingerpost.home.topic_words import TopicWord, undo_last
from fingerpost.records import Paper

A_PAGE: Final = 50
_NOTICES: Final = {
    "renamed": "Renamed. It is called so from the next look on.",
    "merged": "They are one topic from the next look on.",
    "back": "Taken back.",
}


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic, subtopic or part of one, with what it is called now."""

    branch: Branch
    label: str
    """With what was said since the dive."""
    by_you: str
    """'named by you', 'merged by you' …; empty without such a word."""
    into: str
    """The label of the topic that it is one with from the next look on; empty for none."""
    below: tuple[TopicLine, ...]

    @property
    def is_new(self) -> bool:
        """True where the dive does not show yet what was said."""
        return bool(self.into) or self.label != self.branch.topic.label


@dataclass(frozen=True, slots=True)
class TopicsPage:
    """What the page Topics of a dive shows."""

    title: str
    """The page's heading."""
    looked: Looked
    """The dive."""
    lines: tuple[TopicLine, ...]
    """The topics, the largest first."""
    marks: tuple[str, ...]
    """The mark of each topic."""
    words: tuple[TopicWord, ...]
    """What was said of the topics and stands, the oldest first."""

    def table(self) -> Table:
        """One row a topic, subtopic or part."""
        head = ("topic", "label", "papers", "growth", "fit_loosely", "by_you", "terms")
        rows = [
            (line.branch.number, line.label, line.branch.topic.size, line.branch.topic.growth,
             line.branch.topic.loose, line.by_you, "; ".join(line.branch.topic.terms))
            for line in _flat(self.lines)
        ]  # fmt: skip
        return Table(head, rows)


@dataclass(frozen=True, slots=True)
class TopicPage:
    """What the page of one topic shows."""

    title: str
    """Its label."""
    looked: Looked
    """The dive."""
    line: TopicLine
    """The topic."""
    others: tuple[TopicLine, ...]
    """The other topics that it may be made one with; none for a subtopic."""
    papers: tuple[Paper, ...]
    """Some of its papers, the most typical first."""
    start: int
    """How many of the first are left out."""
    earlier: str
    """The address of the papers before; empty for the first."""
    later: str
    """The address of the papers after; empty for the last."""

    def table(self) -> Table:
        """One row a paper."""
        loose = self.line.branch.loose
        rows = [
            (paper.id, paper.title, paper.year, paper.journal, "yes" if paper.id in loose else "no")
            for paper in self.papers
        ]
        return Table(("id", "title", "year", "journal", "fits_loosely"), rows)


def topics_page(looked: Looked) -> TopicsPage:
    """Return the topics of a dive with what is said of them now."""
    return TopicsPage(
        title=f"Topics: {looked.area.title}",
        looked=looked,
        lines=_lines(looked),
        marks=marks_of(looked.dive),
        words=looked.area.topics,
    )


def topic_page(looked: Looked, number: str, start: int, most: int = A_PAGE) -> TopicPage:
    """Return one topic with some of its papers; HTTPException where there is none."""
    lines = _lines(looked)
    found = [line for line in _flat(lines) if line.branch.number == number]
    if not found:
        raise HTTPException(
            404, "There is no such topic in this dive. All of them are under Topics."
        )
    [line] = found
    ids = line.branch.topic.papers

    def address(first: int) -> str:
        return f"{looked.address}/topics?{urlencode({'topic': number, 'start': first})}"

    is_top = "." not in number
    return TopicPage(
        title=line.label,
        looked=looked,
        line=line,
        others=tuple(other for other in lines if is_top and other is not line and not other.into),
        papers=tuple(looked.papers[paper] for paper in ids[start : start + most]),
        start=start,
        earlier=address(max(0, start - A_PAGE)) if start else "",
        later=address(start + most) if start + most < len(ids) else "",
    )


def _lines(looked: Looked) -> tuple[TopicLine, ...]:
    now = {topic.number: topic for topic in topics_now(looked)}

    def line(branch: Branch) -> TopicLine:
        topic = now.get(branch.number)
        below = tuple(map(line, branch.below))
        if topic is None:
            return TopicLine(branch, branch.topic.label, "", _holder(now.values(), branch), below)
        return TopicLine(branch, topic.label, topic.by_you, "", below)

    return tuple(map(line, branches(looked.dive.landscape)))


def topics_now(looked: Looked) -> tuple[KeptTopic, ...]:
    """Return the topics of a dive as what was said since has them."""
    return with_words(topics_of_dive(looked.dive), looked.area.topics)


def _holder(topics: Iterable[KeptTopic], branch: Branch) -> str:
    """The label of the topic that holds the papers of one that was made part of it."""
    first = branch.topic.papers[0]
    return next((topic.label for topic in topics if first in topic.papers), "another topic")


def _flat(lines: Sequence[TopicLine]) -> Iterator[TopicLine]:
    for line in lines:
        yield line
        yield from _flat(line.below)


def _all(request: Request) -> Response:
    given = request.query_params
    number, start = given.get("topic", "")[:20], start_of(request)
    most = MOST_ROWS if given.get("as") else A_PAGE
    what = given.get("said", "")
    area = request.path_params["area"]
    undo = (("to", f"/dives/{area}/undo-topics"),) if what in ("renamed", "merged") else ()
    notice = _NOTICES.get(what, "")
    if number:
        return show_part(
            request, "dive_topic.html",
            lambda _, looked: topic_page(looked, number, start, most), notice, undo,
        )  # fmt: skip
    return show_part(
        request, "dive_topics.html", lambda _, looked: topics_page(looked), notice, undo
    )


Change = Callable[[Desk, Looked, tuple[KeptTopic, ...]], str]


async def _rename(request: Request) -> Response:
    form = await read_form(request)
    number, was, label = said(form, "topic", 20), said(form, "was"), said(form, "label")

    def change(desk: Desk, looked: Looked, topics: tuple[KeptTopic, ...]) -> str:
        rename(desk.home.journal, looked.area, topics, _meant(topics, number, was), label)
        return "renamed"

    return await run_in_threadpool(_change, request, change, number)


async def _merge(request: Request) -> Response:
    form = await read_form(request)
    number, was = said(form, "topic", 20), said(form, "was")
    other, _, other_was = said(form, "other").partition(" ")

    def change(desk: Desk, looked: Looked, topics: tuple[KeptTopic, ...]) -> str:
        one, two = _meant(topics, number, was), _meant(topics, other, other_was)
        merge(desk.home.journal, looked.area, one, two)
        return "merged"

    return await run_in_threadpool(_change, request, change, number)


async def _undo(request: Request) -> Response:
    await read_form(request)

    def change(desk: Desk, looked: Looked, _: tuple[KeptTopic, ...]) -> str:
        undo_last(desk.home.journal, looked.area.name)
        return "back"

    return await run_in_threadpool(_change, request, change, "")


def _change(request: Request, change: Change, number: str) -> Response:
    """Write down what was said of the topics, and show them again."""
    with looking(request) as (desk, area, looked):
        if looked is None:
            raise UsageError("This area was not looked into yet, so it has no topics.")
        what = change(desk, looked, topics_now(looked))
    more = {"topic": number} if number else {}
    return see_other(f"/dives/{area.name}/topics", **more, said=what)


def _meant(topics: Sequence[KeptTopic], number: str, was: str) -> KeptTopic:
    """Return a topic by its number; UsageError where it is another than the page showed."""
    topic = find_topic(topics, number)
    if topic.label != was:
        raise UsageError(
            "The topics have changed since this page was shown. Open it again, then say it."
        )
    return topic


ROUTES = [
    Route("/dives/{area}/topics", _all),
    Route("/dives/{area}/rename-topic", _rename, methods=["POST"]),
    Route("/dives/{area}/merge-topics", _merge, methods=["POST"]),
    Route("/dives/{area}/undo-topics", _undo, methods=["POST"]),
]
