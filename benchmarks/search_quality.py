"""How well search finds, beside bm25s on the same texts and the same queries.

Known items: the library holds abstracts without titles, and each title must find its own abstract
(mean reciprocal rank among the first 10). Topics: a published review's title should find the papers
that the review included (nDCG among the first 10, recall among the first 100), among the records
that were screened for it and among those of all reviews together. Remembered words: two or three
words of a title or an abstract, asked with AND, should bring that paper up. bm25s runs with its
defaults, its English stop words and a Snowball stemmer. Half of the sets and queries were used for
tuning.
"""

from __future__ import annotations

import argparse
import logging
import math
import random
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from quality_sets import DATA, REVIEWS, Review, Text, arxiv, identity, known_items, once, screened

from fingerpost.library import Library
from fingerpost.records import Author, Paper

KNOWN, TOP, DEEP, SEED, DRAWS = 2_000, 10, 100, 7, 1_000
Engine = Callable[[Sequence[Text], Sequence[str]], list[list[int]]]
"""Takes texts and queries; gives the numbers of the best texts for each, best first."""


def main() -> int:
    """Print both kinds of figures for each engine, and the ratios to bm25s."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--known", type=int, default=KNOWN, help="how many titles to look for")
    parser.add_argument("--only", choices=("known", "topics", "remembered"))
    chosen = parser.parse_args()
    if not DATA.is_dir():
        print("There are no real papers to measure on: ../shared/data is not here.")
        return 0
    engines = dict(ENGINES)
    if find_spec("bm25s") is None:
        print("bm25s is not installed (make bench puts it into build/peers), so ours runs alone.")
        del engines[PEER]
    if chosen.only in (None, "remembered"):
        remembered("arXiv alone", arxiv(), chosen.known)
        remembered("all shared papers", known_items(), chosen.known)
    if chosen.only in (None, "known"):
        known("arXiv alone", arxiv(), chosen.known, engines)
        known("all shared papers", known_items(), chosen.known, engines)
    if chosen.only in (None, "topics"):
        topics(engines)
    return 0


def known(name: str, texts: Sequence[Text], number: int, engines: dict[str, Engine]) -> None:
    """Print the mean reciprocal rank of each engine over titles drawn from the texts."""
    wanted = sorted(random.Random(SEED).sample(range(len(texts)), min(number, len(texts))))
    abstracts = [("", abstract) for _, abstract in texts]
    queries = [texts[at][0] for at in wanted]
    print(f"\nknown items, {name}: {len(queries):,} titles among {len(texts):,} abstracts, MRR@10")
    theirs: list[float] = []
    for engine, ask in engines.items():
        began = time.perf_counter()
        ranks = [
            _reciprocal(found, at)
            for found, at in zip(ask(abstracts, queries), wanted, strict=True)
        ]
        seconds = time.perf_counter() - began
        theirs = ranks if engine == PEER else theirs
        halves = [statistics.fmean(ranks[half::2]) for half in (0, 1)]
        print(
            f"  {engine:18} {statistics.fmean(ranks):.4f}  tuned {halves[0]:.4f}"
            f"  held out {halves[1]:.4f}  ({seconds:.0f} s){_interval(ranks, theirs)}"
        )


def remembered(name: str, texts: Sequence[Text], number: int) -> None:
    """Print the mean reciprocal rank of papers asked for by words of their titles or abstracts."""
    print(f"\nremembered words, {name}: {len(texts):,} papers, MRR@10")
    chance = random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder)) as library:
        library.put(_papers(texts))
        for part, where in enumerate(("title", "abstract")):
            for words in (2, 3):
                drawn = chance.sample(range(len(texts)), min(number, len(texts)))
                asked = {at: _some_words(texts[at][part], words, chance) for at in drawn}
                ranks = [_reciprocal(_found(library, query), at) for at, query in asked.items()]
                print(f"  {words} words of the {where:9} {statistics.fmean(ranks):.4f}")


def _some_words(text: str, number: int, chance: random.Random) -> str:
    words = list(dict.fromkeys(re.findall(r"[a-z]{4,}", text.lower())))
    return " ".join(chance.sample(words, min(number, len(words)))) or "*"


def _found(library: Library, query: str) -> list[int]:
    return [int(hit.paper.pmid) - 1 for hit in library.search(query, TOP).hits]


def topics(engines: dict[str, Engine]) -> None:
    """Print nDCG and recall of each engine for each review, alone and among all."""
    sets = {review.name: screened(review) for review in REVIEWS}
    everything = once([text for rows in sets.values() for text, _ in rows])
    place = {identity(text): at for at, text in enumerate(everything)}
    alone: dict[str, list[tuple[float, float]]] = {engine: [] for engine in engines}
    among: dict[str, list[tuple[float, float]]] = {engine: [] for engine in engines}
    titles = [review.title for review in REVIEWS]
    for engine, ask in engines.items():
        for review, found in zip(REVIEWS, ask(everything, titles), strict=True):
            right = {place[identity(text)] for text, included in sets[review.name] if included}
            among[engine].append(_judged(found, right))
            rows = sets[review.name]
            nearest = ask([text for text, _ in rows], [review.title])[0]
            right = {at for at, (_, included) in enumerate(rows) if included}
            alone[engine].append(_judged(nearest, right))
    _table("each review among the records screened for it", alone)
    _table(f"each review among the {len(everything):,} records of all", among)


def bm25s(texts: Sequence[Text], queries: Sequence[str]) -> list[list[int]]:
    """Ask bm25s as its README shows it."""
    import bm25s as peer
    import Stemmer

    logging.getLogger("bm25s").setLevel(logging.WARNING)
    stemmer = Stemmer.Stemmer("english")
    joined = [" ".join(text) for text in texts]
    retriever = peer.BM25()
    cut = partial(peer.tokenize, stopwords="en", stemmer=stemmer, show_progress=False)
    retriever.index(cut(joined), show_progress=False)
    found, scores = retriever.retrieve(cut(list(queries)), k=DEEP, show_progress=False)
    return [
        [int(at) for at, score in zip(row, ranks, strict=True) if score > 0]
        for row, ranks in zip(found, scores, strict=True)
    ]


def ours(
    texts: Sequence[Text], queries: Sequence[str], *, meaning: bool = False
) -> list[list[int]]:
    """Ask a library of these texts, by words or by meaning as well."""
    with tempfile.TemporaryDirectory() as name, Library.open(Path(name)) as library:
        library.put(_papers(texts))
        return [
            [int(hit.paper.pmid) - 1 for hit in library.rank(query, DEEP, meaning=meaning).hits]
            for query in queries
        ]


PEER = "bm25s"
ENGINES: dict[str, Engine] = {
    PEER: bm25s,
    "ours, words": ours,
    "ours, meaning": partial(ours, meaning=True),
}


def _papers(texts: Sequence[Text]) -> list[Paper]:
    """Return papers of these texts; a group of authors sets those without a title apart."""
    return [
        Paper(
            title=title,
            abstract=abstract,
            authors=(Author(collective=f"group{at}"),),
            pmid=str(at + 1),
        )
        for at, (title, abstract) in enumerate(texts)
    ]


def _reciprocal(found: Sequence[int], wanted: int) -> float:
    return 1 / (found.index(wanted) + 1) if wanted in found[:TOP] else 0.0


def _judged(found: Sequence[int], right: set[int]) -> tuple[float, float]:
    """Return nDCG among the first 10 and recall among the first 100."""
    gain = sum(1 / math.log2(at + 2) for at, each in enumerate(found[:TOP]) if each in right)
    most = sum(1 / math.log2(at + 2) for at in range(min(TOP, len(right))))
    return gain / most, len(right.intersection(found[:DEEP])) / len(right)


def _interval(ours: Sequence[float], theirs: Sequence[float]) -> str:
    """Say the ratio to the peer, with the middle 95 % over queries drawn anew."""
    if not theirs or ours is theirs:
        return ""
    chance = random.Random(SEED)
    drawn = [chance.choices(range(len(ours)), k=len(ours)) for _ in range(DRAWS)]
    ratios = sorted(sum(ours[at] for at in d) / sum(theirs[at] for at in d) for d in drawn)
    low, high = ratios[int(DRAWS * 0.025)], ratios[int(DRAWS * 0.975) - 1]
    return f"  {sum(ours) / sum(theirs):.3f} x bm25s (95 % {low:.3f} to {high:.3f})"


def _table(name: str, judged: dict[str, list[tuple[float, float]]]) -> None:
    print(f"\n{name}: nDCG@10, recall@100")
    print(f"  {'':22}" + "".join(f"{engine:>20}" for engine in judged))
    for at, review in enumerate(REVIEWS):
        label = review.name + ("" if review.tuned else " (held out)")
        print(f"  {label:30}" + "".join(_pair(rows[at]) for rows in judged.values()))
    for label, chosen in (("tuned", True), ("held out", False), ("all", None)):
        means = {engine: _mean(rows, chosen) for engine, rows in judged.items()}
        print(f"  {'mean, ' + label:30}" + "".join(map(_pair, means.values())))
        if PEER in means:
            ratios = {
                engine: (mean[0] / means[PEER][0], mean[1] / means[PEER][1])
                for engine, mean in means.items()
            }
            print(f"  {'  times bm25s':30}" + "".join(map(_pair, ratios.values())))


def _pair(figures: tuple[float, float]) -> str:
    return f"{figures[0]:14.3f}{figures[1]:6.3f}"


def _mean(rows: list[tuple[float, float]], tuned: bool | None) -> tuple[float, float]:
    kept = [row for row, review in zip(rows, REVIEWS, strict=True) if _in(review, tuned)]
    return statistics.fmean(row[0] for row in kept), statistics.fmean(row[1] for row in kept)


def _in(review: Review, tuned: bool | None) -> bool:
    return tuned is None or review.tuned is tuned


if __name__ == "__main__":
    raise SystemExit(main())
