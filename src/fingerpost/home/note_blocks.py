"""Managed blocks of a note: renewed while they are as we wrote them, never over the user's words.

A block stands between two comments; the first carries a hash of what we wrote between them. A block
that says something else was edited: that is a conflict, which the user settles. A block that is not
there is not put back. See docs/decisions/0021-notes.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from fingerpost.text import digest

_MARKER: Final = re.compile(r"<!-- (/?)fingerpost:([a-z][a-z-]*)((?: [0-9a-z]+)?) -->")
_LINE_HASH: Final = 8
_MINE: Final = "mine"


class State(StrEnum):
    """How a managed block stands."""

    OURS = "ours"
    """As we wrote it, or still empty."""
    EDITED = "edited"
    MINE = "mine"
    """The user said that what stands in it is theirs."""
    BROKEN = "broken"
    """A marker is missing, or the block stands twice."""


@dataclass(frozen=True, slots=True)
class Block:
    """A managed block as it stands in a text: from `start` to `end`, its markers included."""

    name: str
    start: int
    end: int
    body: str
    """What stands between the markers, lines ended by \\n; empty for a broken block."""
    state: State


@dataclass(frozen=True, slots=True)
class Renewal:
    """A text with its blocks renewed, and why some were not: a sentence by block."""

    text: str
    conflicts: dict[str, str]


class Settle(StrEnum):
    """How a conflict is settled: with our words or with the user's."""

    OURS = "ours"
    MINE = "mine"


def blocks_in(text: str) -> dict[str, Block]:
    """Return the managed blocks of a text by name, in their order."""
    markers = list(_MARKER.finditer(text))
    pairs = enumerate(pairwise(markers))
    whole = {i: block for i, pair in pairs if (block := _block(text, *pair))}
    found: dict[str, Block] = {}
    for name in dict.fromkeys(marker[2] for marker in markers):
        places = [i for i, marker in enumerate(markers) if marker[2] == name]
        if len(places) == 2 and places[0] in whole:
            found[name] = whole[places[0]]
        else:
            start, end = markers[places[0]].start(), markers[places[-1]].end()
            found[name] = Block(name, start, end, "", State.BROKEN)
    return found


def new_block(name: str, content: str) -> str:
    """Return a block with this content, its markers around it, no newline at the end."""
    body = _body(content)
    return f"<!-- fingerpost:{name} {digest(body)} -->\n{body}\n<!-- /fingerpost:{name} -->"


def renewed(text: str, contents: dict[str, str]) -> Renewal:
    """Return the text with the blocks that are as we left them holding `contents`, by name.

    All else stands, signs at the ends of lines too; so do blocks that are not there.
    """
    conflicts: dict[str, str] = {}
    blocks = blocks_in(text)
    for name, content in contents.items():
        block = blocks.get(name)
        if block is None or block.state is State.MINE:
            continue
        if block.state is State.BROKEN:
            conflicts[name] = "a marker of it is missing, or it stands twice"
        elif block.state is State.EDITED and block.body != _body(content):
            conflicts[name] = "you changed what stands in it"
        elif block.state is State.EDITED or block.body != _body(content):
            text = _put(text, block, new_block(name, content))
            blocks = blocks_in(text)
    return Renewal(text, conflicts)


def settled(text: str, name: str, how: Settle, content: str) -> tuple[str, str]:
    """Return the text with a block settled, and the words of the block that are gone from it.

    With `mine` everything stays and the block is left alone from then on. With `ours` an edited
    block is written anew; of a broken one only markers and what we wrote goes, and a new block
    stands where it began.
    """
    block = blocks_in(text)[name]
    if block.state is State.BROKEN:
        fresh = new_block(name, content) if how is Settle.OURS else ""
        return _without_markers(text, name, fresh), ""
    if how is Settle.OURS:
        return _put(text, block, new_block(name, content)), block.body
    opening = _MARKER.match(text, block.start)
    after = opening.end() if opening else block.start
    return f"{text[: block.start]}<!-- fingerpost:{name} {_MINE} -->{text[after:]}", ""


def outside(text: str) -> str:
    """Return the text without what stands in managed blocks; of a broken one nothing is taken."""
    parts, at = [], 0
    for block in sorted(blocks_in(text).values(), key=lambda each: each.start):
        if block.state in (State.OURS, State.EDITED) and block.start >= at:
            parts.append(text[at : block.start])
            at = block.end
    return "".join([*parts, text[at:]])


def _block(text: str, opening: re.Match[str], closing: re.Match[str]) -> Block | None:
    """Return the block between two markers that follow each other, or None if there is none."""
    if opening[1] or not closing[1] or opening[2] != closing[2]:
        return None
    between = text[opening.end() : closing.start()].replace("\r\n", "\n")
    body = between.removeprefix("\n").removesuffix("\n")
    return Block(opening[2], opening.start(), closing.end(), body, _state(opening[3].strip(), body))


def _state(stamp: str, body: str) -> State:
    if stamp == _MINE:
        return State.MINE
    is_ours = stamp == digest(body) or stamp == _stamp_of_lines(body)
    return State.OURS if is_ours or not (stamp or body.strip()) else State.EDITED


def _stamp_of_lines(body: str) -> str:
    """Return the hashes of the lines, as the first notes carried them."""
    return "".join(digest(line)[:_LINE_HASH] for line in body.split("\n"))


def _body(content: str) -> str:
    """Content that no marker can stand in, without blanks at the ends of its lines."""
    lines = content.replace("\r", "").replace("<!--", "&lt;!--").strip("\n").split("\n")
    return "\n".join(line.rstrip() for line in lines)


def _put(text: str, block: Block, fresh: str) -> str:
    """Return the text with a block in place of one, its lines ended as those of the old one."""
    old = text[block.start : block.end]
    ended = fresh.replace("\n", "\r\n") if "\r\n" in old else fresh
    return text[: block.start] + ended + text[block.end :]


def _without_markers(text: str, name: str, fresh: str) -> str:
    """Return the text without a block's markers and what we wrote between them."""
    markers = [marker for marker in _MARKER.finditer(text) if marker[2] == name]
    ends = "\r\n" if "\r\n" in text else "\n"
    parts, at = [], 0
    for start, end in _goners(text, markers):
        if start >= at:
            parts.append(text[at:start])
            at = end
    before, after = parts[0], "".join([*parts[1:], text[at:]])
    if not fresh:
        return before + after
    # A block stands on lines of its own.
    gap = ends if before and not before.endswith("\n") else ""
    below = ends if after and not after.startswith(("\n", "\r\n")) else ""
    return before + gap + fresh.replace("\n", ends) + below + after


def _goners(text: str, markers: Iterable[re.Match[str]]) -> Iterator[tuple[int, int]]:
    listed = list(markers)
    for i, marker in enumerate(listed):
        block = _block(text, marker, listed[i + 1]) if i + 1 < len(listed) else None
        if block is not None and block.state is State.OURS and not _MARKER.search(block.body):
            yield block.start, block.end
        else:
            yield marker.span()
