"""Managed blocks: the part of a file that Fingerpost renews, inside words that are the user's.

A block stands between two comments; the first carries a hash of every line that we wrote, so that
a line that a user wrote or changed is known. Those stay with their item or are kept below the
block, never overwritten.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fingerpost.home.own_lines import (
    HASH,
    line_hash,
    lines_below,
    part,
    put_in,
    replaced,
    ticked,
    with_ticks,
)


@dataclass(frozen=True, slots=True)
class Block:
    """A managed block as a file has it."""

    before: str
    """The file's text before it."""
    body: str
    after: str
    """The file's text behind it."""
    ours: frozenset[str]
    """Hashes of the lines that we wrote."""


def renew(text: str, name: str, content: str, kept_heading: str) -> str:
    """Return the text with the block `name` holding `content`; everything else stands as it is.

    Ticks that the user set are carried over to lines that say the same, and what they wrote below
    a line with a box stays below it. Other lines that the user wrote or changed, and ticked lines
    that `content` no longer has, go under `kept_heading` below the block.
    """
    found = find(text, name)
    if found is None:
        gap = "" if not text or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
        body = content.strip("\n")
        return f"{text}{gap}{_block(name, _hashes(body), body)}\n"
    body = content.strip("\n")
    parted = part(found.body, found.ours, body)
    whole = put_in(with_ticks(body, ticked(found.body)), parted.own)
    block = _block(name, _hashes(body), whole)
    return found.before + block + _keep(parted.loose, kept_heading, found.after)


def own_lines(text: str, name: str) -> dict[str, list[str]]:
    """Return what the user wrote inside a block, by the item (its line without the box)."""
    found = find(text, name)
    return lines_below(found.body, found.ours) if found else {}


def with_own_lines(text: str, name: str, is_item: Callable[[str], bool], own: str) -> str:
    """Return the text with other words of the user's below one item of a block.

    Nothing else changes; without such a block or item the text stays as it is.
    """
    found = find(text, name)
    if found is None:
        return text
    body = replaced(found.body, found.ours, is_item, own)
    hashes = text[len(found.before) :].partition(" -->")[0].rpartition(" ")[2]
    return found.before + _block(name, hashes, body) + found.after


def find(text: str, name: str) -> Block | None:
    """Return a block of a file; None where it has none of that name."""
    pattern = re.compile(
        rf"<!-- fingerpost:{re.escape(name)} ([0-9a-f]*) -->\r?\n"
        r"((?:(?!<!-- fingerpost:).)*?)\r?\n?"
        rf"<!-- /fingerpost:{re.escape(name)} -->",
        re.DOTALL,
    )
    found = pattern.search(text)
    if found is None:
        return None
    hashes = found.group(1)
    ours = frozenset(hashes[i : i + HASH] for i in range(0, len(hashes), HASH))
    body = found.group(2).replace("\r\n", "\n")
    return Block(text[: found.start()], body, text[found.end() :], ours)


def _keep(kept: Sequence[str], heading: str, after: str) -> str:
    """The rest of the text with the kept lines under their heading, which is there but once."""
    if not kept:
        return after
    lines, top = "\n".join(kept), f"\n\n{heading}\n\n"
    if after.startswith(top):
        return f"{top}{lines}\n{after[len(top) :]}"
    return f"{top}{lines}{after}"


def _hashes(body: str) -> str:
    return "".join(map(line_hash, body.split("\n")))


def _block(name: str, hashes: str, body: str) -> str:
    return f"<!-- fingerpost:{name} {hashes} -->\n{body}\n<!-- /fingerpost:{name} -->"
