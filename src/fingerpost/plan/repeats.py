"""Steps that say the same: of two product reviews, or two first letters, one is planned."""

from __future__ import annotations

from fingerpost.text import fold

_SAME = 0.6
"""Share of the shorter title's words that both must have."""
_LEAST_WORDS = 2
_STEM = 5
"""Letters by which words are compared: 'clinician' and 'clinical' are one, 'work' and 'works'."""
_SMALL = frozenset(
    {
        *(
            "a",
            "about",
            "an",
            "and",
            "ask",
            "at",
            "by",
            "do",
            "each",
            "find",
            "for",
            "from",
            "have",
        ),
        *("how", "in", "is", "it", "make", "near", "no", "of", "on", "one", "or", "read", "talk"),
        *("that", "the", "their", "them", "they", "this", "to", "today", "what", "where", "which"),
        *("who", "with", "without", "write", "you", "your", "two", "three", "four", "five"),
    }
)


def says_the_same(one: str, other: str) -> bool:
    """Tell whether two titles name the same thing to do, by most of the words of the shorter."""
    first, second = sorted((_stems(one), _stems(other)), key=len)
    shared = first & second
    return len(shared) >= _LEAST_WORDS and len(shared) >= _SAME * len(first)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM].rstrip("s") for word in fold(text).split() if word not in _SMALL)
