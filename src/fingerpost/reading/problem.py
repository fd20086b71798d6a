"""The clinical problem that a paper is about, in its own words, and the specialty it belongs to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from fingerpost.reading import problem_words as told
from fingerpost.reading.document import Document, prepare
from fingerpost.reading.model import Finding
from fingerpost.reading.words import Hit, Lexicon
from fingerpost.records import MeshHeading

SETTING = "~"
"""Stands before the label of a setting."""
CUES = dict(told.PROBLEMS) | {f"{SETTING}{name}": words for name, words in told.SETTINGS.items()}
_HEADINGS = Lexicon(CUES)
_POPULATION = re.compile(r"(?:with|among|of patients with|having|without|history of)\s+\Z")
_WORD_BEFORE = re.compile(r"([\w]+)[ -]\Z")
_NOT_THE_ILLNESS = re.compile(
    r"(?:st[ -]segment|st|respiratory|spreading|bone marrow|economic) depression|"
    r"(?:seizure|tumou?r|cancer|infection|epidemic)[- ]free|non-?infectious|"
    r"pneumoniae"
)
_TWO_SENSES = frozenset(
    ("depression", "seizure", "tumor", "tumor ", "tumour", "cancer", "infection", "epidemic",
     "pneumonia", "infectious disease")
)  # fmt: skip
_ADJECTIVE = re.compile(r"(?<!pandem)(?<!epidem)(?:ic|ive|ous|ant)\Z")
_CAMEL = re.compile(r"[a-z][A-Z]")
"""Inside a name that somebody made up, as 'StrokeSave' is."""
_GENERAL = re.compile(
    r"(?:multi-?)?(?:cancers?|carcinomas?|tumou?rs?|neoplasms?|malignanc(?:y|ies)|infections?|"
    r"(?:distant |lymph node )?metastas[ie]s)"
)
_LEAST_TOLD = 3
"""How often an abstract must name a problem that its title does not name."""
_LEAST_FITTING = 2
"""How often, where the title names a setting of the same specialty."""


def read_problem(
    document: Document, hits: Sequence[Hit], headings: Sequence[MeshHeading] = ()
) -> tuple[Finding, Finding]:
    """Return the problem and the specialty, each as a finding or not stated.

    `hits` are those of CUES in the order of the text. The title decides, a problem before a
    setting; then what the abstract says thrice of one specialty alone; then the main headings.
    """
    end = len(document.title)
    titled = _kept(document, [hit for hit in hits if hit.start < end])
    chosen = _named(document, titled)
    if chosen is not None:
        named = _problem(document, chosen, 0.9)
        told_more = _is_general(document, chosen) and _particular(document, hits, chosen)
        if told_more:
            named = _problem(document, told_more, 0.7)
        return named, _specialty(document, chosen, 0.9)
    setting = next((hit for hit in titled if hit.label.startswith(SETTING)), None)
    least = _LEAST_TOLD if setting is None else _LEAST_FITTING
    common = _common(document, _kept(document, [hit for hit in hits if hit.start >= end]), least)
    if setting is not None:
        fits = common is not None and any(_bare(hit.label) == _bare(common.label) for hit in titled)
        problem = _problem(document, common, 0.6) if common and fits else Finding()
        return problem, _specialty(document, setting, 0.75)
    if common is not None:
        return _problem(document, common, 0.7), _specialty(document, common, 0.7)
    return Finding(), _from_headings(headings)


def _kept(document: Document, hits: Iterable[Hit]) -> list[Hit]:
    """Leave out hits within others, and words that mean another thing where they stand."""
    kept: list[Hit] = []
    for hit in hits:
        if kept and hit.start < kept[-1].end:
            continue
        if hit.phrase in _TWO_SENSES and _other(document, hit):
            continue
        if _CAMEL.search(document.text, hit.start, hit.end):
            continue
        kept.append(hit)
    return kept


def _other(document: Document, hit: Hit) -> bool:
    start = max(0, hit.start - 14)
    found = _NOT_THE_ILLNESS.search(document.lowered, start, min(len(document.text), hit.end + 6))
    return found is not None


def _bare(label: str) -> str:
    return label.removeprefix(SETTING)


def _is_problem(document: Document, hit: Hit) -> bool:
    if not hit.label.startswith(SETTING):
        return True
    return told.HEADS.match(document.lowered, hit.end) is not None


def _named(document: Document, titled: list[Hit]) -> Hit | None:
    """Return the problem that a title names: the first that is no mere trait of its patients."""
    problems = [hit for hit in titled if _is_problem(document, hit)]
    problems = _heads(document, problems)
    chief = [h for h in problems if not _POPULATION.search(document.lowered[: h.start][-24:])]
    kinds = [hit for hit in chief if not _is_general(document, hit)]
    return next(iter(kinds or chief or problems), None)


def _is_general(document: Document, hit: Hit) -> bool:
    """Tell whether a name stands for a whole class of diseases: 'cancer' and no organ."""
    return _GENERAL.fullmatch(document.lowered, *_whole(document, hit)) is not None


def _particular(document: Document, hits: Sequence[Hit], general: Hit) -> Hit | None:
    """Return the disease of that class that the abstract names most, twice or more."""
    same = [hit for hit in hits if hit.start > len(document.title) and hit.label == general.label]
    found = [h for h in _heads(document, _kept(document, same)) if not _is_general(document, h)]
    counted = Counter(document.lowered[slice(*_whole(document, hit))] for hit in found)
    (name, most), *others = counted.most_common(2) or [("", 0)]
    if most < _LEAST_FITTING or (others and others[0][1] == most):
        return None
    return next(h for h in found if document.lowered[slice(*_whole(document, h))] == name)


def _heads(document: Document, problems: list[Hit]) -> list[Hit]:
    """Join problems that touch into one, of the last one's specialty."""
    joined: list[Hit] = []
    for hit in problems:
        if joined and document.lowered[joined[-1].end : hit.start] in (" ", "-"):
            joined[-1] = replace(hit, start=joined[-1].start)
        else:
            joined.append(hit)
    return joined


