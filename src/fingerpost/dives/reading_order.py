"""An order for a newcomer: review, landmark or central paper, critique, newest, guideline.

Each place is filled by what a paper says of itself and by the scores of the key papers; a place
that no paper fills stays empty. Retracted papers and those in doubt have no score.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from math import ceil
from typing import Final

from fingerpost.intake.starter import landmarks
from fingerpost.landscape.key_papers import BY_CITATIONS, is_review
from fingerpost.landscape.model import KeyPapers
from fingerpost.reading.model import REVIEWS, Appraisal
from fingerpost.records import Paper
from fingerpost.text import fold, plural

ROLES: Final = (
    "a review", "the landmark", "a central paper", "a critique", "the best of the newest",
    "a guideline",
)  # fmt: skip
FEWEST_CENTRAL: Final = 10
"""Papers of which one may be called central in its words."""
WORDS_A_MINUTE: Final = 200
MINUTES: Final = {"a review": 60, "a guideline": 60}
MINUTES_STUDY: Final = 40
"""Our guess for a first reading of a whole paper: it has no source."""
RECENT_YEARS: Final = 3
_CRITICAL: Final = (
    "pitfall", "cautionary", "cautious", "overestimat", "overoptimis", "overly optimistic",
    "inflated", "misleading", "flaw", "spurious", "s[ck]eptical", "bias|confound", "limitations",
    "reproducib", "irreproducib", "replicab", "shortcut", "overfit", "unfair", "data leakage",
    "fool", "caveat", "generali[sz]ability", "poorly reported", "poor quality",
    "critical (?:appraisal|review|look|assessment|perspective)",
)  # fmt: skip
"""What a paper says that criticises; most of these also name methods, effects or what was found.

Not 'failure', nor 'leakage' or 'critical' alone: in medicine these are mostly the heart's or the
bowel's, and care.
"""
_CRITICISES: Final = re.compile(r"\b(?:" + "|".join(rf"((?:{w})\w*)" for w in _CRITICAL) + ")")
LEAST_CRITICAL: Final = 2
"""Different words in a title that make a critique by themselves."""
LEAST_MORE: Final = 2
"""Where the title has one alone, different others that the abstract must have."""
_GUIDELINE: Final = re.compile(
    r"\b(?:(?:practice|reporting|clinical) guidelines?"
    r"|guidelines? for (?:the |transparent )*(?:report|use|evaluat|conduct|develop|clinic|trial)\w*"
    r"|(?:consensus|position) (?:statement|recommendations?)|reporting checklist"
    r"|tripod|probast|consort|spirit ai|stard|decide ai)\b"
)
_ON_GUIDELINES: Final = re.compile(
    r"\b(?:evaluat|validat|assess|apprais|comparing|compari|adheren|complian|quality|review|survey|"
    r"analys|extract|find|search|retriev|implement|impact|effect|performance|"
    r"knowledge|critique)\w* (?:[\w-]+ ){0,4}?guidelines?\b"
    r"|\bguidelines? (?:adheren|complian|recommended|concordan|based|extract)"
)
"""A study of guidelines, or by them, is none."""
_GUIDELINE_TYPES: Final = frozenset(
    {"guideline", "practice guideline", "consensus development conference"}
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A paper in the newcomer's order, what it is there for, and how long it takes."""

    role: str
    paper: str
    reason: str
    minutes_abstract: int
    """At 200 words a minute; 0 where there is no abstract."""
    minutes_paper: int
    """A guess by the kind of paper."""


def reading_order(
    papers: Sequence[Paper],
    appraisals: Sequence[Appraisal],
    keys: KeyPapers,
    behind: AbstractSet[str] = frozenset(),
) -> tuple[Reading, ...]:
    """Return at most one paper for each role, none twice, in the order of the roles.

    Those whose ids are in `behind`, which show no machine learning where it is asked for, have no
    place.
    """
    scores = dict(keys.scores)
    about = {each.paper_id: each for each in appraisals}
    left = [paper for paper in papers if paper.id in scores and paper.id not in behind]
    finders: Mapping[str, Callable[[Paper], tuple[float, str] | None]] = {
        "a guideline": lambda paper: _guideline(paper, about.get(paper.id)),
        "a review": lambda paper: _review(paper, about.get(paper.id)),
        "a critique": _critique,
        "the landmark": _landmark(keys, scores, len(papers)),
        "a central paper": _central(keys, scores, len(papers)),
        "the best of the newest": _recent_best(left, about),
    }
    chosen: dict[str, Reading] = {}
    for role, find in finders.items():
        found = [(*fit, paper) for paper in left if (fit := find(paper)) is not None]
        if found:
            _, reason, paper = min(found, key=lambda one: (-one[0], -scores[one[2].id], one[2].id))
            left.remove(paper)
            words = len(paper.abstract.split())
            minutes = MINUTES.get(role, MINUTES_STUDY)
            chosen[role] = Reading(role, paper.id, reason, ceil(words / WORDS_A_MINUTE), minutes)
    return tuple(chosen[role] for role in ROLES if role in chosen)


