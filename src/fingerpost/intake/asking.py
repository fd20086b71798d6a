"""A person's question turned into a first search, shown to them and theirs to change."""

from __future__ import annotations

import re

from fingerpost.home import Area
from fingerpost.text import slug, squeeze

LEARNING = (
    '("machine learning" OR "deep learning" OR "artificial intelligence" OR "neural network"'
    ' OR "neural networks" OR "language model" OR "language models" OR "prediction model")'
)
MOST_WORDS = 8
EVERY_PAPER = "*"

# Words that say nothing about the clinical problem: grammar, question words, the everyday words of
# any clinic, and the words that LEARNING stands for.
_COMMON_WORDS = """
    a about after all also an and any are as ask at be because been before being better between both
    but by can cause change could day days do does during each earlier early every few find first
    for from get give given go good had has have help her him his hour hours how i if in into is it
    its just know last late later less like long make many may me might month months more most much
    must my need needs new next night no not now of often on one only or other our out over own
    patient patients people person predict predicted predicting prediction problem real right same
    see seen should since so some soon still such tell than that the their them then there these
    they this those through time to today together tomorrow tonight too two under until up us use
    used useful using very want was way we week weeks well were what when where whether which while
    who whom whose why will with within without work would year years you your
    care clinic clinical clinician clinicians doctor doctors health healthcare hospital medical
    medicine nurse nurses practice staff ward wards warning team teams
    ai algorithm algorithms artificial deep intelligence learning machine model models network
    networks neural
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_WORD = re.compile(r"[^\W\d_][\w-]*[^\W_]|[^\W\d_]")
_LOOKS_LIKE_QUERY = re.compile(r'\b(?:AND|OR|NOT)\b|["()\[\]*]|\w:\S')


def query_from(question: str) -> str:
    """Return a search for the papers that bear on a question; a search is given back as it is.

    The words that carry the problem stand in brackets with OR between them, together with the
    usual names of machine learning. Without such a word only the latter are left.
    """
    if _LOOKS_LIKE_QUERY.search(question):
        return squeeze(question)
    words: list[str] = []
    for word in _WORD.findall(question):
        folded = word.casefold()
        if folded not in _COMMON and folded not in words:
            words.append(folded)
    if not words:
        return LEARNING
    return f"({' OR '.join(words[:MOST_WORDS])}) AND {LEARNING}"


def area_from(title: str, query: str | None = None, question: str = "") -> Area:
    """Return a new area from what a person calls it, with a query made from it unless given."""
    title = squeeze(title)
    if title == EVERY_PAPER and query is None:
        return Area(name="every-paper", title="Every paper in the library", query=EVERY_PAPER)
    return Area(name=slug(title), title=title, query=query or query_from(title), question=question)
