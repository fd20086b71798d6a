"""LaTeX in BibTeX fields brought to plain Unicode text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from fingerpost.sources.markup import without_markup
from fingerpost.text import squeeze

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text

_SIMPLE = re.compile(r"\\(?:([%&#_])|text(less|greater)(?:\{\}|(?![A-Za-z])))")
_SIGNS = {"less": "<", "greater": ">"}
_BARE_SPECIAL = re.compile(r"(?<!\\)([%&#])")
_BARE_DOLLAR = re.compile(r"(?<!\\)\$")
_ADDRESS = re.compile(r"\\(?:url|path)\s*\{([^{}]*)\}")
_HREF = re.compile(r"\\href\s*\{[^{}]*\}\s*\{([^{}]*)\}")
_RAISED = re.compile(r"\\textsuperscript\s*\{([^{}]*)\}")
_MATH = re.compile(r"(?<!\\)\$([^$]{1,200})(?<!\\)\$")
_POWER = re.compile(r"\^(?:\{\s*([+-]?\d+)\s*\}|(\d))")
_INDEX = re.compile(r"_(?:\{\s*(\d+(?:\.\d+)?)\s*\}|(\d))")
_HIGH = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_BRACES = re.compile(r"(?<!\\)[{}]")


def latex_to_text(text: str) -> str:
    """Return the text without LaTeX: accents as letters, braces and commands gone, one line.

    Signs that a database forgot to escape ('5% of', 'A & B', 'US$ 5') stay signs.
    """
    if "\\" in text:
        # pylatexenc goes through a text sign by sign: what is escaped most is put back at once.
        text = _SIMPLE.sub(lambda found: found[1] or _SIGNS[found[2]], text)
        text = _RAISED.sub(r"<sup>\1</sup>", _ADDRESS.sub(r"\1", _HREF.sub(r"\1", text)))
    if "$" in text:
        text = _MATH.sub(_with_powers, text)
    if "\\" in text or "$" in text:
        text = _converted(text)
    else:
        text = _BRACES.sub("", text).replace("~", " ")
        text = text.replace("``", "“").replace("''", "”").replace("---", "—").replace("--", "–")
    return squeeze(without_markup(squeeze(text)))


def _with_powers(math: re.Match[str]) -> str:
    """A formula with its powers and indices as signs: 10^{-3} as 10⁻³, H_2O as H₂O."""
    raised = _POWER.sub(lambda found: (found[1] or found[2]).translate(_HIGH), math[0])
    return _INDEX.sub(lambda found: (found[1] or found[2]).translate(_LOW), raised)


def _converted(text: str) -> str:
    text = _BARE_SPECIAL.sub(r"\\\1", text)
    if len(_BARE_DOLLAR.findall(text)) % 2:
        text = _BARE_DOLLAR.sub(r"\\$", text)
    try:
        return str(_converter().latex_to_text(text))
    except (RecursionError, ValueError):
        return _BRACES.sub("", text)


@lru_cache(maxsize=1)
def _converter() -> LatexNodes2Text:
    from pylatexenc.latex2text import LatexNodes2Text

    return LatexNodes2Text(math_mode="text", strict_latex_spaces="macros", keep_comments=True)