def _guideline(paper: Paper, appraisal: Appraisal | None) -> tuple[float, str] | None:
    kinds = {fold(kind) for kind in paper.publication_types} & _GUIDELINE_TYPES
    if kinds:
        return 2.0, f"Its supplier calls it a {min(kinds)}"
    title = fold(paper.title)
    if _ON_GUIDELINES.search(title):
        return None
    if named := _GUIDELINE.search(title):
        return 1.0, f"Its title says “{named.group()}”"
    if appraisal is not None and appraisal.design.value == "guideline":
        return 0.0, "Its abstract presents a guideline"
    return None


def _review(paper: Paper, appraisal: Appraisal | None) -> tuple[float, str] | None:
    design = appraisal.design.value if appraisal else ""
    if design == "systematic_review":
        return 2.0, "A systematic review"
    if is_review(paper):
        return 1.0, "It calls itself a review"
    return (0.0, "Its abstract reads as a review") if design in REVIEWS else None


def _critique(paper: Paper) -> tuple[float, str] | None:
    """A paper whose title criticises in several words, or in one that its abstract bears out.

    One word of a title says little: 'spurious ketonuria' is a finding, 'misleading presentations'
    are a patient's.
    """
    title = _criticises(paper.title)
    if not title:
        return None
    said = _criticises(paper.abstract)
    more = sorted(said[word] for word in said.keys() - title.keys())
    if len(title) < LEAST_CRITICAL and len(more) < LEAST_MORE:
        return None
    reason = f"Its title speaks of {_quoted(sorted(title.values()))}"
    if len(title) < LEAST_CRITICAL:
        reason += f", its abstract of {_quoted(more[:LEAST_MORE])}"
    return len(title) + min(len(more), LEAST_MORE) / (LEAST_MORE + 1), reason


def _criticises(text: str) -> dict[int, str]:
    """Return the words of a text that criticise, each kind of word once."""
    return {found.lastindex or 0: found[0] for found in _CRITICISES.finditer(fold(text))}


def _quoted(words: Sequence[str]) -> str:
    return " and ".join(f"“{word}”" for word in words)


def _landmark(
    keys: KeyPapers, scores: Mapping[str, float], papers: int
) -> Callable[[Paper], tuple[float, str] | None]:
    known = {landmark.paper_id for landmark in landmarks()}
    cited = keys.by == BY_CITATIONS

    def find(paper: Paper) -> tuple[float, str] | None:
        score = scores[paper.id]
        if cited and score >= 1:
            return score, f"Cited by {plural(int(score), 'paper')} of these {papers:,}"
        if paper.id in known:
            return 0.5, "One of the landmark papers that Fingerpost knows"
        return None

    return find


def _central(
    keys: KeyPapers, scores: Mapping[str, float], papers: int
) -> Callable[[Paper], tuple[float, str] | None]:
    """The paper most like the others, where no references tell which is cited."""
    told = keys.by != BY_CITATIONS and papers >= FEWEST_CENTRAL
    known = {landmark.paper_id for landmark in landmarks()} & scores.keys()

    def find(paper: Paper) -> tuple[float, str] | None:
        if not told or known or scores[paper.id] <= 0:
            return None
        return scores[paper.id], "The most central in its words (no references to count citations)"

    return find


def _recent_best(
    papers: Sequence[Paper], about: Mapping[str, Appraisal]
) -> Callable[[Paper], tuple[float, str] | None]:
    newest = max((paper.year or 0 for paper in papers), default=0)

    def find(paper: Paper) -> tuple[float, str] | None:
        appraisal = about.get(paper.id)
        if appraisal is None or (paper.year or 0) <= newest - RECENT_YEARS:
            return None
        merits = [
            name
            for name, has in (
                ("a trial", appraisal.kind.value == "trial"),
                ("tested at another site or in a later period",
                 appraisal.external_validation.value == "yes"),
                ("prospective", appraisal.timing.value in ("prospective", "both")),
                ("compared with clinicians", appraisal.clinicians_compared.value == "yes"),
                ("code available", appraisal.code_available.value == "yes"),
            )
            if has
        ]  # fmt: skip
        if not merits or not appraisal.about_learning:
            return None
        return float(len(merits)), f"{_of_year(paper, newest)}; by its abstract {', '.join(merits)}"

    return find


def _of_year(paper: Paper, newest: int) -> str:
    """The paper's year against the newest here, which may itself be long ago."""
    if paper.year == newest:
        return f"Of {newest}, the newest year here"
    return f"Of {paper.year}; the newest here are of {newest}"
