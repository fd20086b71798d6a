"""Managed blocks: the part of a file that Fingerpost renews, inside words that are the user's.

A block stands between two comments; the first carries a hash of every line that we wrote, so that
a line that a user wrote or changed is known. Those are kept below the block, never overwritten.
"""

from __future__ import annotations

import re

from fingerpost.text import digest

_HASH = 8
_TICKED = re.compile(r"^(\s*[-*] )\[[xX]\] (.*)$")
_OPEN = re.compile(r"^(\s*[-*] )\[ \] (.*)$")


def renew(text: str, name: str, content: str, kept_heading: str) -> str:
    """Return the text with the block `name` holding `content`; everything else stands as it is.

    Ticks that the user set are carried over to lines that say the same. Lines that the user wrote
    or changed, and ticked lines that `content` no longer has, go under `kept_heading` below it.
    """
    found = _find(text, name)
    if found is None:
        gap = "" if not text or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
        return f"{text}{gap}{_block(name, content)}\n"
    start, end, ours, old = found
    kept, still = [], _titles(content)
    for line in old.split("\n"):
        written_by_user = line.strip() and _line_hash(line) not in ours
        # What was done and is no longer in the plan is still what was done.
        if written_by_user or _done_title(line) not in still:
            kept.append(line)
    block = _block(name, _tick(content, _ticked(old)))
    return text[:start] + block + _keep(kept, kept_heading, text[end:])


def _keep(kept: list[str], heading: str, after: str) -> str:
    """The rest of the text with the kept lines under their heading, which is there but once."""
    if not kept:
        return after
    lines, top = "\n".join(kept), f"\n\n{heading}\n\n"
    if after.startswith(top):
        return f"{top}{lines}\n{after[len(top) :]}"
    return f"{top}{lines}{after}"


def _block(name: str, content: str) -> str:
    body = content.strip("\n")
    hashes = "".join(map(_line_hash, body.split("\n")))
    return f"<!-- fingerpost:{name} {hashes} -->\n{body}\n<!-- /fingerpost:{name} -->"


def _line_hash(line: str) -> str:
    return digest(_unticked(line))[:_HASH]


def _find(text: str, name: str) -> tuple[int, int, set[str], str] | None:
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
    ours = {hashes[i : i + _HASH] for i in range(0, len(hashes), _HASH)}
    return found.start(), found.end(), ours, found.group(2).replace("\r\n", "\n")


def _ticked(text: str) -> set[str]:
    return {title for line in text.split("\n") if (title := _done_title(line)) is not None}


def _done_title(line: str) -> str | None:
    match = _TICKED.match(line)
    return match.group(2).strip() if match else None


def _titles(text: str) -> set[str | None]:
    """The titles of a list's lines, and None, which stands for a line without a tick."""
    lines = _unticked(text).split("\n")
    return {None, *(match.group(2).strip() for line in lines if (match := _OPEN.match(line)))}


def _unticked(text: str) -> str:
    return "\n".join(_TICKED.sub(r"\1[ ] \2", line) for line in text.split("\n"))


def _tick(text: str, ticked: set[str]) -> str:
    def line_with_tick(line: str) -> str:
        match = _OPEN.match(line)
        if match and match.group(2).strip() in ticked:
            return f"{match.group(1)}[x] {match.group(2)}"
        return line

    return "\n".join(map(line_with_tick, text.split("\n")))
