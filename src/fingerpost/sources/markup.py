"""HTML and JATS markup taken out of text that should be plain."""

from __future__ import annotations

import html
import re

from fingerpost.sources.formulas import with_plain_formulas
from fingerpost.text import squeeze

_NAMES = (
    "a|abstract|b|bold|br|disp-formula|div|em|font|h[1-6]|i|inline-formula|inf|italic|label|li|"
    "list|list-item|monospace|ol|p|pre|roman|sc|scp|sec|small|span|strong|sub|sup|table|tbody|td|"
    "alternatives|math|m[ino]|mrow|mfrac|msu[bp]|msubsup|msqrt|mroot|mtext|mspace|mover|"
    "munder|munderover|mstyle|semantics|tex-math|th|title|tr|tt|u|ul|underline"
)
_TAG = re.compile(
    rf"</?(?:(?:jats|mml|m|xhtml|html):[A-Za-z][\w-]*|{_NAMES})(?:\s[^<>]{{0,300}})?/?>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<(?:br|/?p|/?div|/?li|/jats:p|/jats:title)\s*/?>", re.IGNORECASE)
_POWER = re.compile(r"(?<=\d)<(?:jats:)?sup>([+\-−–]?\d+)</(?:jats:)?sup>", re.IGNORECASE)
_RAISED = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")


def without_markup(text: str) -> str:
    """Return the text without tags and entities, its own white space kept inside.

    Only tags that bibliographic exports use are taken out: 'CRP <LOD and IL-6 >5' stays.
    A power keeps its place, 10<sup>5</sup> as 10⁵, in MathML as well.
    """
    if "&lt;" in text and "<" not in text:
        text = html.unescape(text)
    if "<" in text:
        text = with_plain_formulas(text)
        text = _POWER.sub(lambda found: found.group(1).translate(_RAISED), text)
        text = _TAG.sub("", _BREAK.sub("\n", text))
    return (html.unescape(text) if "&" in text else text).strip()


def plain_line(text: str) -> str:
    """Return the text on one line without markup, white space squeezed."""
    return squeeze(without_markup(text))
