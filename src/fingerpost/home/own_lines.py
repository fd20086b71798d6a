"""The user's own lines inside a managed block: told from ours by hashes, kept with their item.

An item is a line with a box to tick and what stands below it. What the user wrote below an item
stays below that item when the block is renewed, for as long as the block has it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fingerpost.text import digest

HASH = 8
_TICKED = re.compile(r"^(\s*[-*] )\[[xX]\] (.*)$")
_OPEN = re.compile(r"^(\s*[-*] )\[ \] (.*)$")
_ITEM_ENDS = re.compile(r"^\s*$|^#|^\s*[-*] \[")

_ID = re.compile(r"`[a-z]+:[^`]+`$")

Own = Mapping[str, Sequence[str]]
"""The user's lines by the item that they stand below: by its name (see `title_of`)."""


@dataclass(frozen=True, slots=True)
class Parted:
    """A block's content, parted into what was written by the user and what we wrote."""

    own: Own
    """Below items that the new content has."""
    loose: tuple[str, ...]
    """The user's other lines, and ticked items that the new content has not, in their order."""


def part(old: str, ours: Container[str], content: str) -> Parted:
    """Part a block's old content; `ours` are the hashes of our lines, `content` is the new one."""
    still = set(titles(content))
    own: dict[str, list[str]] = {}
    loose: list[str] = []
    item, item_line = "", ""
    for line in old.split("\n"):
        is_own = bool(line.strip()) and line_hash(line) not in ours
        title = title_of(line)
        if title is not None:
            item, item_line = title, line
            # What was done and is no longer in the plan is still what was done.
            if is_own or (title not in still and _TICKED.match(line)):
                loose.append(line)
        elif line.startswith("#") and not is_own:
            item, item_line = "", ""
        elif is_own and item in still:
            own.setdefault(item, []).append(line)
        elif is_own:
            if item_line and item_line not in loose:
                loose.append(item_line)
            loose.append(line)
    return Parted(own, tuple(loose))


def put_in(content: str, own: Own) -> str:
    """Return the content with the user's lines at the end of the items that they belong to."""
    lines: list[str] = []
    waiting: Sequence[str] = ()
    for line in content.split("\n"):
        if waiting and _ITEM_ENDS.match(line):
            lines.extend(waiting)
            waiting = ()
        lines.append(line)
        title = title_of(line)
        if title is not None:
            waiting = own.get(title, ())
            own = {key: each for key, each in own.items() if key != title}
    return "\n".join([*lines, *waiting])


def lines_below(text: str, ours: Container[str]) -> dict[str, list[str]]:
    """Return the user's lines of a block by the item that they stand below."""
    found = part(text, ours, text)
    return {title: list(lines) for title, lines in found.own.items()}


def replaced(body: str, ours: Container[str], is_item: Callable[[str], bool], own: str) -> str:
    """Return a block's content with other words of the user's below one item; the rest stays."""
    kept: list[str] = []
    inside = False
    for line in body.split("\n"):
        title = title_of(line)
        if title is not None:
            inside = is_item(title)
        elif inside and line.strip() and line_hash(line) not in ours:
            continue
        kept.append(line)
    wanted = next((title for title in titles(body) if is_item(title)), None)
    lines = [line for line in own.split("\n") if line.strip()]
    return put_in("\n".join(kept), {wanted: lines} if wanted and lines else {})


def titles(text: str) -> Iterator[str]:
    """Yield the names of a content's items."""
    for line in text.split("\n"):
        title = title_of(line)
        if title is not None:
            yield title


def title_of(line: str) -> str | None:
    """Return the name of a line that is an item; None for a line that is none.

    It is the id between backticks that ends the line, so that an item may be worded anew; without
    one, the line without its box.
    """
    match = _TICKED.match(line) or _OPEN.match(line)
    return _name(match.group(2)) if match else None


def _name(words: str) -> str:
    found = _ID.search(words.strip())
    return found[0] if found else words.strip()


def done_title(line: str) -> str | None:
    """Return the name of a ticked item; None for any other line."""
    match = _TICKED.match(line)
    return _name(match.group(2)) if match else None


def line_hash(line: str) -> str:
    """Return what a line of ours is known by; a tick is no change of it."""
    return digest(_TICKED.sub(r"\1[ ] \2", line))[:HASH]


def ticked(text: str) -> set[str]:
    """Return the items that are ticked."""
    return {title for line in text.split("\n") if (title := done_title(line)) is not None}


def with_ticks(text: str, done: Container[str]) -> str:
    """Return a content with the boxes of these items ticked."""

    def line_with_tick(line: str) -> str:
        match = _OPEN.match(line)
        if match and _name(match.group(2)) in done:
            return f"{match.group(1)}[x] {match.group(2)}"
        return line

    return "\n".join(map(line_with_tick, text.split("\n")))
