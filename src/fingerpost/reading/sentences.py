"""Sentences of a title and abstract, with their places and the part that each plays."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum

from fingerpost.reading.words import Lexicon, Words


class Role(StrEnum):
    """The part that a sentence plays in an abstract."""

    TITLE = "title"
    BACKGROUND = "background"
    OBJECTIVE = "objective"
    METHODS = "methods"
    RESULTS = "results"
    CONCLUSION = "conclusion"
    BODY = "body"
    """The study's own words in an abstract without labels: objective, methods or results."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the text, text[start:end], and its part."""

    start: int
    end: int
    role: Role


_HEADINGS: dict[Role, str] = {
    Role.BACKGROUND: "backgrounds?|introduction|context|importance|motivation|rationale|"
    "background and significance|contexte",
    Role.OBJECTIVE: "objectives?|aims?|purposes?|goals?|aims? and objectives?|"
    "background and (?:objectives?|purposes?|aims?)|research questions?|hypothes[ie]s|objectif",
    Role.METHODS: "methods?|materials? and methods?|methods? and materials?|design|study design|"
    "setting|participants|patients and methods|methodology|approach|procedures?|data sources?|"
    "data|measurements|main outcomes?(?: and)? measures?|interventions?|exposures?|experiments|"
    "study population|subjects|patients|design, setting,? and participants|méthodes",
    Role.RESULTS: "results?|findings|main results|methods and results|results and discussions?|"
    "outcomes?|résultats",
    Role.CONCLUSION: "conclusions?|discussions?|interpretation|significance|limitations?|"
    "discussions? and conclusions?|conclusions? and relevance|clinical (?:significance|relevance)|"
    "advances? in knowledge|level of evidence|funding|trial registration|key words|keywords|"
    "implications|impact|summary|conclusions and implications",
}
_ROLE_OF = {role: re.compile(rf"(?:{words})\Z", re.IGNORECASE) for role, words in _HEADINGS.items()}
_ANY_HEADING = "|".join(f"(?:{words})" for words in _HEADINGS.values())
_MARK = re.compile(r"[:–—](?=\s|\w)|-(?=\s)")
_BEFORE_MARK = re.compile(
    rf"(?:\A|(?<=[\s.;:)\]%”?]))(?P<colon>{_ANY_HEADING})\s?\Z", re.IGNORECASE
)
_LONGEST_HEADING = 40
# Records harvested from publishers' pages lose the break after a heading: 'ResultsAll models …'.
_GLUED = re.compile(
    r"(?P<glued>Backgrounds?|Introduction|Objectives?|Aims?|Purpose|"
    r"(?:Materials and )?[Mm]ethods?(?: and results)?|Results?|Findings|Discussion|Conclusions?)"
    r"(?=(?:[A-Z][a-z]|We |A |In |[A-Z]{2,}|\d|\s[A-Z][a-z]+ (?!and|of|in|for)))"
)
_STOP = re.compile(r"[.!?。！？\n][.!?\n]*[\"”’')\]]*")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.?g|i\.?e|vs|al|cf|ca|approx|resp|figs?|eqs?|no|nos|dr|mr|mrs|ms|prof|st|sp|spp|"
    r"inc|ltd|co|etc|viz|refs?|sec|u\.s|u\.k|ph\.d|m\.d|jr|vol|min|max|std|dept)|"
    r"(?:^|[\s(])[A-Za-z])\Z",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\s*[\"“‘'(\[$]*(.)")

_WORKS = [
    "paper",
    "study",
    "work",
    "article",
    "review",
    "survey",
    "research",
    "letter",
    "report",
    "thesis",
    "project",
    "commentary",
    "analysis",
    "investigation",
    "manuscript",
    "editorial",
    "chapter",
    "dataset",
    "overview",
    "tutorial",
]
_DONE = [
    "developed",
    "conducted",
    "performed",
    "carried",
    "trained",
    "included",
    "enrolled",
    "recruited",
    "analyzed",
    "analysed",
    "collected",
    "extracted",
    "acquired",
    "obtained",
    "randomized",
    "randomised",
    "randomly",
    "assigned",
    "evaluated",
    "studied",
    "compared",
    "applied",
    "retrieved",
    "reviewed",
    "tested",
    "assessed",
    "constructed",
    "retrospectively",
    "prospectively",
    "used",
]
_OWN = Lexicon(
    {
        "we": "we |our |ours |us |the author |the authors |herein|here we|i ",
        "work": "|".join(
            f"{which} {work} "
            for which in ("this", "present", "current", "this retrospective", "this prospective")
            for work in _WORKS
        )
        + "|the aim|the goal|the purpose|the objective|is proposed|is presented|is introduced|"
        "retrospective analysis of|retrospective study of|randomly assigned|randomly allocated",
        "done": "|".join(f"{verb} {done} " for verb in ("was", "were") for done in _DONE),
    }
)
_OTHERS = re.compile(
    r"\b(?:(?:previous|prior|recent|earlier|existing|other|several|many) "
    r"(?:stud|work|report|research|method|approach|author|literature)\w*|et al|"
    r"has been (?:shown|reported|used|applied|widely|demonstrated)|"
    r"have been (?:shown|reported|used|applied|widely|demonstrated|proposed|developed))\b",
)
_CLOSING = re.compile(
    r"\b(?:in conclusion|we conclude|to conclude|in summary|we (?:anticipate|believe|expect|hope)|"
    r"future (?:work|research|studies)|further (?:work|research|studies|validation)|"
    r"(?:results?|findings|study|work) (?:\w+ )?(?:suggests?|indicates?|highlights?|provides?)|"
    r"has the potential|have the potential|may be useful|could (?:help|be used|serve|improve))\b",
)


