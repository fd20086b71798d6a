"""A person's question turned into a first search, shown to them and theirs to change."""

from __future__ import annotations

import re
from itertools import pairwise

from fingerpost.errors import UsageError
from fingerpost.home import Area
from fingerpost.text import slug, squeeze

LEARNING = (
    '("machine learning" OR "deep learning" OR "artificial intelligence" OR "neural network"'
    ' OR "neural networks" OR "language model" OR "language models" OR prediction OR algorithm)'
)
MOST_WORDS = 12
EVERY_PAPER = "*"

# Words that part one phrase from the next: grammar, question words, and the words of any question.
_PARTING_WORDS = """
a about after all also an and any are as ask at be because been before being better between both
but by can cause change could day days do does during each every few find first for from get give
given go good had has have help her him his hour hours how i if in into is it its just know last
late later less like long make many may me might month months more most much must my need needs new
next no not now of often on one only or other our out over own patient patients people person
predict predicted predicting problem real right safely same see seen should since so some soon still
such tell than that the their them then there these they this those through time to today together
tomorrow tonight too two under until up us use used useful using very want was way we week weeks
well were what when where whether which while who whom whose why will with within without work would
year years you your
ai algorithm algorithms artificial deep intelligence learning machine model models network networks
neural prediction
"""
# Words that mean something beside another word ('blood pressure') and nearly nothing alone.
_WEAK_WORDS = """
acute adult adults blood care chronic clinic clinical clinician clinicians department doctor doctors
early earlier emergency general health healthcare high home hospital injury intra-operative low
medical medicine night nurse nurses operation pain post-operative practice pressure primary rate
reduce risk score severe staff surgery surgical system team teams test tests treatment unit ward
wards warning
"""
_PARTING = frozenset(_PARTING_WORDS.split())
_WEAK = frozenset(_WEAK_WORDS.split())
_WORD = re.compile(r"[^\W\d_][\w-]*[^\W_]|[^\W\d_]|[,.;:?!/]")
_LOOKS_LIKE_QUERY = re.compile(r'\b(?:AND|OR|NOT)\b|["()\[\]*]|\w:\S')


def query_from(question: str) -> str:
    """Return a search for the papers that bear on a question; a search is given back as it is.

    Words that stand together become phrases ("blood pressure"), words that carry the problem stand
    alone too, all with OR between them, together with the usual names of machine learning. Without
    any such word only the latter are left.
    """
    if _LOOKS_LIKE_QUERY.search(question):
        return squeeze(question)
    terms = list(dict.fromkeys(term for run in _runs(question) for term in _terms(run)))
    if not terms:
        return LEARNING
    return f"({' OR '.join(terms[:MOST_WORDS])}) AND {LEARNING}"


def _runs(question: str) -> list[list[str]]:
    """The words between parting words and punctuation, in lower case."""
    runs: list[list[str]] = [[]]
    for word in _WORD.findall(question.casefold()):
        if word in _PARTING or not word[0].isalpha():
            runs.append([])
        else:
            runs[-1].append(word)
    return runs


def _terms(run: list[str]) -> list[str]:
    pairs = [f'"{one} {other}"' for one, other in pairwise(run)]
    return pairs + [word for word in run if word not in _WEAK]


def area_from(title: str, query: str | None = None, question: str = "") -> Area:
    """Return a new area from what a person calls it, with a query made from it unless given."""
    title = squeeze(title)
    if not title:
        raise UsageError("An area needs a name, such as  'Early warning of sepsis'.")
    if title == EVERY_PAPER and query is None:
        return Area(name="every-paper", title="Every paper in the library", query=EVERY_PAPER)
    return Area(name=slug(title), title=title, query=query or query_from(title), question=question)
