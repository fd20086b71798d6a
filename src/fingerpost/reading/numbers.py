"""Whole numbers as papers write them: '1,204', '1 204', 'two hundred and twelve'."""

from __future__ import annotations

import re

from msgspec import Struct

from fingerpost.reading.words import Lexicon, Words

_UNITS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: 10 * (value + 2)
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    )
} | {"fourty": 40}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_LETTERS = {"k": 1_000, "m": 1_000_000}

_WORD = "|".join(sorted([*_UNITS, *_TENS, *_SCALES], key=len, reverse=True))
# Groups of three may be parted by a comma, LaTeX's '{,}' or '\,', or a space of any width.
_GROUPED = r"\d{1,3}(?:(?:,|\{,\}|\\,|[ \u00a0\u2009\u202f'’])\d{3})+(?![\d])"
# Most numbers are plain digits with nothing behind them that could belong to them. The engine
# leaps to the next digit where a digit stands first. Behind one of these marks, digits are the rest
# of a longer number or name.
_RUN = re.compile(
    r"\d(?<![\w.·,]\d)\d*+(?P<plain>(?=[^\w\s.·,{\\'’]|[.·,](?!\d)| (?![\dhtmbHTMB])|\Z))?"
)
_DIGITS = re.compile(
    rf"(?<![\w.·,])(?P<digits>{_GROUPED}|\d+(?:\.\d+)?(?=\s?(?:million|thousand)|"
    rf"[kKM]\b)"
    rf"|\d+)(?P<scale>\s?(?:hundred|thousand|million|billion)\b|[kKM]\b)?(?![\d]|[.·]\d)",
    re.IGNORECASE,
)
_SPELLED = re.compile(
    rf"\b(?=[oztfsenhmb])(?:{_WORD})(?:(?:[\s-]+(?:and[\s-]+)?)(?:{_WORD}))*\b", re.IGNORECASE
)
_SPELLING = Lexicon({"number": "|".join(f"{word} " for word in [*_UNITS, *_TENS, *_SCALES])})
# 'one' alone is seldom a size; it leads a number only beside one of the others.
_ALONE = frozenset({"one ", "zero "})
_MOST_DIGITS = 15
_SEPARATORS = re.compile(r"[^\d.]")


class Whole(Struct, frozen=True, gc=False):
    """A whole number and where it is written, text[start:end]."""

    value: int
    start: int
    end: int
    spelled: bool = False


def wholes(text: str, words: Words | None = None) -> list[Whole]:
    """Return the whole numbers of a text, in order; `words` index its words, if at hand."""
    found: list[Whole] = []
    end = 0
    for run in _RUN.finditer(text):
        start = run.start()
        if start < end:
            continue
        whole = _plain(run) if run["plain"] is not None else _grouped(text, start)
        if whole:
            found.append(whole)
            end = whole.end
    spelled = _all_spelled(text, words)
    return sorted(found + spelled, key=_start) if spelled else found


def _all_spelled(text: str, words: Words | None) -> list[Whole]:
    if words is None:
        return [whole for match in _SPELLED.finditer(text) if (whole := _spelled(match))]
    spelling = words.hits(_SPELLING)
    if {hit.phrase for hit in spelling} <= _ALONE:
        return []
    found: list[Whole] = []
    for hit in spelling:
        match = _SPELLED.match(text, hit.start)
        if match and not (found and match.start() < found[-1].end):
            whole = _spelled(match)
            if whole:
                found.append(whole)
    return found


def _start(whole: Whole) -> int:
    return whole.start


def _plain(run: re.Match[str]) -> Whole | None:
    digits = run[0]
    return Whole(int(digits), run.start(), run.end()) if len(digits) <= _MOST_DIGITS else None


def _grouped(text: str, start: int) -> Whole | None:
    match = _DIGITS.match(text, start)
    return _digits(match) if match else None


def _digits(match: re.Match[str]) -> Whole | None:
    value = _from_digits(match["digits"], match["scale"])
    return None if value is None else Whole(value, match.start(), match.end())


def _spelled(match: re.Match[str]) -> Whole | None:
    value = from_words(match[0])
    return None if value is None else Whole(value, match.start(), match.end(), spelled=True)


def from_words(words: str) -> int | None:
    """Return the number that English words spell, None where they spell none."""
    total = current = 0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in _UNITS:
            current += _UNITS[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word in _SCALES:
            total += max(current, 1) * _SCALES[word]
            current = 0
        elif word != "and":
            return None
    return total + current


def _from_digits(digits: str, scale: str | None) -> int | None:
    plain = _SEPARATORS.sub("", digits)
    name = (scale or "").strip().lower()
    if not name:
        return int(plain) if plain.isdigit() and len(plain) <= _MOST_DIGITS else None
    factor = _SCALES.get(name) or _LETTERS[name]
    return round(float(plain) * factor) if len(plain) <= _MOST_DIGITS else None
