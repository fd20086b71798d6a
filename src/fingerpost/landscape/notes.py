"""Sentences about what is small, missing or odd in a set of papers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from fingerpost.landscape.steadiness import DOUBTFUL
from fingerpost.landscape.trends import known_year
from fingerpost.records import Paper
from fingerpost.text import fold, plural

SMALL: Final = 30
LONG_WORD: Final = 100
CROWD: Final = 500
BURST: Final = 0.6


def notes(papers: Sequence[Paper], today: date) -> tuple[str, ...]:
    """Return a sentence on each thing that a reader should know before trusting the figures."""
    if not papers:
        return ("There are no papers here, so there is nothing to show.",)
    return (*_few(papers), *_texts(papers), *_years(papers, today), *_oddities(papers))


def topic_notes(steadiness: Sequence[float] | None, outliers: int) -> Iterator[str]:
    """Give a sentence on topics that waver, and one on papers that fit nowhere well."""
    if steadiness and len(steadiness) > 1:
        steady = sum(score >= DOUBTFUL for score in steadiness)
        yield (
            f"{steady} of {len(steadiness)} topics come back when a fifth of the papers is left"
            " out: read the others as a rough sorting."
            if steady < len(steadiness)
            else f"All {steady} topics come back when a fifth of the papers is left out."
        )
    if outliers:
        verb, stand = ("fits", "stands") if outliers == 1 else ("fit", "stand")
        yield f"{plural(outliers, 'paper')} {verb} no topic well and {stand} in the nearest."


def _few(papers: Sequence[Paper]) -> Iterator[str]:
    count = len(papers)
    if count == 1:
        yield "There is only one paper, so nothing can be compared."
    elif count < SMALL:
        yield f"These are only {count} papers: topics and counts would change with a few more."
    titles = {fold(paper.title) for paper in papers}
    if count > 1 and len(titles) == 1:
        yield f"All {count:,} papers have the same title: they may be one paper, imported often."
    elif len(titles) < 0.9 * count:
        yield f"{count - len(titles):,} of {count:,} papers repeat a title that is here already."


def _texts(papers: Sequence[Paper]) -> Iterator[str]:
    count = len(papers)
    abstracts = sum(bool(paper.abstract) for paper in papers)
    wordless = sum(not paper.title and not paper.abstract for paper in papers)
    if abstracts == 0:
        yield (
            f"Seen through titles only: none of {plural(count, 'paper')} has an abstract, so topics"
            " are coarser, and the grid counts only what a title names."
        )
    elif abstracts < 0.8 * count:
        without = count - abstracts
        have = "has no abstract and is" if without == 1 else "have no abstract and are"
        yield f"{without:,} of {count:,} papers {have} placed by title."
    if wordless:
        stand = "stands" if wordless == 1 else "stand"
        yield f"{plural(wordless, 'paper')} without any text {stand} in the largest topic."


def _years(papers: Sequence[Paper], today: date) -> Iterator[str]:
    years = [known_year(paper, today) for paper in papers]
    missing = years.count(None)
    if missing:
        yield f"{plural(missing, 'paper')} of {len(papers):,} without a year that can be used."
    counts = Counter(year for year in years if year is not None)
    known = sum(counts.values())
    window = max(counts, key=lambda year: (counts[year] + counts[year + 1], -year), default=None)
    if window is not None and known >= SMALL and len(counts) > 2:
        both = counts[window] + counts[window + 1]
        if both > BURST * known:
            yield (
                f"{both:,} of {known:,} papers are from {window} and {window + 1}: that may be when"
                " they were collected rather than how the field grew."
            )
    if counts[today.year]:
        so_far = plural(counts[today.year], "paper")
        yield f"{today.year} is not over: it has {so_far} so far, and more will come."


def _oddities(papers: Sequence[Paper]) -> Iterator[str]:
    languages = Counter(code for paper in papers for code in paper.languages)
    others = sum(n for code, n in languages.items() if code.lower() not in {"eng", "en", "english"})
    if len(languages) > 1 and others:
        yield (
            f"The papers are in {len(languages)} languages ({others:,} not in English); words are"
            " matched as they stand, so these may stand in topics of their own."
        )
    crowd = max(len(paper.authors) for paper in papers)
    if crowd > CROWD:
        yield f"One paper has {crowd:,} authors; it does not count as evidence of working together."
    if any(len(word) > LONG_WORD for paper in papers for word in paper.title.split()):
        yield f"A title holds a word of more than {LONG_WORD} letters, which was left out."
    retracted = sum(paper.is_retracted for paper in papers)
    if retracted:
        noun = plural(retracted, "retracted paper or notice", "retracted papers or notices")
        yield f"{noun} counted here but never recommended."
