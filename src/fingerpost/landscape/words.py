"""Words of papers: normal forms, how they are written, and which runs of them are noun phrases."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from fingerpost.records import Paper
from fingerpost.text import plain

BREAK: Final = ""
"""Stands between words that no phrase may join."""

LONGEST: Final = 3
"""Words of a phrase."""

LONGEST_WORD: Final = 40
"""Longer runs of letters are sequences or addresses, not words."""

LONGEST_INITIALS: Final = 6
LEAST_SMALL: Final = 0.1
"""A longer word in capitals is no abbreviation where this share of it is written small."""

SPELLED: Final = 20_000
"""Of more papers, every second or third … is looked at for how words are written."""

_TOKEN = re.compile(r"[^\W_]+(?:[-‐‑'’][^\W_]+)*|[^\w\s]")
_IRREGULAR: Final = {
    "series": "series",
    "species": "species",
    "analyses": "analysis",
    "diagnoses": "diagnosis",
    "prognoses": "prognosis",
    "metastases": "metastasis",
    "hypotheses": "hypothesis",
    "prostheses": "prosthesis",
    "children": "child",
    "women": "woman",
    "men": "man",
    "mice": "mouse",
    "bacteria": "bacterium",
    "criteria": "criterion",
    "diabetes": "diabetes",
    "rabies": "rabies",
    "caries": "caries",
    "lens": "lens",
    "herpes": "herpes",
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the packaged word lists say."""

    stop: frozenset[str]
    filler: frozenset[str]
    nouns: frozenset[str]
    adjective_endings: tuple[str, ...]
    noun_endings: tuple[str, ...]
    check_tags: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of some papers in normal form, and how each is written in them."""

    titles: tuple[tuple[str, ...], ...]
    bodies: tuple[tuple[str, ...], ...]
    """Abstract, keywords and MeSH headings."""
    spellings: dict[str, str]
    """Normal form to the commonest spelling: 'mri' to 'MRI'."""


@cache
def vocabulary() -> Vocabulary:
    """Return the packaged word lists."""
    text = resources.files(__package__).joinpath("data/words.toml").read_text("utf-8")
    lists = tomllib.loads(text)
    return Vocabulary(
        stop=frozenset(lists["stop"].split()),
        filler=frozenset(lists["filler"].split()),
        nouns=frozenset(lists["nouns"].split()),
        adjective_endings=tuple(lists["adjective_endings"]),
        noun_endings=tuple(lists["noun_endings"]),
        check_tags=frozenset(lists["check_tags"]),
    )


@cache
def singular(word: str) -> str:
    """Return the singular of an English word in lower case; good for comparing, not for showing."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "'s", "’s")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1]


@cache
def normal_forms(token: str) -> tuple[str, ...]:
    """Return the normal forms of a token: 'Deep-Learning' gives 'deep', 'learning'."""
    lower = token.casefold().replace("‐", "-").replace("‑", "-").replace("’", "'")
    lower = lower.removesuffix("'s")
    if len(lower) > LONGEST_WORD:
        return (BREAK,)
    parts = lower.split("-")
    if len(parts) > 1 and all(len(part) > 2 and part.isalpha() for part in parts):
        return tuple(singular(part) for part in parts)
    return (singular(lower),)


def tokens(text: str) -> list[str]:
    """Return the words of a text in normal form, with `BREAK` for every mark between them."""
    forms: list[str] = []
    for token in _TOKEN.findall(text):
        if token[0].isalnum():
            forms.extend(normal_forms(token))
        else:
            forms.append(BREAK)
    return forms


# The arXiv keeps its subject codes (cs.CV, q-bio.NC) where others have keywords.
ARXIV_CATEGORY = re.compile(r"[a-z-]+\.[A-Za-z-]{2,}|[a-z]+-(?:ph|ex|lat|th)")


