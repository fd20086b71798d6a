"""Whether the last record of a text is cut off: told by its end mark, or by the others' tags."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from fingerpost.records import Paper, Problem
from fingerpost.sources.draft import Place

_ENOUGH = 3
"""So many records before the last one make a custom of what all of them have."""
_WRAPPED = 60
"""A line as long as this may go on in the next one."""
_SHOWN = 60
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Shape:
    """How a record ends: its tags, the last of them, and whether an end mark stands behind it."""

    tags: frozenset[str]
    last: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Signs:
    """What a format says about its ends: the tags that give the title, the mark of an end.

    The first tag that a record has gives its title. The mark is '' where a format has none.
    """

    titles: tuple[str, ...]
    mark: str = ""

    def stops_in_title(self, shape: Shape) -> bool:
        """Return whether the record's last tag is the one that gives its title."""
        return shape.last == next((tag for tag in self.titles if tag in shape.tags), None)


@dataclass(frozen=True, slots=True)
class End:
    """What is amiss with the end of a record ('' for nothing), and whether it is surely cut off."""

    reason: str = ""
    cut: bool = False

    def told(self, records: Iterable[Paper | Problem], place: Place) -> Iterator[Paper | Problem]:
        """Yield what one record gave: one sentence in its place where it is cut off.

        Where it only may be, the sentence stands before it.
        """
        if not self.reason:
            yield from records
            return
        found = list(records)
        title = next((record.title for record in found if isinstance(record, Paper)), "")
        named = f" ('{title[:_SHOWN]}{'…' * (len(title) > _SHOWN)}')" if title else ""
        said = f"the last record{named} {self.reason}"
        if self.cut:
            yield place.problem(
                f"{said}: it is cut off, so it was left out; save the file anew and import it again"
            )
            return
        if title:
            yield place.problem(
                f"{said}, so it may be cut off; compare it with where it comes from"
            )
        yield from found


WHOLE = End()


@dataclass(slots=True)
class _Custom:
    """What the records before the last one have in common."""

    count: int = 0
    marked: int = 0
    tags: frozenset[str] = frozenset()
    lasts: set[str] = field(default_factory=set)

    def take(self, shape: Shape) -> None:
        self.tags = self.tags & shape.tags if self.count else shape.tags
        self.count += 1
        self.marked += shape.marked
        self.lasts.add(shape.last)


def judged(
    records: Iterable[R], shape_of: Callable[[R], Shape], text: str, signs: Signs
) -> Iterator[tuple[R, End]]:
    """Yield each record with what its end tells; only that of the last one can tell anything.

    A record without the end mark that all others have is cut off. Where no record has a mark, it
    is one that lacks what at least three others have, in a text that stops within a line.
    """
    custom = _Custom()
    held: list[R] = []
    for record in records:
        for before in held:
            custom.take(shape_of(before))
            yield before, WHOLE
        held = [record]
    for last in held:
        yield last, _judge(shape_of(last), custom, text, signs)


def ends_a_line(text: str) -> bool:
    """True where the text ends with the end of a line."""
    return text[-200:].rstrip(" \t\0\x1a\ufeff")[-1:] in ("", "\n", "\r")


def _judge(last: Shape, custom: _Custom, text: str, signs: Signs) -> End:
    if last.marked:
        return WHOLE
    if custom.marked:
        reason = f"has no end mark ({signs.mark}), as those before it have"
        return End(reason, cut=custom.marked == custom.count)
    whole, in_title = ends_a_line(text), signs.stops_in_title(last)
    lacking = sorted(custom.tags - last.tags - {""}) if last.last not in custom.lasts else []
    if not whole and lacking:
        named = ", ".join(lacking[:3])
        reason = f"stops within a line and lacks what those before it have ({named})"
        return End(reason, cut=custom.count >= _ENOUGH)
    if not whole and in_title:
        return End("stops within its title, with no end of a line")
    if not whole and signs.mark and not custom.count:
        return End(f"has no end mark ({signs.mark}) and stops within a line")
    if in_title and (lacking or _may_go_on(text) or (signs.mark and not custom.count)):
        return End("stops with its title")
    return WHOLE


def _may_go_on(text: str) -> bool:
    lines = text[-1000:].rstrip().splitlines()
    return bool(lines) and len(lines[-1]) >= _WRAPPED
