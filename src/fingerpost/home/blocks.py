"""Managed blocks: the part of a file that Fingerpost renews, inside words that are the user's.

A block stands between two comments; the first carries a hash of what we wrote, so that an edit
by hand is noticed. What was edited is kept below the block, never overwritten.
"""

from __future__ import annotations

import re

from fingerpost.text import digest

_TICKED = re.compile(r"^(\s*[-*] )\[[xX]\] (.*)$")
_OPEN = re.compile(r"^(\s*[-*] )\[ \] (.*)$")


def renew(text: str, name: str, content: str, kept_heading: str) -> str:
    """Return the text with the block `name` holding `content`; everything else stays as it is.

    Ticks that the user set are carried over to lines that say the same. A block that the user
    changed in any other way is kept whole under `kept_heading`, directly below the new one.
    """
    found = _find(text, name)
    if found is None:
        gap = "" if not text or text.endswith("\n\n") else "\n" if text.endswith("\n") else "\n\n"
        return f"{text}{gap}{_block(name, content)}\n"
    start, end, written_hash, old = found
    ticked = _ticked(old)
    kept = ""
    if digest(_unticked(old)) != written_hash and old.strip():
        kept = old.strip()
    else:
        # What was done and is no longer in the plan is still what was done.
        still = _titles(content)
        kept = "\n".join(line for line in old.splitlines() if _done_title(line) not in still)
    below = f"\n\n{kept_heading}\n\n{kept}" if kept else ""
    return text[:start] + _block(name, _tick(content, ticked)) + below + text[end:]


def _block(name: str, content: str) -> str:
    body = content.strip("\n")
    return (
        f"<!-- fingerpost:{name} {digest(_unticked(body))} -->\n{body}\n<!-- /fingerpost:{name} -->"
    )


def _find(text: str, name: str) -> tuple[int, int, str, str] | None:
    pattern = re.compile(
        rf"<!-- fingerpost:{re.escape(name)} ([0-9a-f]*) -->\r?\n"
        r"((?:(?!<!-- fingerpost:).)*?)\r?\n?"
        rf"<!-- /fingerpost:{re.escape(name)} -->",
        re.DOTALL,
    )
    found = pattern.search(text)
    if found is None:
        return None
    return found.start(), found.end(), found.group(1), found.group(2).replace("\r\n", "\n")


def _ticked(text: str) -> set[str]:
    return {title for line in text.splitlines() if (title := _done_title(line)) is not None}


def _done_title(line: str) -> str | None:
    match = _TICKED.match(line)
    return match.group(2).strip() if match else None


def _titles(text: str) -> set[str | None]:
    """The titles of a list's lines, and None, which stands for a line without a tick."""
    lines = _unticked(text).splitlines()
    return {None, *(match.group(2).strip() for line in lines if (match := _OPEN.match(line)))}


def _unticked(text: str) -> str:
    return "\n".join(_TICKED.sub(r"\1[ ] \2", line) for line in text.splitlines())


def _tick(text: str, ticked: set[str]) -> str:
    def line_with_tick(line: str) -> str:
        match = _OPEN.match(line)
        if match and match.group(2).strip() in ticked:
            return f"{match.group(1)}[x] {match.group(2)}"
        return line

    return "\n".join(map(line_with_tick, text.splitlines()))