def read_words(papers: Sequence[Paper]) -> Words:
    """Return the words of the papers, in their order."""
    titles, bodies = [], []
    telling: Counter[str] = Counter()
    other: Counter[str] = Counter()
    step = -(-len(papers) // SPELLED) or 1
    for number, paper in enumerate(papers):
        title, parts, headings = plain(paper.title), list(_body(paper)), list(_headings(paper))
        titles.append(tuple(tokens(title)))
        bodies.append(tuple(tokens(" . ".join([*parts, *headings]))))
        if number % step:
            continue
        for text in (title, *parts):
            for counter, spelled in zip((telling, other), _spelled(text), strict=True):
                counter.update(spelled)
        for text in headings:  # written as headlines: 'Calcium Channel Blockers'
            for counter, spelled in zip((telling, other), _spelled(text, True), strict=True):
                counter.update(spelled)
    spellings = _spellings(other) | _spellings(telling)
    return Words(tuple(titles), tuple(bodies), spellings)


def _body(paper: Paper) -> Iterator[str]:
    """Abstract and keywords."""
    yield plain(paper.abstract)
    yield from (plain(word) for word in paper.keywords if not ARXIV_CATEGORY.fullmatch(word))


def _headings(paper: Paper) -> Iterator[str]:
    """MeSH headings, but for those that tell no subject."""
    for heading in paper.mesh:
        if heading.descriptor not in vocabulary().check_tags:
            yield heading.descriptor


def _spelled(text: str, is_headline: bool = False) -> tuple[list[str], list[str]]:
    """The tokens whose capitals tell something, and in lower case those at the start of a text.

    In a headline ('Capitals Everywhere') only capitals within a word tell something.
    """
    found = [token for token in _TOKEN.findall(text) if token[0].isalnum()]
    long = [token for token in found if len(token) > 3]
    capitals = sum(token[0].isupper() for token in long)
    headline = is_headline or (len(text) < 400 and capitals > len(long) / 2)
    unsure = [
        at for at, token in enumerate(found) if (headline or at == 0) and _is_capitalised(token)
    ]
    doubtful = set(unsure)
    telling = [token for at, token in enumerate(found) if at not in doubtful]
    return telling, [found[at].lower() for at in unsure]


def _is_capitalised(token: str) -> bool:
    parts = [part for part in token.split("-") if not part.islower()]
    return bool(parts) and all(part[:1].isupper() and part[1:].islower() for part in parts)


def _spellings(seen: Counter[str]) -> dict[str, str]:
    """The commonest spelling of each normal form."""
    counts: dict[str, dict[str, int]] = {}
    for token, count in seen.items():
        forms = normal_forms(token)
        for form, part in zip(forms, token.split("-") if len(forms) > 1 else [token], strict=False):
            known = counts.setdefault(form, {})
            known[part] = known.get(part, 0) + count
    return {form: _commonest(known) for form, known in counts.items()}


def _commonest(known: dict[str, int]) -> str:
    """The commonest; a bare capital at the start only where it is no accident.

    Nor is a long word in capitals more than a heading ('METHODS:') where it is also written small.
    """
    best = min(known, key=lambda part: (-known[part], part))
    if best[0].isupper() and best[1:].replace("-", "").islower() and "-" not in best[:2]:
        capital = sum(count for part, count in known.items() if part[0].isupper())
        if capital < 3 or capital < 0.6 * sum(known.values()):
            return best.lower()
    if best.isupper() and len(best) > LONGEST_INITIALS:
        small = sum(count for part, count in known.items() if not part.isupper())
        if small >= LEAST_SMALL * sum(known.values()):
            return best.lower()
    return best


def phrases(words: Sequence[str], longest: int = LONGEST) -> Iterator[tuple[str, ...]]:
    """Yield every run of up to `longest` words that reads as a noun phrase."""
    for run in _runs(words):
        ends = [ends_phrase(word) for word in run]
        starts = [starts_phrase(word) for word in run]
        for first in range(len(run)):
            if not starts[first]:
                continue
            for last in range(first, min(first + longest, len(run))):
                if ends[last]:
                    yield tuple(run[first : last + 1])


def _runs(words: Iterable[str]) -> Iterator[list[str]]:
    run: list[str] = []
    for word in words:
        if word == BREAK or not carries(word):
            if run:
                yield run
            run = []
        else:
            run.append(word)
    if run:
        yield run


@cache
def carries(word: str) -> bool:
    """Tell whether a word may stand in a phrase at all."""
    lists = vocabulary()
    if len(word) < 2 or word in lists.stop or not any(c.isalpha() for c in word):
        return False
    if word[0].isdigit() and not word.endswith("d"):
        return False
    return not (word.endswith("ly") and len(word) > 5 and not word.endswith(lists.noun_endings))


@cache
def ends_phrase(word: str) -> bool:
    """Tell whether a phrase may end with the word: a noun, as far as its ending tells."""
    lists = vocabulary()
    if word in lists.nouns or word.endswith(lists.noun_endings):
        return True
    if word.endswith(("ed", "ing")) and len(word) > 4:
        return False
    return len(word) < 5 or not word.endswith(lists.adjective_endings)


@cache
def starts_phrase(word: str) -> bool:
    """Tell whether a phrase may start with the word: no gerund that reads as a verb."""
    lists = vocabulary()
    return word in lists.nouns or not word.endswith("ing") or len(word) < 6


@cache
def is_filler(word: str) -> bool:
    """Tell whether the word says nothing on its own in papers on machine learning."""
    return word in vocabulary().filler
