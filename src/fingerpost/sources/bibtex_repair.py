"""Entries of BibTeX that programs write amiss, put right as far as nothing has to be guessed."""

from __future__ import annotations

import re

_NO_KEY = re.compile(r"(@\s*\w+\s*[{(])(?=\s*[\w:.+-]+\s*=)")
_CLOSING = {"{": "}", "(": ")"}


def repaired(raw: str) -> tuple[str, str]:
    """Return an entry that a parser takes, and what has to be told of it; ('', '') for none.

    A key that is missing (EndNote) is made up, commas in a row become one, a bracket of the wrong
    kind at the end becomes the right one. An entry that is never closed is closed, and told;
    one whose last value is open cannot be saved, since nobody knows where that value ends.
    """
    text = _NO_KEY.sub(r"\1untitled,", raw.rstrip(), count=1)
    opening = re.match(r"@\s*\w+\s*([{(])", text)
    if not opening:
        return "", ""
    body, is_open, in_value = _single_commas(text, opening.end(1))
    if in_value:
        return "", ""
    closing = _CLOSING[opening[1]]
    if not is_open:
        return f"{body.rstrip()[:-1]}{closing}", ""
    if opening[1] == "{" and body.rstrip().endswith("\n)"):
        return f"{body.rstrip()[:-1]}{closing}", ""
    return f"{body}\n{closing}", "the entry is never closed; it was read as far as it goes"


def _single_commas(text: str, start: int) -> tuple[str, bool, bool]:
    """The entry with one comma between fields; whether it is open at the end, and in a value."""
    kept, depth, quoted, after_comma = [text[:start]], 0, False, False
    round_brackets = text[start - 1] == "("
    previous = ""
    for at, sign in enumerate(text[start:], start):
        escaped, previous = previous == "\\", sign
        if escaped:
            kept.append(sign)
            continue
        if depth < 0:
            break
        if sign == '"' and depth == 0:
            quoted = not quoted
        elif not quoted:
            depth += (sign == "{") - (sign == "}")
            if round_brackets and sign == ")" and depth == 0:
                depth = -1
        if sign == "," and depth == 0 and not quoted:
            if after_comma:
                continue
            after_comma = True
        elif not sign.isspace():
            after_comma = False
        kept.append(text[at])
    return "".join(kept), depth >= 0, depth > 0 or quoted
