"""The line of a TOML text on which a value is set, for errors that name it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from typing import Any

_AT_LINE = re.compile(r"at line (\d+)")


def line_of(text: str, keys: Sequence[str | int]) -> int | None:
    """Return the line (from 1) of the statement that sets the value; None when nothing does.

    tomllib keeps no positions, so the value is looked for in growing beginnings of the text: its
    statement starts after the last complete beginning without it. Any spelling of TOML is found
    (dotted keys, inline tables, text over several lines).
    """
    lines = text.splitlines()
    before = 0
    for end in range(1, len(lines) + 1):
        try:
            data = tomllib.loads("\n".join(lines[:end]))
        except tomllib.TOMLDecodeError:
            continue
        if _has(data, keys):
            return before + 1
        before = end
    return None


def error_line(error: tomllib.TOMLDecodeError, text: str) -> int:
    """Return the line of a syntax error; the last line when the file ends too early."""
    found = _AT_LINE.search(str(error))
    return int(found.group(1)) if found else max(1, len(text.splitlines()))


def _has(data: Any, keys: Sequence[str | int]) -> bool:
    for key in keys:
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            return False
    return True
