"""The user's own words in a note, taken out to be edited and put back; all else stands as it was.

Own is what stands below the front matter and outside of managed blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from fingerpost.errors import UsageError
from fingerpost.home.front_matter import front_matter
from fingerpost.home.note_blocks import Block, State, blocks_in
from fingerpost.text import visible

STATUSES: Final = ("to read", "reading", "read")
_LEAD: Final = re.compile(r"(?:[ \t]*\r?\n)*(?:## My notes[ \t]*(?:\r?\n|\Z))?(?:[ \t]*\r?\n)*")
_HEADINGS: Final = re.compile(r"^#{1,6} .*$", re.MULTILINE)
_STATUS: Final = re.compile(r"^status:.*?(?=\r?$)", re.MULTILINE)
_HELD: Final = (State.OURS, State.EDITED)


@dataclass(frozen=True, slots=True)
class OwnPart:
    """A stretch of a note that is the user's."""

    number: int
    """Its place among the stretches."""
    text: str
    """As it is shown: lines ended by \\n, without empty lines around it."""
    can_be_edited: bool
    """False where it holds signs that a text box would not give back as they are."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    """Where the words begin, behind empty lines and our heading."""
    end: int
    words: str
    lead: str
    """What stands before the words."""


def own_parts(text: str) -> tuple[OwnPart, ...]:
    """Return the user's words in a note, stretch by stretch; the last one even if it is empty.

    Stretches between blocks that hold nothing but headings are left out.
    """
    stretches = list(_stretches(text))
    last = len(stretches) - 1
    parts = (
        OwnPart(number, shown := _plain(each.words), shown == visible(shown))
        for number, each in enumerate(stretches)
    )
    return tuple(
        part for part in parts if part.number == last or _HEADINGS.sub("", part.text).strip()
    )


def with_own_words(text: str, sent: Mapping[int, str]) -> str:
    """Return the note with other words in some of its stretches, by number.

    What was sent as it is shown leaves the stretch as it is, byte by byte. UsageError where words
    hold a marker of a managed block, or a stretch cannot be edited.
    """
    before, made = text, text
    ends = "\r\n" if "\r\n" in text else "\n"
    stretches = list(_stretches(text))
    for number in sorted(sent, reverse=True):
        if not 0 <= number < len(stretches):
            raise UsageError("The note has other parts now. Open it again.")
        each, words = stretches[number], _plain(sent[number])
        shown = _plain(each.words)
        if words == shown:
            continue
        if shown != visible(shown):
            raise UsageError(
                "These words hold signs that only a text editor keeps: edit them there."
            )
        gap = "" if each.lead.endswith("\n") or not made[: each.start] else ends * 2
        close = ends if words and not made[each.end :].startswith(("\n", "\r\n")) else ""
        made = made[: each.start] + gap + words.replace("\n", ends) + close + made[each.end :]
    if _held(made) != _held(before):
        raise UsageError(
            "Your words hold a marker of Fingerpost's blocks (<!-- fingerpost:… -->), so nothing"
            " was written. Take it out of them."
        )
    return made


def with_status(text: str, status: str) -> str:
    """Return the note with another status in its front matter; UsageError where it has no place."""
    front = front_matter(text)
    head = text[: front.body]
    found = _STATUS.findall(head)
    if front.problem or len(found) != 1:
        raise UsageError("The note's properties have no one line for a status. Edit them by hand.")
    made = _STATUS.sub(lambda _: f'status: "{status}"', head, count=1) + text[front.body :]
    if front_matter(made).text("status") != status:
        raise UsageError(f"'{status}' cannot be a status.")
    return made


def _stretches(text: str) -> Iterator[_Stretch]:
    at = front_matter(text).body
    for block in sorted(blocks_in(text).values(), key=lambda each: each.start):
        if block.state in _HELD and block.start >= at:
            yield _stretch(text, at, block.start)
            at = block.end
    yield _stretch(text, at, len(text))


def _stretch(text: str, start: int, end: int) -> _Stretch:
    whole = text[start:end]
    found = _LEAD.match(whole)
    lead = found[0] if found else ""
    words = whole[len(lead) :].rstrip()
    # At the end of the note, what stands behind the words goes with them.
    closes = end == len(text)
    begin = start + len(lead)
    return _Stretch(begin, end if closes else begin + len(words), words, lead)


def _plain(words: str) -> str:
    """Return words as a text box has them: lines ended by \\n, no empty lines around."""
    lines = words.replace("\r\n", "\n").split("\n")
    while lines and not lines[0].strip():
        lines.pop(0)
    while lines and not lines[-1].strip():
        lines.pop()
    return "\n".join(lines)


def _held(text: str) -> list[tuple[str, State, str]]:
    """Return what must stay as it is: the blocks with what stands in them."""
    return [_of(block) for block in blocks_in(text).values()]


def _of(block: Block) -> tuple[str, State, str]:
    return block.name, block.state, block.body if block.state in _HELD else ""
