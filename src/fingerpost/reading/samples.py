"""Numbers in a text that count people, records or images, and those that count a part of them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from fingerpost.reading import sample_words as words
from fingerpost.reading.document import Document
from fingerpost.reading.numbers import Whole
from fingerpost.reading.sentences import Sentence


class Candidate(Struct, frozen=True, gc=False):
    """A number with what it counts, how likely it is the main sample, and its split if any."""

    number: Whole
    end: int
    noun: str
    level: int
    sentence: Sentence
    score: float = 0.0
    split: str = ""
    weak: bool = False


def candidates(document: Document) -> Iterator[Candidate]:
    """Yield the numbers of two and more that count people, records or images, in order."""
    for sentence in document.sentences:
        end_of_last = -1
        for number in document.numbers_in(sentence):
            if number.start < end_of_last or number.value < 2 or _is_share(document, number):
                continue
            candidate = _after(document, sentence, number) or _before(document, sentence, number)
            if candidate and not _excluded(document, candidate):
                end_of_last = candidate.end
                yield candidate


def _is_share(document: Document, number: Whole) -> bool:
    return document.text.startswith(("%", " %", "\\%"), number.end)


def _after(document: Document, sentence: Sentence, number: Whole) -> Candidate | None:
    end = number.end
    if document.text.startswith("$", end):
        end += 1
    match = words.AFTER.match(document.text, end, sentence.end)
    if not match or (number.spelled and number.value < 5 and match["between"].count(" ") > 3):
        return None
    if match["between"].lower().startswith(("and ", "percent ", "x ")):
        return None
    return _candidate(sentence, number, match.end(), match["noun"])


def _before(document: Document, sentence: Sentence, number: Whole) -> Candidate | None:
    """Read '(n = 45)' after a noun, and 'a sample size of 45'."""
    text = document.text
    near = max(sentence.start, number.start - 8)
    equals = None
    if text.find("=", near, number.start) >= 0:
        equals = words.N_EQUALS.search(text, near, number.start)
    if equals:
        at = max(sentence.start, equals.start() - 90)
        noun = words.NOUN_BEFORE.search(text, at, equals.start())
        found = _candidate(sentence, number, number.end, noun["noun"] if noun else "patients")
        return found if noun else replace(found, score=-2.0)
    near = max(sentence.start, number.start - 60)
    sized = document.lowered.find("size", near, number.start) >= 0
    if sized and words.SIZE_OF.search(text, near, number.start):
        return _candidate(sentence, number, number.end, "participants")
    return None


def _candidate(sentence: Sentence, number: Whole, end: int, noun: str) -> Candidate:
    unit = noun.lower()
    level = next(
        (level for level, nouns in words.LEVELS.items() if nouns.match(unit)), words.PEOPLE
    )
    return Candidate(number, end, unit, level, sentence)


def _excluded(document: Document, candidate: Candidate) -> bool:
    text, start = document.text, candidate.number.start
    if words.NOT_PEOPLE_BEFORE.search(text, max(0, start - 14), start):
        led = words.OF_THE.fullmatch(text, candidate.sentence.start, start)
        return not (led or words.N_EQUALS.search(text, max(0, start - 8), start))
    if text[start - 1 : start] in ("-", "‐", "‑") and text[start - 2 : start - 1].isalpha():
        return True  # COVID-19
    year = 1900 <= candidate.number.value <= 2035 and "," not in text[start : start + 3]
    return year and bool(
        words.BEFORE_YEAR.search(text[max(0, start - 12) : start])
        and words.OF_YEARS.search(text[max(0, start - 14) : start])
    )


def with_split(document: Document, candidate: Candidate) -> Candidate:
    """Tell whether the number is the size of a training, test or other part."""
    text = document.text
    clause_start = _clause_start(text, candidate)
    reach = min(candidate.sentence.end, candidate.end + 90)
    stretch = document.lowered[clause_start:reach]
    if not any(hint in stretch for hint in words.SPLIT_HINTS):
        return candidate
    named = words.SET_OF.search(text, clause_start, candidate.number.start)
    if named:
        return replace(candidate, split=words.ROLES[named["role"].lower()])
    before = text[clause_start : candidate.end]
    after = words.NEXT_CLAUSE.split(text[candidate.end : reach], maxsplit=1)[0]
    if words.TOGETHER.search(before) or words.TOGETHER.search(after[:60]):
        return candidate
    if _is_total(text, clause_start, candidate):
        return candidate
    # '345 patients (233, development cohort; …)': the words belong to the number before them.
    other = words.OTHER_NUMBER.search(after)
    if other:
        after = after[: other.start()]
    for weak, table in ((False, words.STRONG), (True, words.WEAK)):
        near = [
            (abs(match.end() - len(before)), role)
            for role, pattern in table.items()
            for match in pattern.finditer(before)
        ] + [
            (match.start() + 5, role)
            for role, pattern in table.items()
            for match in [pattern.search(after)]
            if match
        ]
        if near:
            return replace(candidate, split=min(near)[1], weak=weak)
    return candidate


def _is_total(text: str, clause_start: int, candidate: Candidate) -> bool:
    """Tell whether a number is told to be a total, and that of no part."""
    start = candidate.number.start
    total = words.TOTAL_OF.search(text, clause_start, start)
    if total is None:
        return False
    led = text[clause_start : total.start()]
    return not any(pattern.search(led) for pattern in words.STRONG.values())


def _clause_start(text: str, candidate: Candidate) -> int:
    start = max(candidate.sentence.start, candidate.number.start - 90)
    cut = max(text.rfind(mark, start, candidate.number.start) for mark in (";", ". "))
    return max(start, cut + 1)