def _common(document: Document, hits: list[Hit], least: int) -> Hit | None:
    """Return the problem that an abstract names often enough, where no other comes near."""
    problems = _heads(document, [hit for hit in hits if _is_problem(document, hit)])
    counted = Counter(_bare(hit.label) for hit in problems)
    if not counted:
        return None
    (label, most), *others = counted.most_common(2)
    if most < least or (others and others[0][1] * 2 >= most):
        return None
    words = Counter(hit.phrase for hit in problems if _bare(hit.label) == label)
    best = min(words, key=lambda phrase: (-words[phrase], phrase))
    return next(hit for hit in problems if hit.phrase == best and _bare(hit.label) == label)


def _problem(document: Document, hit: Hit, confidence: float) -> Finding:
    """Return the name of a problem; 'diabetic' or 'septic' alone names none."""
    start, end = _whole(document, hit)
    if _ADJECTIVE.search(document.lowered, start, end):
        return Finding()
    span = document.span(start, end)
    return Finding(span.quote, (span,), confidence)


def _whole(document: Document, hit: Hit) -> tuple[int, int]:
    """Return the whole name around a hit: 'acute' and 'type 2' belong to it."""
    after = told.HEADS.match(document.lowered, hit.end)
    end = after.end() if after and hit.label.startswith(SETTING) else hit.end
    more = told.AFTER.match(document.lowered, end)
    end = more.end() if more else end
    start = hit.start
    while before := _WORD_BEFORE.search(document.lowered, max(0, start - 24), start):
        if before[1] not in told.MODIFIERS:
            break
        start = before.start()
    words = document.lowered[start : hit.start]
    while (first := re.match(r"(\w+)[ -]", words)) and first[1] in told.NEVER_FIRST:
        start += first.end()
        words = words[first.end() :]
    return start, end


def _specialty(document: Document, hit: Hit, confidence: float) -> Finding:
    return Finding(_bare(hit.label), (document.span(hit.start, hit.end),), confidence)


def _from_headings(headings: Sequence[MeshHeading]) -> Finding:
    """Return the specialty that the main MeSH headings agree on; its source names the heading."""
    found: dict[str, str] = {}
    for heading in headings:
        if heading.major:
            for hit in prepare(heading.descriptor).hits(_HEADINGS):
                if not hit.label.startswith(SETTING):
                    found.setdefault(hit.label, heading.descriptor)
    if len(found) != 1:
        return Finding()
    ((label, descriptor),) = found.items()
    return Finding(label, (), 0.7, f"MeSH heading '{descriptor}'")
