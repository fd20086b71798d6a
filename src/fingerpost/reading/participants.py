"""How many people, or records or images, a study rests on, and how they were split."""

from __future__ import annotations

from msgspec.structs import replace

from fingerpost.reading import sample_words as words
from fingerpost.reading.document import Document
from fingerpost.reading.model import Count
from fingerpost.reading.samples import Candidate, candidates, with_split
from fingerpost.reading.sentences import Role

_LEAST = 4.5
_LEAST_SUM = 60
"""Smaller numbers are too often the sum of two others."""
_TOLD = 2.0
_NEARBY = 250
"""How far from a number words of other studies are said of it, in characters."""
_NEXT_SENTENCE = 160
"""How far behind its sentence the parts of a sample may be told, in characters."""
_BASE = {words.PEOPLE: 10.0, words.RECORDS: 5.0, words.IMAGES: 4.0}
_ROLE_SCORE = {
    Role.TITLE: 2.0, Role.BACKGROUND: -12.0, Role.OBJECTIVE: 0.0, Role.METHODS: 1.0,
    Role.RESULTS: 0.5, Role.CONCLUSION: -6.0,
}  # fmt: skip


def read_participants(document: Document) -> tuple[Count, tuple[tuple[str, Count], ...]]:
    """Return the main sample and the splits that are stated: (role, count)."""
    found = [with_split(document, c) for c in candidates(document)]
    roles = {c.split for c in found if c.split}
    found = [replace(c, split="") if _whole(document, c, found, roles) else c for c in found]
    splits = tuple((c.split, _count(document, c)) for c in found if c.split)
    return _main(document, found), splits


def _whole(document: Document, part: Candidate, found: list[Candidate], roles: set[str]) -> bool:
    """Tell whether a number that loose words make a part is the whole after all.

    'Validated on 100 patients', of whom 70 were the training set.
    """
    if not part.weak:
        return False
    if len(roles) < 2:
        return not words.PARTED.match(document.text, part.end, part.sentence.end)
    sure = [c.number.value for c in found if c.split and not c.weak and c.level == part.level]
    return part.split != "train" and bool(sure) and part.number.value > max(sure)


def _main(document: Document, found: list[Candidate]) -> Count:
    parts = _Parts(document, found)
    whole = [c for c in found if not c.split]
    rated = [replace(c, score=_score(document, c) + parts.worth(c)) for c in whole]
    rated = [c for c in rated if c.score >= _LEAST]
    if not rated:
        return Count()
    best = max(rated, key=lambda c: (c.score, -c.number.start))
    if any(
        c.split not in ("", "external")
        and c.level == best.level
        and c.number.value > best.number.value
        for c in found
    ):
        return Count()  # a part is larger, so this is one more part
    partner = _controls(document, best, rated)
    if partner is None:
        alone = best.noun.startswith("control")
        return Count() if alone else _count(document, best)
    first, last = sorted((best, partner), key=lambda c: c.number.start)
    spans = (document.span(first.number.start, last.end),)
    return Count(best.number.value + partner.number.value, best.noun, spans, 0.6)


class _Parts:
    """What the other numbers of the text say of one: it is their sum, or one of several arms."""

    def __init__(self, document: Document, found: list[Candidate]) -> None:
        self._document = document
        self._arms: dict[int, list[int]] = {}
        for c in found:
            if words.N_EQUALS.search(document.text, max(0, c.number.start - 8), c.number.start):
                self._arms.setdefault(c.sentence.start, []).append(c.number.value)

    def worth(self, candidate: Candidate) -> float:
        """Return what to add to the candidate's score."""
        arms = self._arms.get(candidate.sentence.start, [])
        if candidate.number.value >= _LEAST_SUM and self._is_sum(candidate, arms):
            return 4.0
        one_of_arms = len(arms) > 1 and candidate.end == candidate.number.end
        return -4.0 if one_of_arms else 0.0

    def _is_sum(self, candidate: Candidate, arms: list[int]) -> bool:
        """Tell whether numbers of the same or the next sentence make the candidate."""
        value = candidate.number.value
        if len(arms) > 1 and sum(arms) in (value, 2 * value):
            return True
        end = candidate.sentence.end + _NEXT_SENTENCE
        seen: set[int] = set()
        for number in self._document.numbers:
            if candidate.sentence.start <= number.start < end and 10 <= number.value < value:
                if value - number.value in seen:
                    return True
                seen.add(number.value)
        return False


