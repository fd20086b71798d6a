"""A first list of areas out of a text: the points of its list, with the ideas inside each.

Made for what people write when they first think about it, such as a newsletter or a note: a list of
points, each perhaps with ideas in brackets or on indented points below. Nothing is added unasked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from fingerpost.home import Area
from fingerpost.intake.asking import area_from
from fingerpost.text import squeeze

LONGEST: Final = 200_000
"""Characters that are read; a longer text is no list of areas."""
MOST: Final = 50
LONGEST_IDEA: Final = 6
"""Words of an idea; more words in brackets are a remark."""

_POINT: Final = re.compile(r"^(?P<indent>[ \t]*)[•\-*–‣◦+][ \t]+(?P<text>\S.*)$")
_BRACKETS: Final = re.compile(r"\(([^()]*)\)\s*[.;,]?\s*$")
_LINK: Final = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS: Final = re.compile(r"[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}")


@dataclass(frozen=True, slots=True)
class Idea:
    """A point of a list: what it is called, the ideas inside it, and a remark of the writer."""

    title: str
    ideas: tuple[str, ...] = ()
    remark: str = ""


def areas_in(text: str) -> tuple[Idea, ...]:
    """Return the points of the first list of a text, at most fifty; none where it has no list.

    Numbered points are not taken: in such texts they are links and favourites more often.
    """
    points = _first_list(text[:LONGEST].splitlines())
    found: dict[str, Idea] = {}
    for title, below in points:
        idea = _idea(title, below)
        if idea.title:
            found.setdefault(idea.title.casefold(), idea)
    return tuple(found.values())[:MOST]


def area_of(idea: Idea, source: str) -> Area:
    """Return a new area for a point of a list; its search is made from the words, as a proposal.

    `source` is where the list comes from, such as the name of a file.
    """
    lines = [f"- {each}" for each in idea.ideas]
    said = [f"From {source}.", *([idea.remark] if idea.remark else [])]
    body = "\n".join([*said, *(["", "Ideas inside it:", "", *lines] if lines else [])])
    asked = area_from("; ".join((idea.title, *idea.ideas))).query
    return replace(area_from(idea.title, asked), notes=body)


def _first_list(lines: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return the first list: each top point with the points that are indented below it."""
    listed: list[tuple[str, list[str]]] = []
    depth: int | None = None
    after_blank = False
    for line in lines:
        point = _POINT.match(line)
        if point is None:
            ends = bool(listed and line.strip()) and (after_blank or not line[:1].isspace())
            if ends:
                break
            if listed and line.strip():
                _continue_last(listed, line.strip())
            after_blank = not line.strip()
            continue
        after_blank = False
        indent = len(point["indent"].expandtabs(4))
        depth = indent if depth is None else depth
        if indent > depth:
            listed[-1][1].append(point["text"])
        else:
            listed.append((point["text"], []))
    return listed


def _continue_last(listed: list[tuple[str, list[str]]], more: str) -> None:
    title, below = listed[-1]
    if below:
        below[-1] = f"{below[-1]} {more}"
    else:
        listed[-1] = (f"{title} {more}", below)


def _idea(text: str, below: Sequence[str]) -> Idea:
    plain = _plain(text)
    brackets = _BRACKETS.search(plain)
    inside = squeeze(brackets[1]) if brackets else ""
    title = squeeze(plain[: brackets.start()] if brackets else plain).rstrip(" .;,:")
    ideas = tuple(_ideas(inside))
    remark = "" if ideas else inside
    return Idea(title, (*ideas, *(squeeze(_plain(each)).rstrip(" .;,") for each in below)), remark)


def _ideas(inside: str) -> Iterator[str]:
    parts = [squeeze(part).rstrip(" .;") for part in re.split(r"[,;]", inside)]
    if inside and all(0 < len(part.split()) <= LONGEST_IDEA for part in parts):
        yield from parts


def _plain(text: str) -> str:
    return _MARKS.sub("", _LINK.sub(r"\1", text))
