"""What LaTeX's commands stand for in a title or an abstract; the converter that knows them."""

from __future__ import annotations

import logging
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text
    from pylatexenc.macrospec import LatexContextDb

# It would tell of commands that are cut off, on the user's screen.
logging.getLogger("pylatexenc").addHandler(logging.NullHandler())
_WORDS = {
    "LaTeX": "LaTeX", "LaTeXe": "LaTeX2e", "TeX": "TeX", "BibTeX": "BibTeX",
    "textasciicircum": "^", "textasciitilde": "~", "-": "", "/": "", "quad": " ", "qquad": " ",
    "textinterrobang": "‽", "textinterrobangdown": "⸘", "cprime": "ʹ", "euro": "€", "pounds": "£",
    "milli": "m", "micro": "µ", "nano": "n", "kilo": "k", "centi": "c", "mega": "M",
    "gram": "g", "metre": "m", "meter": "m", "litre": "L", "liter": "L", "second": "s",
    "minute": "min", "hour": "h", "joule": "J", "mole": "mol", "hertz": "Hz", "gray": "Gy",
    "pascal": "Pa", "tesla": "T", "volt": "V", "ampere": "A", "kelvin": "K", "per": "/",
    "percent": "%", "degree": "°", "celsius": "°C",
}  # fmt: skip
_QUOTED = ("enquote", "mkbibquote", "enquote*")
_KEPT = ("mathbf", "mathit", "mathsf", "mathtt", "bm", "boldsymbol", "ce", "num", "si", "unit")
_WITH_UNIT = ("SI", "qty")
_BARRED = ("overline", "bar")
_SILENT_NAMES = (
    "relax break newblock noindent centering protect unskip xspace bgroup egroup begingroup "
    "endgroup sc scshape sl slshape bf bfseries it itshape em rm rmfamily sf sffamily tt ttfamily "
    "tiny small large Large huge normalsize normalfont displaystyle textstyle scriptstyle limits "
    "nolimits big Big bigg Bigg bigl bigr Bigl Bigr left right par newline linebreak nobreak "
    "allowbreak discretionary hfill hskip vskip hspace vspace ignorespaces sp sb nopagecolor "
    "phantom hphantom vphantom color selectlanguage noopsort"
)
_SILENT = frozenset(_SILENT_NAMES.split())


@lru_cache(maxsize=1)
def converter() -> LatexNodes2Text:
    """Return the converter of LaTeX to text, made once: making one takes a tenth of a second."""
    from pylatexenc.latex2text import (
        LatexNodes2Text,
        MacroTextSpec,
        get_default_latex_context_db,
    )

    known = get_default_latex_context_db()
    macros = [MacroTextSpec(name, simplify_repl=text) for name, text in _WORDS.items()]
    macros += [MacroTextSpec(name, simplify_repl="“%s”") for name in _QUOTED]
    macros += [MacroTextSpec(name, simplify_repl="%s") for name in _KEPT]
    macros += [MacroTextSpec(name, simplify_repl=_quantity) for name in _WITH_UNIT]
    macros += [MacroTextSpec(name, simplify_repl=_barred) for name in _BARRED]
    macros += [
        MacroTextSpec("ocirc", simplify_repl=_ringed),
        MacroTextSpec("ElsevierGlyph", simplify_repl=_glyph),
    ]
    known.add_context_category("bibliographies", macros=macros, prepend=True)
    known.set_unknown_macro_spec(MacroTextSpec("", simplify_repl=_unknown))
    return LatexNodes2Text(
        latex_context=known, math_mode="text", strict_latex_spaces="macros", keep_comments=True
    )


@lru_cache(maxsize=1)
def grammar() -> LatexContextDb:
    """Return how many arguments each command takes, for reading what the converter converts."""
    from pylatexenc.latexwalker import get_default_latex_context_db
    from pylatexenc.macrospec import std_macro

    known = get_default_latex_context_db()
    one = (*_QUOTED, *_KEPT, *_BARRED, "ocirc", "ElsevierGlyph")
    macros = [std_macro(name, False, 1) for name in one]
    macros += [std_macro(name, False, 2) for name in _WITH_UNIT]
    known.add_context_category("bibliographies", macros=macros, prepend=True)
    return known


def _arguments(node: Any, l2tobj: Any) -> list[str]:
    stated = node.nodeargd.argnlist if node.nodeargd and node.nodeargd.argnlist else []
    return [l2tobj.nodelist_to_text([one]) for one in stated if one is not None]


def _unknown(node: Any, l2tobj: Any) -> str:
    """What an unknown command holds; one that holds nothing stays as it is written."""
    held = _arguments(node, l2tobj)
    if node.macroname in _SILENT:
        return ""
    if held:
        return held[-1]
    follows = node.parsing_state.s[node.pos + node.len :][:2]
    if follows[:1] in ("{", "[") and follows != "{}":
        return ""
    return f"\\{node.macroname}{node.macro_post_space}"


def _quantity(node: Any, l2tobj: Any) -> str:
    return " ".join(_arguments(node, l2tobj))


def _barred(node: Any, l2tobj: Any) -> str:
    """Letters under a line: each with the combining overline (crystal planes, averages)."""
    return "".join(f"{letter}\u0305" for letter in "".join(_arguments(node, l2tobj)))


def _ringed(node: Any, l2tobj: Any) -> str:
    return unicodedata.normalize("NFC", "".join(_arguments(node, l2tobj)) + "\u030a")


def _glyph(node: Any, l2tobj: Any) -> str:
    code = "".join(_arguments(node, l2tobj))
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return code