def _controls(document: Document, best: Candidate, rated: list[Candidate]) -> Candidate | None:
    """Return the group that makes one sample with the best: '40 patients and 38 controls'."""
    start = best.number.start
    total = "total" in document.lowered[start - 12 : start]
    if total and words.TOTAL.search(document.text, max(0, start - 40), start):
        return None
    for other in rated:
        if other is best or other.sentence != best.sentence or other.level != words.PEOPLE:
            continue
        first, last = sorted((best, other), key=lambda c: c.number.start)
        gap = document.text[first.end : last.number.start]
        if gap.count("(") > gap.count(")") or ":" in gap:
            continue  # '43 subjects (27 patients, 16 controls)' are 43
        said = [document.text[c.number.end : c.end] for c in (first, last)]
        kinds = [bool(words.CONTROLS.search(phrase)) for phrase in said]
        if kinds[0] != kinds[1] and words.JOIN.fullmatch(gap) and len(gap) < 60:
            return other
    return None


def _count(document: Document, candidate: Candidate) -> Count:
    start = min(candidate.number.start, candidate.end)
    span = document.span(start, max(candidate.number.end, candidate.end))
    confidence = min(1.0, 0.5 + candidate.score / 20)
    return Count(candidate.number.value, candidate.noun, (span,), round(confidence, 2))


def _score(document: Document, candidate: Candidate) -> float:
    text, start = document.text, candidate.number.start
    role = candidate.sentence.role
    before = text[max(candidate.sentence.start, start - 60) : start]
    score = candidate.score + _BASE[candidate.level] + _ROLE_SCORE[role]
    total = _totals(text, candidate, before)
    if total >= _TOLD and role in (Role.BACKGROUND, Role.CONCLUSION):
        score += 6  # 'were enrolled' is said of this study, wherever it stands
    return score + total - _doubts(document, candidate, before) - _littleness(candidate)


def _totals(text: str, candidate: Candidate, before: str) -> float:
    """Return what speaks for a total: 'a total of', 'were enrolled'."""
    worth = 0.0
    if words.TOTAL.search(before):
        worth = 3.5
    elif words.FROM.search(before):
        worth = 1.5
    if words.TOTAL_AFTER.match(text, candidate.end, candidate.sentence.end):
        worth += _TOLD
    return worth


def _doubts(document: Document, candidate: Candidate, before: str) -> float:
    """Return what speaks for a part, or for people of another study."""
    text, end, sentence = document.text, candidate.end, candidate.sentence
    doubts = 0.0
    if words.PART.search(before) and not words.N_EQUALS.search(before):
        doubts += 5
    share = words.SHARE.match(text, candidate.number.end, end)
    if share or words.PART_AFTER.match(text, end, sentence.end):
        doubts += 5
    near = max(sentence.start, candidate.number.start - _NEARBY)
    if document.holds(sentence, words.CITED_HINTS) and words.CITED.search(
        text, near, min(sentence.end, end + _NEARBY)
    ):
        doubts += 5
    if "(" in before and words.IN_BRACKETS.search(before):
        doubts += 3
    if words.VISITS.match(candidate.noun) and words.OF_PEOPLE.search(before):
        doubts += 5
    if words.RATE.match(text, end) or (before.endswith("and ") and words.LISTED.search(before)):
        doubts += 8
    return doubts


def _littleness(candidate: Candidate) -> float:
    """Return what speaks against so few, or such a noun."""
    less = 0.0
    if words.VISITS.match(candidate.noun):
        less += 3
    if candidate.noun.startswith("control"):
        less += 2
    plain = words.PLAIN_PEOPLE.match(candidate.noun) is not None
    if candidate.number.value < (5 if plain and not candidate.number.spelled else 10):
        less += 4 if plain else 10
    return less
