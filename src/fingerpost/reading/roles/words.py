"""What of a sentence tells its role: its words, pairs of words, how it begins, where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_MARKS = "%=<>("
"""Marks that tell something by themselves: they count as words."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz'?"
_FLAT = bytes(
    ord("0") if chr(c) in "0123456789" else c if chr(c) in _LETTERS + _MARKS else ord(" ")
    for c in range(256)
)
START = "^"
"""A sign for the beginning of a sentence; no text has it, once flattened."""
_LONGEST = 4000
"""How many characters of a sentence are read; more than this is no sentence."""
FAR = 4
"""Places are counted up to this from either end of the abstract."""
PARTS = 10


def flatten(lowered: str) -> str:
    """Return lower-case text with 0 for every digit, a space for most marks, as long as before."""
    return lowered.encode("ascii", "replace").translate(_FLAT).decode("ascii")


def words_of(flat: str, start: int, end: int) -> list[str]:
    """Return the words of a sentence of flattened text, after a sign for its beginning."""
    return words_of_all(flat, [(start, end)])


def words_of_all(flat: str, spans: Iterable[tuple[int, int]]) -> list[str]:
    """Return the words of sentences of flattened text, those of each after a sign for it."""
    line = "".join([f" {START} {flat[s : min(e, s + _LONGEST)]}" for s, e in spans])
    for mark in _MARKS:
        if mark in line:
            line = line.replace(mark, f" {mark} ")
    return line.split()


def opening(words: Sequence[str]) -> tuple[str, ...]:
    """Return how a sentence begins: the sign for its beginning and two words."""
    return tuple(words[:3])


def places(number: int, of: int) -> tuple[int, int, int]:
    """Return where a sentence stands: from the start, from the end, and in tenths of the whole."""
    return min(number, FAR), min(of - 1 - number, FAR), number * PARTS // of
