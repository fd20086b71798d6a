"""The spellings of a word that a phrase is sought in: phrases are kept as they were written.

Candidates are made by undoing the rules of `spelling` and kept where the rules make both words the
same again, so nothing is a spelling of a word that `spelling` would not say so of.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from math import prod

from fingerpost.library.index.spelling import ruled

_MOST_SPELLINGS = 12
MOST_PHRASES = 64
"""Of more spellings of a phrase, two are sought: as it was written and all words in the one."""
SPELT_FIELDS = frozenset(("title", "abstract", "keyword", "mesh", "majr", "other", "type", "tiab"))
"""Names of people, groups, places and journals are spelt in one way."""
_UNDONE = tuple(
    (re.compile(pattern), other)
    for pattern, other in (
        ("or", "our"), ("e", "ae"), ("e", "oe"), ("er(?=s?$)", "re"), ("ered$", "red"),
        ("iz", "is"), ("ys", "yz"), ("og(?=s?$)", "ogue"), ("og(?=ed$|ing$)", "ogu"),
        ("l(?=ed$|ing$|ers?$|ors?$)", "ll"), ("euver", "oeuvr"), ("euver", "oeuvre"), ("k", "c"),
        ("gram(?=s?$)", "gramme"), ("ll", "l"), ("c(?=[ei])", "s"), ("s(?=e)", "c"),
        ("ol", "oul"), ("aging", "ageing"), ("gm", "gem"), ("ray", "rey"), ("arti", "arte"),
        ("umin", "umini"), ("sulf", "sulph"),
    )
)  # fmt: skip


@lru_cache(1 << 12)
def spellings_of(word: str) -> tuple[str, ...]:
    """Return a word (lower case, no accents) and its other spellings, the word itself first."""
    one = ruled(word)
    found = {one, word}
    new = [one, word]
    while new and len(found) < _MOST_SPELLINGS:
        start = new.pop(0)
        for pattern, other in _UNDONE:
            for made in _undone(start, pattern, other):
                if made not in found and ruled(made) == one:
                    found.add(made)
                    new.append(made)
    return (word, *sorted(found - {word}))


def phrases_of(words: list[str]) -> list[list[str]]:
    """Return a phrase in all spellings of its words, as it was written first."""
    ways = [spellings_of(word) for word in words]
    if prod(map(len, ways)) <= MOST_PHRASES:
        return [list(each) for each in product(*ways)]
    return [words, list(map(ruled, words))]


def _undone(word: str, pattern: re.Pattern[str], other: str) -> list[str]:
    return [word[: f.start()] + other + word[f.end() :] for f in pattern.finditer(word)]
