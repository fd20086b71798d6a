"""Values of BibTeX fields: quotation marks and braces taken off, macros put in, '#' joined."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping

from bibtexparser.model import String


def macros_of(strings: Iterable[String]) -> dict[str, str]:
    """Return the values of @string by lower-case name; one may use those before it."""
    macros: dict[str, str] = {}
    for string in strings:
        macros[string.key.lower()] = value_of(str(string.value), macros)
    return macros


def value_of(raw: str, macros: Mapping[str, str]) -> str:
    """Return what a field's raw value says; a word that is no macro ('jul') stays itself."""
    return "".join(_piece(part.strip(), macros) for part in _joined(raw))


def _piece(part: str, macros: Mapping[str, str]) -> str:
    if len(part) > 1 and part[0] + part[-1] in ('""', "{}"):
        return part[1:-1]
    return macros.get(part.lower(), part)


def _joined(raw: str) -> list[str]:
    """The parts between the '#' that stand outside braces and quotation marks."""
    if "#" not in raw:
        return [raw]
    parts, depth, quoted, begin = [], 0, False, 0
    for at, sign in enumerate(raw):
        depth += (sign == "{") - (sign == "}")
        if sign == '"' and depth == 0:
            quoted = not quoted
        elif sign == "#" and depth == 0 and not quoted:
            parts.append(raw[begin:at])
            begin = at + 1
    return [*parts, raw[begin:]]


def split_list(value: str) -> list[str]:
    """Return the members of a list: at semicolons, where there are none at commas.

    What stands in braces inside the list stays together ('{Cells, Human}, Machines').
    """
    # The semicolon of '&amp;' separates nothing.
    bare = html.unescape(value).strip()
    if _in_one_brace(bare):
        bare = bare[1:-1]
    sign = ";" if ";" in bare else ","
    members, depth, begin = [], 0, 0
    for at, letter in enumerate(bare):
        depth += (letter == "{") - (letter == "}")
        if letter == sign and depth <= 0:
            members.append(bare[begin:at])
            begin = at + 1
    return [member.strip() for member in (*members, bare[begin:]) if member.strip()]


def _in_one_brace(text: str) -> bool:
    """True where the first brace is closed by the last sign."""
    if text[:1] != "{" or text[-1:] != "}":
        return False
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter == "{") - (letter == "}")
        if depth == 0:
            return at == len(text) - 1
    return False
