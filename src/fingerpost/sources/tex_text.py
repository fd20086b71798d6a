"""TeX brought to plain text; markup in it stays."""

from __future__ import annotations

import re
from functools import lru_cache

from fingerpost.sources.latex_macros import converter, grammar
from fingerpost.text import squeeze

_SIMPLE = re.compile(r"\\(?:([%&#_])|text(less|greater)(?:\{\}|(?![A-Za-z])))")
_SIGNS = {"less": "<", "greater": ">"}
_BARE_SPECIAL = re.compile(r"(?<!\\)[%&#]")
_BARE_DOLLAR = re.compile(r"(?<!\\)\$")
_BARE_HAT = re.compile(r"\\([~^])\{\s*\}")
_ADDRESS = re.compile(r"\\(?:url|path|nolinkurl)\s*\{([^{}]*)\}")
_HREF = re.compile(r"\\href\s*\{[^{}]*\}\s*\{([^{}]*)\}")
_CODE = re.compile(r"\\(?:char|symbol)\s*\{?\s*(?:\"([0-9A-Fa-f]{2,6})|(\d{2,6}))\}?")
_RAISED = re.compile(r"\\textsuperscript\s*\{([^{}]*)\}")
_LOWERED = re.compile(r"\\textsubscript\s*\{(\d+)\}")
_MATH = re.compile(r"(?<!\\)\$([^$]{1,200})(?<!\\)\$")
_FORMULA_SIGN = re.compile(r"[\\^_=<>]")
_PRICE = re.compile(r"\s.*|.*\s|\d[\d.,]*[-–—/]+", re.DOTALL)
_WORDED = re.compile(r"([\^_])\{\s*\\(?:text\w*|mathrm|mathit|rm)\s*\{([^{}]*)\}\s*\}")
_SCRIPT = re.compile(r"\\s([pb])(?![A-Za-z])")
_POWER = re.compile(r"\^(?:\{\s*([+-]?\d+[+-]?|[+-])\s*\}|([\d+-]))")
_INDEX = re.compile(r"_(?:\{\s*(\d+(?:\.\d+)?)\s*\}|(\d))")
_BESIDE = re.compile(r"(?:(?<=\$)|(?<=\}))[\^_]\{([A-Za-z ]+)\}")
_HIGH = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_IS_TEX = re.compile(r"\\(?:[A-Za-z%&#_$]|['\"`^~=.]\{?[A-Za-z])|\$[^$]+\$")
_BRACES = re.compile(r"(?<!\\)[{}]")


def tex_to_text(text: str) -> str:
    """Return the text without TeX's commands, accents as letters, powers as signs, on one line."""
    if "\\" in text:
        # pylatexenc goes through a text sign by sign: what is escaped most is put back at once.
        text = _SIMPLE.sub(lambda found: found[1] or _SIGNS[found[2]], text)
        text = _CODE.sub(_letter, _BARE_HAT.sub(_hat, text))
        text = _ADDRESS.sub(_address, _HREF.sub(r"\1", text))
        text = _LOWERED.sub(_low, _RAISED.sub(r"<sup>\1</sup>", text))
    if "$" in text:
        text = _MATH.sub(_formula, text)
    if "\\" in text or "$" in text:
        text = _converted(text)
    else:
        text = _BRACES.sub("", text).replace("~", " ")
        text = text.replace("``", "“").replace("''", "”").replace("---", "—").replace("--", "–")
    return squeeze(text)


def without_tex(text: str) -> str:
    """Return a text as readers are shown it: TeX in it as signs and letters, the rest untouched.

    A text in which TeX's signs do not close is left as it is: it is cut out of a longer one. Spans
    of quotes are those of the text as it came, so what is stored keeps its TeX.
    """
    if "\\" not in text and "$" not in text:
        return text
    if not _IS_TEX.search(text) or len(_BARE_DOLLAR.findall(text)) % 2:
        return text
    if text.count("{") != text.count("}"):
        return text
    return "\n".join(map(_line_without_tex, text.split("\n")))


@lru_cache(maxsize=4096)
def _line_without_tex(line: str) -> str:
    """One line without TeX; the blanks at its ends stay, since it may be a part of one."""
    inner = line.strip()
    return line.replace(inner, tex_to_text(inner), 1) if inner else line


def _hat(found: re.Match[str]) -> str:
    return r"\textasciicircum{}" if found[1] == "^" else r"\textasciitilde{}"


def _letter(found: re.Match[str]) -> str:
    code = int(found[1], 16) if found[1] else int(found[2])
    usable = 32 <= code < 0x110000 and not 0xD800 <= code < 0xE000
    return _escaped(chr(code)) if usable else ""


def _address(found: re.Match[str]) -> str:
    return _escaped(found[1])


def _escaped(text: str) -> str:
    """Text in which '~' and '^' are to stay what they are."""
    return text.replace("~", r"\textasciitilde{}").replace("^", r"\textasciicircum{}")


def _low(found: re.Match[str]) -> str:
    return found[1].translate(_LOW)


def _formula(found: re.Match[str]) -> str:
    """A formula for the converter; 'US$ 5 and US$ 6' is none, so its dollars are escaped."""
    if found[1].strip() in (r"\quad", r"\qquad", r"\,", r"\;"):
        return " "
    if _PRICE.fullmatch(found[1]) and not _FORMULA_SIGN.search(found[1]):
        return rf"\${found[1]}\$"
    return _with_powers(found[0])


def _with_powers(formula: str) -> str:
    """A formula with its powers and indices as signs: 10^{-3} as 10⁻³, H_2O as H₂O.

    Words beside the line lose their sign (4^{\\text{th}} as 4th); a variable keeps it (10^n),
    since 10n would be another number.
    """
    text = _SCRIPT.sub(lambda found: "^" if found[1] == "p" else "_", formula)
    text = _WORDED.sub(_worded, text)
    text = _POWER.sub(lambda found: (found[1] or found[2]).translate(_HIGH), text)
    text = _INDEX.sub(lambda found: (found[1] or found[2]).translate(_LOW), text)
    return _BESIDE.sub(r"{\1}", text)


def _worded(found: re.Match[str]) -> str:
    return f"{found[1]}{{{found[2]}}}" if found[2].strip().isdigit() else found[2]


def _converted(text: str) -> str:
    text = _BARE_SPECIAL.sub(r"\\\g<0>", text)
    if text.count("$$") % 2:
        text = text.replace("$$", r"\$\$")
    if len(_BARE_DOLLAR.findall(text)) % 2:
        text = _BARE_DOLLAR.sub(r"\\$", text)
    bare = _BRACES.sub("", text)
    try:
        shown = str(converter().latex_to_text(text, latex_context=grammar()))
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError):
        # pylatexenc stumbles over commands whose arguments are cut off ('\\href{x').
        return bare
    return bare if "%s" in shown and "%s" not in text else shown
