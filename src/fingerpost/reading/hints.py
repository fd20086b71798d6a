"""Hints: letters without which a rule finds nothing, all looked for at once, kept by sentence.

A rule asks for the sentences that hold one of its hints and reads only these.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from fingerpost.reading.sentences import Sentence
from fingerpost.reading.words import Literals


class Hints:
    """The hints of a rule, in lower case, found wherever they stand, also inside words."""

    __slots__ = ("bit", "hints")

    def __init__(self, *hints: str) -> None:
        self.hints = hints
        self.bit = _KNOWN.add(hints)


class Hinted:
    """Which sentences of a text hold which hints."""

    __slots__ = ("_anywhere", "_begun", "_known", "_lowered", "_sentences", "_within")

    def __init__(self, lowered: str, sentences: Sequence[Sentence]) -> None:
        self._lowered = lowered
        self._sentences = sentences
        self._known = 0
        self._begun: list[int] = []
        self._anywhere = 0
        self._within: dict[int, int] = {}

    def sentences(self, hints: Hints) -> list[Sentence]:
        """Return the sentences in or right behind which one of the hints begins, in order."""
        self.look()
        bit = hints.bit
        if not self._anywhere & bit:
            return []
        return [
            sentence
            for sentence, bits in zip(self._sentences, self._begun, strict=True)
            if bits & bit
        ]

    def holds(self, sentence: Sentence, hints: Hints) -> bool:
        """Tell whether a whole hint stands in a sentence."""
        self.look()
        return self._within[sentence.start] & hints.bit != 0

    def any(self, hints: Hints) -> bool:
        """Tell whether one of the hints stands anywhere in the text."""
        self.look()
        return self._anywhere & hints.bit != 0

    def look(self) -> None:
        """Look for the hints of every rule; any question does, if it was not done."""
        # Hints may be made after the first look.
        if self._known == _KNOWN.many:
            return
        self._known = _KNOWN.many
        starts = [sentence.start for sentence in self._sentences]
        ends = [sentence.end for sentence in self._sentences]
        begun = [0] * len(starts)
        within = [0] * len(starts)
        anywhere = 0
        for which, start, end in _KNOWN.find(self._lowered) if starts else ():
            place = bisect_right(starts, start) - 1
            bits = _KNOWN.bits[which]
            anywhere |= bits
            if place < 0:
                begun[0] |= bits
                continue
            begun[place] |= bits
            if end <= ends[place]:
                within[place] |= bits
        self._begun, self._anywhere = begun, anywhere
        self._within = dict(zip(starts, within, strict=True))


class _Known:
    """The hints of all rules, each with the bits of the rules that it is a hint of."""

    def __init__(self) -> None:
        self._by_hint: dict[str, int] = {}
        self._literals: Literals | None = None
        self.many = 0
        """How many rules have hints."""
        self.bits: list[int] = []

    def add(self, hints: Sequence[str]) -> int:
        """Add the hints of a rule and return its bit."""
        bit = 1 << self.many
        self.many += 1
        for hint in hints:
            self._by_hint[hint] = self._by_hint.get(hint, 0) | bit
        self._literals = None
        return bit

    def find(self, lowered: str) -> list[tuple[int, int, int]]:
        """Return the hints in a text by their number among `bits`, each with its place."""
        if self._literals is None:
            self._literals = Literals(list(self._by_hint))
            self.bits = list(self._by_hint.values())
        return self._literals.find(lowered)


_KNOWN = _Known()
