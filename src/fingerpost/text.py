"""Pure helpers on text: normal forms, sentences, identifiers, places in TOML."""

from __future__ import annotations

import hashlib
import html
import json
import re
import tomllib
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_WORD = re.compile(r"[^\W_]+")
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]+", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_TOML_PART = re.compile(
    r"""
      \"{3} (?: [^"\\] | \\. | "(?!"") )*+ \"{3,5}    # text over several lines
    | '{3} .*? '{3,5}
    | " (?: [^"\\\n] | \\. )*+ "
    | ' [^'\n]* '
    | \#[^\n]*
    | [][{}\n]
    """,
    re.DOTALL | re.VERBOSE,
)
_AT_LINE = re.compile(r"at line (\d+)")
_ARXIV = re.compile(r"(?<![\d.])(\d{4}\.\d{4,5}|[a-z][a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?(?!\d)")


def squeeze(text: str) -> str:
    """Return the text with every run of white space as one space, none at the ends."""
    return " ".join(text.split())


def plain(markup: str) -> str:
    """Return text without HTML or XML tags and entities, white space squeezed."""
    if "<" not in markup and "&" not in markup:
        return squeeze(markup)
    return squeeze(html.unescape(_TAG.sub("", markup)))


def fold(text: str) -> str:
    """Return lower-case words without accents or punctuation, for comparing titles and names."""
    if text.isascii():
        return " ".join(_WORD.findall(text.lower()))
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(_WORD.findall(bare.casefold()))


def digest(*parts: str) -> str:
    """Return a stable hash (16 hexadecimal digits) of the parts in their order."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:16]


def slug(text: str, longest: int = 60) -> str:
    """Return a name for files and addresses: lower-case ASCII words joined by hyphens.

    Text without a Latin letter or digit becomes its digest, so the name is never empty.
    """
    words = re.findall(r"[a-z0-9]+", fold(text))
    name = "-".join(words)
    if len(name) > longest:
        name = name[: longest + 1].rsplit("-", 1)[0][:longest]
    return name or digest(text)


def find_doi(text: str) -> str | None:
    """Return the first DOI in the text, lower case, without an address before it, or None."""
    found = _DOI.search(text)
    if not found:
        return None
    doi = found.group(0).rstrip(".,;:'”’)]}" if "(" not in found.group(0) else ".,;:'”’]}")
    return doi.lower()


def find_arxiv_id(text: str) -> str | None:
    """Return the first arXiv identifier in the text without its version, or None."""
    found = _ARXIV.search(text)
    return found.group(1) if found else None


def visible(text: str) -> str:
    """Return text with each control character (but tab and newline) as a replacement character."""
    return _CONTROL.sub("\ufffd", text)


def plural(count: int, noun: str, several: str | None = None) -> str:
    """Return '1 paper', '2 papers', '1,204 papers'."""
    return f"{count:,} {noun if count == 1 else several or noun + 's'}"


def safe_cell(text: str) -> str:
    """Return text for a cell: no formula to a spreadsheet, no order to a terminal."""
    safe = f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
    # A carriage return alone would end the row in some readers of CSV.
    return visible(safe.replace("\r\n", "\n").replace("\r", "\n"))


def toml_line(text: str, keys: Sequence[str | int]) -> int | None:
    """Return the line (from 1) of the statement that sets the value; None when nothing does.

    tomllib keeps no positions, so the value is looked for in beginnings of the text that end with
    a statement, halving what is left: its statement starts after the last one without it. Any
    spelling of TOML is found (dotted keys, inline tables, text over several lines).
    """
    lines = text.split("\n")
    ends = _statement_ends(text)
    first = bisect_left(ends, True, key=lambda end: _sets_value(lines[:end], keys))
    if first == len(ends):
        return None
    return (ends[first - 1] if first else 0) + 1


def toml_value(value: object) -> str:
    """Return a text, number, truth value, or a tuple or list of these as TOML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, tuple | list):
        return f"[{', '.join(toml_value(item) for item in value)}]"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)


def toml_error_line(error: tomllib.TOMLDecodeError, text: str) -> int:
    """Return the line of a syntax error; the last line when the file ends too early."""
    found = _AT_LINE.search(str(error))
    return int(found.group(1)) if found else max(1, len(text.splitlines()))


def _statement_ends(text: str) -> list[int]:
    """Return after how many lines of TOML no text in quotes and no bracket is open."""
    ends: list[int] = []
    line = depth = 0
    for part in _TOML_PART.finditer(f"{text}\n"):
        mark = part[0]
        line += mark.count("\n")
        depth += (mark in "[{") - (mark in "]}")
        if mark == "\n" and depth == 0:
            ends.append(line)
    return ends


def _sets_value(lines: Sequence[str], keys: Sequence[str | int]) -> bool:
    try:
        return _has_value(tomllib.loads("\n".join(lines)), keys)
    except (ValueError, RecursionError):
        return False


def _has_value(data: Any, keys: Sequence[str | int]) -> bool:
    for key in keys:
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            return False
    return True
