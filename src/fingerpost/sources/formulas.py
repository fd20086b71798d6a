"""Formulas in MathML and TeX inside exported text, brought to one line of plain signs."""

from __future__ import annotations

import re

from fingerpost.sources.tex_text import tex_to_text

_TAG = re.compile(r"<(/?)(?:(?:mml|m):)?([A-Za-z][\w.-]*)((?:\s[^<>]*?)?)(/?)>")
_ALTERNATIVES = re.compile(
    r"<(?:jats:)?tex-math\b[^>]*>.*?</(?:jats:)?tex-math>(?=\s*<(?:mml:|m:)?math\b)", re.DOTALL
)
_AFTER_MATHML = re.compile(
    r"(?<=math>)\s*<(?:jats:)?tex-math\b[^>]*>.*?</(?:jats:)?tex-math>", re.DOTALL
)
_ANNOTATION = re.compile(
    r"<((?:mml:|m:)?annotation(?:-xml)?)\b[^>]*>.*?</\1>", re.DOTALL | re.IGNORECASE
)
_TEX = re.compile(r"<(?:jats:)?tex-math\b[^>]*>(.*?)</(?:jats:)?tex-math>", re.DOTALL)
_PREAMBLE = re.compile(
    r"\\(?:documentclass|usepackage|setlength|begin|end)(?:\[[^]]*\])?\{[^{}]*\}"
)
_SHIFTED = re.compile(
    r"<((?:mml:|m:)?(?:msup|mfrac|msubsup|munderover))\b[^>]*>"
    r"((?:(?!<(?:mml:|m:)?(?:msup|mfrac|msubsup|munderover)\b).)*?)</\1>",
    re.DOTALL,
)
_HIGH = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_POWER = re.compile(r"[+\-−–]?\d+|\d*[+\-−–]")
_DEEPEST = 20


def with_plain_formulas(text: str) -> str:
    """Return the text with MathML's powers and fractions and TeX's formulas as plain signs.

    '10⁵' and '1/2' instead of the '105' and '12' that would be left if only the tags were taken
    out. Of a formula that stands in both languages one is kept; other tags stay.
    """
    if "math" not in text and "msup" not in text and "mfrac" not in text:
        return text
    text = _AFTER_MATHML.sub("", _ALTERNATIVES.sub("", _ANNOTATION.sub("", text)))
    for _ in range(_DEEPEST):
        text, changed = _SHIFTED.subn(_written, text)
        if not changed:
            break
    return _TEX.sub(_from_tex, text)


def _written(found: re.Match[str]) -> str:
    kind = found[1].rpartition(":")[2]
    parts = [_TAG.sub("", part).strip() for part in _children(found[2])]
    if len(parts) < 2:
        return "".join(parts)
    if kind == "mfrac":
        return "/".join(_held_together(part) for part in parts[:2])
    # A sign that stands loose before its digits belongs to the power.
    bases = 1 if kind == "msup" else len(parts) - 1
    raised = "".join(parts[bases:])
    shown = raised.translate(_HIGH) if _POWER.fullmatch(raised) else f"^{_held_together(raised)}"
    return "".join(parts[:bases]) + (shown if raised else "")


def _held_together(part: str) -> str:
    return f"({part})" if re.search(r"[+\-−–/ ]", part) else part


def _children(content: str) -> list[str]:
    """The elements that stand side by side; text that is no element (what was written) too."""
    parts, depth, begin = [], 0, 0
    for tag in _TAG.finditer(content):
        if depth == 0 and content[begin : tag.start()].strip():
            parts.append(content[begin : tag.start()])
        if depth == 0:
            begin = tag.start()
        depth += 0 if tag[4] else -1 if tag[1] else 1
        if depth <= 0:
            parts.append(content[begin : tag.end()])
            begin, depth = tag.end(), 0
    return [*parts, *filter(str.strip, [content[begin:]])]


def _from_tex(found: re.Match[str]) -> str:
    return tex_to_text(_PREAMBLE.sub("", found[1]).replace("$$", "$"))
