"""Titles in a form that can be compared, and what a title says of its paper's kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from fingerpost.text import fold, plain

_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta",
    "η": "eta", "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu",
    "ξ": "xi", "ο": "omicron", "π": "pi", "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau",
    "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
}  # fmt: skip
_GREEK_LETTERS = str.maketrans({letter: f" {name} " for letter, name in _GREEK.items()})
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
_COUNTED = {"i": "1", "v": "5", "x": "10"}
_COUNTERS = frozenset(
    {"part", "phase", "type", "study", "grade", "stage", "class", "chapter", "section", "series",
     "volume", "level", "paper"}
)  # fmt: skip
_NUMBER_WORDS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6"}
_PLAIN_ALREADY = re.compile(
    r"^\W*(?:retracted(?: article)?|withdrawn(?: article)?)\b\s*[:.\]]?\s*"
    r"|\s*\((?:retracted article|vol\b)[^()]*\)\s*$"
    r"|\s*\[(?:retracted|erratum appears|published erratum)[^\]]*\]\s*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")
_PLACE_NAMED = re.compile(
    r"\(vol\.?\s*\w+\s*,\s*(?:pg|pp?|pages?)?\.?\s*(\w+)[^()]*\)\W*$", re.IGNORECASE
)

_KINDS = {
    "correction": re.compile(
        r"^\W*(?:(?:author|publisher)['’]?s? |notice of )?"
        r"(?:erratum|errata|corrigend(?:um|a)|corrections?|addend(?:um|a)|clarification)\b"
        r"(?=\W*(?:$|to|for|in|on|regarding)\b|\W*[:.\[(])|\b(?:erratum|corrigendum)\W*$"
        r"|[.:,(\[\-–—]\s*(?:correction|addendum)\W*$",
        re.IGNORECASE,
    ),
    "retraction notice": re.compile(
        r"^\W*(?:partial )?(?:retraction|withdrawal)\b"
        r"(?: (?:notice|note|statement)\b.*|(?: (?:of|to|for))?\b\W*[:\"“'‘]|\W*$)"
        r"|^\W*notice of (?:retraction|withdrawal)\b|^\W*removal notice\b"
        r"|\bretraction notice\W*$|[.:(\[\-–—]\s*retraction\W*$",
        re.IGNORECASE,
    ),
    "expression of concern": re.compile(
        r"^\W*(?:editorial )?expression of concern\b", re.IGNORECASE
    ),
    "reply": re.compile(
        r"^\W*(?:(?:the )?(?:authors?|readers?|editors?)['’]?s? )?"
        r"(?:reply|replies|response|rejoinder)\b"
        r"(?=\W*(?:$|[:.\"“]|to\b|by\b|from\b))"
        r"|\b(?:(?:the )?authors?['’]?s? (?:reply|replies|response|respond)|reply|rejoinder)\W*$",
        re.IGNORECASE,
    ),
    "comment": re.compile(
        r"^\W*(?:(?:invited |editorial )?(?:comment(?:s|ary)?|discussion)"
        r"(?=\W*(?:$|on\b|of\b|to\b|[:.\"“]))|re(?=\s*[:.])|regarding\b"
        r"|letter(?= to\b|\W*[:.])|correspondence(?=\W*[:.])"
        r"|in (?:reply|response)(?= to\b|\W*[:.]))"
        r"|[:.\-–—?(]\s*(?:an? )?(?:invited )?(?:comment(?:ary)?|letter)\W*$",
        re.IGNORECASE,
    ),
    "protocol": re.compile(
        r"[:.\-–—]\s*(?:an? )?(?:study |trial |review )?protocol\b|\bprotocol (?:for|of) an? ",
        re.IGNORECASE,
    ),
    "summary": re.compile(r"\b(?:plain[- ]language summary|visual abstract)\b", re.IGNORECASE),
}


_HINTS = (
    "erra", "corri", "correct", "retract", "withdraw", "concern", "repl", "respon", "rejoin",
    "comment", "letter", "protocol", "plain", "visual", "addend", "clarif", "discuss", "regarding",
    "removal",
)  # fmt: skip
_RE = re.compile(r"\bre\b")
_ADDED = ("retract", "withdrawn", "(vol", "erratum")
"""Without one of these no kind can be told, and nothing was added: most titles. `in` is fast."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title as the matcher sees it."""

    squashed: str
    """Letters and digits alone, Greek letters by name: 'tnfalphainsepsis'."""
    words: int
    numbers: tuple[str, ...]
    """The numbers in it, sorted, Roman ones as digits: ('2', '2019')."""
    kinds: frozenset[str]
    """What it says to be other than a paper's own: 'correction', 'reply', 'comment' …"""

    @property
    def is_telling(self) -> bool:
        """True when few other papers would have it: four words or more, and 24 characters."""
        return self.words >= 4 and len(self.squashed) >= 24


def page_named(text: str) -> str:
    """Return the page of a place at a title's end, '2' of '… (vol 38, pg 2, 1997)', else ''.

    So Web of Science shows a correction, by the title and the place of the paper that it is about.
    """
    found = _PLACE_NAMED.search(text) if ")" in text[-3:] else None
    return found.group(1) if found else ""


@lru_cache(maxsize=4096)
def read_title(text: str) -> Title:
    """Return a title in its comparable form."""
    said = plain(text)
    lower = said.lower()
    bare = _without_additions(said) if any(sign in lower for sign in _ADDED) else said
    folded = fold(bare if bare.isascii() else bare.lower().translate(_GREEK_LETTERS))
    words = _with_digits(folded.split())
    return Title("".join(words), len(words), _numbers(words), _kinds(bare))


def _without_additions(said: str) -> str:
    """Return the title without what publishers add to one that was retracted or corrected."""
    bare = _PLAIN_ALREADY.sub("", said)
    while bare != (shorter := _PLAIN_ALREADY.sub("", bare)):
        bare = shorter
    return bare or said


def _kinds(title: str) -> frozenset[str]:
    lower = title.lower()
    if not any(hint in lower for hint in _HINTS) and not _RE.search(lower):
        return frozenset()
    return frozenset(kind for kind, pattern in _KINDS.items() if pattern.search(title))


def _with_digits(words: list[str]) -> list[str]:
    """Return the words with Roman numerals as digits where they can be nothing else."""
    if not words:
        return words
    plain_words = []
    before = ""
    for word in words:
        if before in _COUNTERS:
            plain_words.append(
                _ROMAN.get(word) or _COUNTED.get(word) or _NUMBER_WORDS.get(word, word)
            )
        else:
            plain_words.append(_ROMAN.get(word, word))
        before = word
    last = plain_words[-1]
    if last == "i" and len(plain_words) > 1:
        plain_words[-1] = "1"
    return plain_words


def _numbers(words: list[str]) -> tuple[str, ...]:
    found = _NUMBER.findall(" ".join(words))
    return tuple(sorted(number.lstrip("0") or "0" for number in found))
