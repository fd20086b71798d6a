"""Text of records made harmless for a note: no markup, link, tag, property or end of a block."""

from __future__ import annotations

import json
import re
from typing import Final
from urllib.parse import quote

from fingerpost.text import squeeze, visible

_ENTITY: Final = re.compile(r"&(?=#?\w{1,31};)")
_MARKUP: Final = re.compile(
    r"[\\`*\[\]|$^]"  # code, emphasis, links, cells, formulas, names of blocks
    r"|(?<![^\W_])_|_(?![^\W_])"  # emphasis; not between letters
    r"|#(?=\S)"  # tags
    r"|(?<=~)~|(?<==)=|(?<=%)%|(?<=:):"  # struck, marked, hidden, fields of Dataview
    r"|(?<=:)/(?=/)"  # addresses
)
_WORDS_ONLY: Final = re.compile(r"[^\w '’.-]+")


def harmless(text: str) -> str:
    """Return text on one line that Markdown shows as it is, wherever it does not begin a line.

    What Obsidian adds to Markdown (wikilinks, tags, comments, highlights) cannot come of it either.
    """
    line = _ENTITY.sub("&amp;", _one_line(text)).replace("<", "&lt;").replace(">", "&gt;")
    return _MARKUP.sub(lambda found: f"\\{found[0]}", line)


def property_value(value: object) -> str:
    """Return a value as front matter holds it: JSON, which is YAML; nothing for None.

    Two opening brackets in a text are parted, since Obsidian takes them for a link.
    """
    if isinstance(value, str):
        value = _property_text(value)
    elif isinstance(value, list):
        value = [_property_text(str(each)) for each in value]
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def label(text: str) -> str:
    """Return words for the shown part of a wikilink: letters, digits, hyphens and apostrophes."""
    return squeeze(_WORDS_ONLY.sub(" ", _one_line(text)))


def address(url: str) -> str:
    """Return a web address between angle brackets, or an empty text for anything else."""
    if not url.startswith(("https://", "http://")):
        return ""
    return f"<{quote(_one_line(url), safe=':/?@!$&()+,;=%-.')}>"


def _one_line(text: str) -> str:
    return visible(squeeze(text.encode("utf-8", "replace").decode()))


def _property_text(text: str) -> str:
    return re.sub(r"\[(?=\[)", "[ ", _one_line(text))