@dataclass(frozen=True, slots=True)
class _Own:
    """Where a text, in lower case, speaks of its own study."""

    lowered: str
    places: list[tuple[int, str]]

    def speaks(self, start: int, end: int) -> bool:
        """Tell whether a sentence speaks of its own study, not of earlier ones."""
        first = bisect_left(self.places, (start, ""))
        here = [label for place, label in self.places[first:] if place < end]
        return "we" in here or (bool(here) and not _OTHERS.search(self.lowered, start, end))


def split(text: str, lowered: str, line: str, words: Words) -> tuple[Sentence, ...]:
    """Return the sentences of title, newline and abstract in order, headings left out.

    `lowered` is the text in lower case, `line` its word line, `words` the index of that.
    """
    own = _Own(lowered, sorted((hit.start, hit.label) for hit in _OWN.hits(line, words)))
    title_end = text.find("\n")
    title_end = len(text) if title_end < 0 else title_end
    title = _trim(text, 0, title_end)
    found = [Sentence(*title, Role.TITLE)] if title else []
    labels = list(_labels(text, title_end))
    if not labels:
        return tuple(found + _unlabelled(text, own, title_end))
    found += _unlabelled(text, own, title_end, labels[0][0])
    for number, (_, start, role) in enumerate(labels):
        end = labels[number + 1][0] if number + 1 < len(labels) else len(text)
        found += _labelled(text, own, start, end, role)
    return tuple(found)


def _labels(text: str, begin: int) -> list[tuple[int, int, Role]]:
    """Return (where the heading starts, where it ends, role) for each heading."""
    found = []
    for mark in _MARK.finditer(text, begin):
        last = text[mark.start() - 1 : mark.start()]
        if not (last.isalpha() or last == " ") or (mark[0] != ":" and last != " "):
            continue
        floor = max(begin, mark.start() - _LONGEST_HEADING)
        match = _BEFORE_MARK.search(text[floor : mark.start()])
        # A heading starts with a capital; 'the methods: first …' inside a sentence does not.
        if match and match["colon"][0].isupper():
            found.append((floor + match.start(), mark.end(), _role(match["colon"])))
    if len(found) < 2 and any(word in text for word in ("Method", "Result", "methods")):
        glued = [
            (m.start(), m.end(), _role(m["glued"]))
            for m in _GLUED.finditer(text, begin)
            if text[m.start() - 1 : m.start()] in tuple(".)]\n")
            or text[m.start() - 2 : m.start()] in (". ", ") ", "] ")
        ]
        found = sorted({entry[0]: entry for entry in glued + found}.values())
    return found if len(found) > 1 else []


def _role(heading: str) -> Role:
    if heading.casefold() in ("methods and results", "method and results"):
        return Role.BODY
    for role, pattern in _ROLE_OF.items():
        if pattern.match(heading):
            return role
    return Role.BODY


def _labelled(text: str, own: _Own, start: int, end: int, role: Role) -> list[Sentence]:
    background = role is Role.BACKGROUND
    return [
        Sentence(s, e, Role.OBJECTIVE if background and own.speaks(s, e) else role)
        for s, e in _pieces(text, start, end)
    ]


def _unlabelled(text: str, own: _Own, start: int, end: int | None = None) -> list[Sentence]:
    """Tell the background from the study's own words, and these from its closing."""
    pieces = _pieces(text, start, len(text) if end is None else end)
    first = next((i for i, (s, e) in enumerate(pieces) if own.speaks(s, e)), 0)
    # Half of an abstract is never background: what follows tells of the study all the same.
    first = min(first, (len(pieces) + 1) // 2)
    found = []
    for i, (s, e) in enumerate(pieces):
        role = Role.BACKGROUND if i < first else Role.BODY
        if i > first and i >= len(pieces) - 3 and _CLOSING.search(own.lowered, s, e):
            role = Role.CONCLUSION
        found.append(Sentence(s, e, role))
    return found


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    at = start
    for stop in _STOP.finditer(text, start, end):
        if stop.end() < end and text[stop.start()] in ".!?" and not text[stop.end()].isspace():
            continue
        if _ends_here(text, stop, end):
            piece = _trim(text, at, stop.end())
            at = stop.end()
            if piece:
                pieces.append(piece)
    last = _trim(text, at, end)
    return [*pieces, last] if last else pieces


def _ends_here(text: str, stop: re.Match[str], end: int) -> bool:
    mark = text[stop.start()]
    if mark != ".":
        return True
    if _ABBREVIATION.search(text, max(0, stop.start() - 8), stop.start()):
        following = _NEXT.match(text, stop.end(), end)
        return bool(following and text[stop.start() - 1].isupper() and following[1].isupper())
    following = _NEXT.match(text, stop.end(), end)
    return not (following and following[1].islower())


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
