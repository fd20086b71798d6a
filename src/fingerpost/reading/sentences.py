"""Sentences of a title and abstract, with their places and the part that each plays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from fingerpost.reading.roles.headings import headings
from fingerpost.reading.roles.model import load, only
from fingerpost.reading.roles.names import TOLD, Role
from fingerpost.reading.roles.words import flatten

__all__ = ["Role", "Sentence", "open_sentences", "pieces", "split", "split_many"]

# White space follows a stop within a line; 'e.g.2' or '0.91' do not end there.
_STOPPED = (
    r"(?:(?<=\n)[.!?\n]*+{closing}|[.!?]*+(?:\n[.!?\n]*+{closing}|{closing}(?=\s|\Z)){other})"
)
_CLOSING = r"[\"”’')\]]*+"
_STOP = re.compile(r"[.!?\n]" + _STOPPED.format(closing=_CLOSING, other=""))
_WIDE_STOP = re.compile(
    r"[.!?。！？\n]"
    + _STOPPED.format(closing=_CLOSING, other=rf"|(?<=[。！？])[.!?\n]*+{_CLOSING}")
)
"""With the stops of Chinese and Japanese; several times slower to look for."""
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.?g|i\.?e|vs|al|cf|ca|approx|resp|figs?|eqs?|no|nos|dr|mr|mrs|ms|prof|st|sp|spp|"
    r"inc|ltd|co|etc|viz|refs?|sec|u\.s|u\.k|ph\.d|m\.d|jr|vol|min|max|std|dept)|"
    r"(?:^|[\s(])[A-Za-z])\Z",
    re.IGNORECASE,
)
_LONGER = 7
_NEXT = re.compile(r"\s*[\"“‘'(\[$]*(.)")
_OF_ITSELF = re.compile(
    r"\b(?:we|our|us|here|herein|aim(?:s|ed)?|objectives?|purpose|goal|hypothes\w+|sought|"
    r"th(?:is|e present|e current) (?:\w+ )?(?:study|paper|work|article|review|analysis|trial|"
    r"research|report|investigation|project|survey|protocol)|"
    r"to (?:\w+ )?(?:assess|compare|describe|design|determine|develop|establish|evaluate|examine|"
    r"explore|identify|investigate|predict|test|validate))\b",
    re.IGNORECASE,
)
_EITHER = (Role.BACKGROUND, Role.OBJECTIVE)
_OWN = (Role.OBJECTIVE, Role.METHODS, Role.RESULTS)
"""What a single sentence tells: an abstract that holds nothing else is about its study."""


class Sentence(Struct, frozen=True, gc=False):
    """A stretch of the text, text[start:end], and its part."""

    start: int
    end: int
    role: Role


_MANY = 25
"""From this number of texts on, arrays find the roles in less time."""
_Open = list[tuple[int, int, tuple[Role, ...]]]
"""Sentences as (start, end), with the roles that their heading leaves open."""


def split(text: str, lowered: str) -> tuple[Sentence, ...]:
    """Return the sentences of title, newline and abstract in order, headings left out.

    `lowered` is the text in lower case. The roles are those that headings name; where there are
    none, or they leave it open, those that the packaged weights make likeliest.
    """
    return split_many([text], [lowered])[0]


def split_many(texts: Sequence[str], lowered: Sequence[str]) -> list[tuple[Sentence, ...]]:
    """Return the sentences of each text, as `split` gives them, each step for all in a row."""
    opened = [open_sentences(text, end) if (end := text.find("\n")) >= 0 else [] for text in texts]
    many = len(texts) >= _MANY
    roles = _roles_of_many(lowered, opened) if many else list(map(_roles, lowered, opened))
    return [_told(*each) for each in zip(texts, opened, roles, strict=True)]


def _near(opened: _Open) -> range:
    """Return the sentences that tell of an open role, by number; none where no role is open."""
    doubtful = [number for number, (_, _, roles) in enumerate(opened) if len(roles) > 1]
    if not doubtful:
        return range(0)
    # Words tell for their own sentence and the next ones on either side.
    return range(max(0, doubtful[0] - 1), min(len(opened), doubtful[-1] + 2))


def _roles(lowered: str, opened: _Open) -> list[Role]:
    near = _near(opened)
    if not near:
        return [roles[0] for _, _, roles in opened]
    model = load()
    points = model.points(flatten(lowered), [(start, end) for start, end, _ in opened], near)
    held = [
        own if roles is TOLD else only(own, roles)
        for own, (_, _, roles) in zip(points, opened, strict=True)
    ]
    return [TOLD[number] for number in model.likeliest(held)]


def _roles_of_many(lowered: Sequence[str], opened: Sequence[_Open]) -> list[list[Role]]:
    """Return the roles as `_roles` gives them, sought in arrays for all at once."""
    from fingerpost.reading.roles.many import Told, likeliest_roles

    nears = list(map(_near, opened))
    sought = [Told(*each) for each in zip(lowered, opened, nears, strict=True) if each[2]]
    found = iter(likeliest_roles(sought))
    return [
        next(found) if near else [roles[0] for _, _, roles in each]
        for each, near in zip(opened, nears, strict=True)
    ]


def _told(text: str, opened: _Open, roles: list[Role]) -> tuple[Sentence, ...]:
    end = text.find("\n")
    title = _trim(text, 0, len(text) if end < 0 else end)
    found = [Sentence(*title, Role.TITLE)] if title else []
    found += [Sentence(s, e, role) for (s, e, _), role in zip(opened, roles, strict=True)]
    return tuple(found)


def open_sentences(text: str, begin: int) -> _Open:
    """Return the sentences from a place on, each with the roles that its heading leaves open."""
    marks = headings(text, begin)
    named = {roles for _, _, roles in marks}
    found: _Open = []
    ends = [start for start, _, _ in marks] + [len(text)]
    stretches = [(begin, ends[0], TOLD)] + [
        (start, end, roles) for (_, start, roles), end in zip(marks, ends[1:], strict=True)
    ]
    for start, end, roles in stretches:
        cut = pieces(text, start, end)
        if roles is TOLD:
            found += [(*place, TOLD) for place in cut]
            continue
        found += [(s, e, _left_open(roles, named, len(cut), text[s:e])) for s, e in cut]
    if len(found) == 1 and found[0][2] is TOLD:
        return [(*found[0][:2], _OWN)]
    return found


def _left_open(
    roles: tuple[Role, ...], named: set[tuple[Role, ...]], many: int, sentence: str
) -> tuple[Role, ...]:
    """Authors put the aim under 'Background' and the background under 'Aim', where one is alone.

    Under 'Background' only a sentence that speaks of the study itself may be its aim: a number in
    any other is that of earlier work.
    """
    if roles == (Role.BACKGROUND,) and (Role.OBJECTIVE,) not in named:
        return _EITHER if _OF_ITSELF.search(sentence) else roles
    if roles == (Role.OBJECTIVE,) and (Role.BACKGROUND,) not in named and many > 1:
        return _EITHER
    return roles


def pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the sentences of a stretch of text as (start, end), white space outside."""
    return list(_pieces(text, start, end))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    pattern = _WIDE_STOP if "。" in text or "！" in text or "？" in text else _STOP
    for stop in pattern.finditer(text, start, end):
        if _ends_here(text, stop, end):
            piece = _trim(text, at, stop.end())
            at = stop.end()
            if piece:
                yield piece
    last = _trim(text, at, end)
    if last:
        yield last


def _ends_here(text: str, stop: re.Match[str], end: int) -> bool:
    mark = text[stop.start()]
    if mark != ".":
        return True
    abbreviated = _abbreviated(text, stop.start())
    behind = text[stop.end() : min(end, stop.end() + 2)]
    if not abbreviated and behind[:1] == " " and behind[1:].isupper():
        return True  # as most sentences end
    following = _NEXT.match(text, stop.end(), end)
    if abbreviated:
        return bool(following and text[stop.start() - 1].isupper() and following[1].isupper())
    return not (following and following[1].islower())


def _abbreviated(text: str, end: int) -> bool:
    """Tell whether an abbreviation stands before a place."""
    # None of those known is as long as this, and all end with a letter.
    if not text[end - 1 : end].isalpha() or (
        end >= _LONGER and text[end - _LONGER : end].isalpha()
    ):
        return False
    return _ABBREVIATION.search(text, max(0, end - 8), end) is not None


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
