"""Papers to read first: the most cited within the set, or else the most central and typical.

Centrality is PageRank (Brin and Page, Comput Netw 1998;30:107) on the graph of nearest neighbours.
No topic fills the list alone, and retracted papers are never recommended.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Final

from fingerpost.landscape.model import KeyPaper, KeyPapers
from fingerpost.records import Coverage, Paper, Retraction
from fingerpost.text import fold, plural

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from fingerpost.landscape.neighbours import Neighbours

HOW_MANY: Final = 10
LEAST_REFERENCES: Final = 0.3
AGAIN: Final = 0.6
"""Each further paper from one topic counts this much less."""
REVIEW: Final = 1.25
"""A review counts so much more where words decide: a newcomer is served better by it."""
BY_CITATIONS: Final = "citations within these papers"
BY_WORDS: Final = "how central and typical their words are"
RECENT: Final = 1.15
"""A paper of the three newest years here counts so much more where words decide."""
_NOT_PAPERS: Final = (
    "retract", "correction", "corrigendum", "erratum", "withdrawn", "author correction",
    "publisher correction", "expression of concern", "reply", "author reply", "response to",
    "comment on", "editorial", "editor",
)  # fmt: skip


def key_papers(
    papers: Sequence[Paper],
    near: Neighbours,
    topics: Sequence[int],
    labels: Sequence[str],
    fits: Sequence[float],
    behind: AbstractSet[str] = frozenset(),
) -> KeyPapers:
    """Return the papers to read first with the reason for each, best first.

    Those whose ids are in `behind`, which show no machine learning where it is asked for, come
    after all others and say so.
    """
    referring = sum(bool(paper.references) for paper in papers)
    enough = bool(papers) and referring >= LEAST_REFERENCES * len(papers)
    cited = _citations(papers) if enough else []
    by_citations = any(cited)
    scores = [float(count) for count in cited] if by_citations else _central(papers, near, fits)
    since = max(_recent_since(papers), 1)
    nearest_of = Counter(near.indices.ravel().tolist())
    sizes = Counter(topics)

    def reason(index: int) -> str:
        without = "; its abstract shows no machine learning" if papers[index].id in behind else ""
        return f"{why(index)}{without}"

    def why(index: int) -> str:
        if by_citations:
            return f"Cited by {plural(cited[index], 'paper')} of these {len(papers):,}"
        topic = topics[index]
        typical = f"typical of “{labels[topic]}” ({plural(sizes[topic], 'paper')})"
        near_to = ""
        if nearest_of[index]:
            count = plural(nearest_of[index], "paper")
            near_to = f"among the nearest in wording to {count} of these {len(papers):,}, and "
        newest = _year(papers[index]) >= since
        recent = f", of {papers[index].year}, among the newest here" if newest else ""
        words = ("a review; " if is_review(papers[index]) else "") + near_to + typical + recent
        return words[0].upper() + words[1:]

    return KeyPapers(
        papers=tuple(_chosen(papers, scores, topics, reason, behind)),
        by=BY_CITATIONS if by_citations else BY_WORDS,
        coverage=_coverage(referring, len(papers), enough=enough),
        scores=tuple(
            (paper.id, round(score, 4))
            for paper, score in zip(papers, scores, strict=True)
            if may_be_recommended(paper)
        ),
    )


def _coverage(referring: int, papers: int, *, enough: bool) -> Coverage:
    advice = "" if enough else "Import PubMed XML, which carries reference lists."
    return Coverage("a list of references", referring, papers, LEAST_REFERENCES, enough, advice)


def _citations(papers: Sequence[Paper]) -> list[int]:
    """How many of the papers cite each, a paper's own entry left out."""
    known: dict[str, int] = {}
    for index, paper in enumerate(papers):
        for key in (f"pmid:{paper.pmid}" if paper.pmid else "", paper.doi):
            if key:
                known.setdefault(key, index)
    cited = [0] * len(papers)
    for index, paper in enumerate(papers):
        found: set[int] = set()
        for reference in paper.references:
            for key in (f"pmid:{reference.pmid}", reference.doi.lower()):
                if key in known:
                    found.add(known[key])
        for other in found - {index}:
            cited[other] += 1
    return cited


def _central(papers: Sequence[Paper], near: Neighbours, fits: Sequence[float]) -> list[float]:
    """PageRank relative to its mean, times the fit to the topic; more if recent or a review."""
    import numpy as np

    ranks: NDArray[np.float64] = _pagerank(near)
    since = _recent_since(papers)
    reviews = np.array(
        [
            (REVIEW if is_review(paper) else 1.0) * (RECENT if _year(paper) >= since else 1.0)
            for paper in papers
        ]
    )
    scores = ranks * len(ranks) * np.array(fits, dtype=np.float64) * reviews
    return [float(score) for score in np.round(scores, 4)]


def _year(paper: Paper) -> int:
    return paper.year or 0


def _recent_since(papers: Sequence[Paper]) -> int:
    """Return the first of the three newest years that these papers are from."""
    return max((_year(paper) for paper in papers), default=0) - 2


def _pagerank(near: Neighbours, damping: float = 0.85, rounds: int = 60) -> NDArray[np.float64]:
    import numpy as np
    from scipy.sparse import csr_array

    count, degree = near.indices.shape
    ranks = np.full(count, 1.0 / max(count, 1))
    weights = np.maximum(near.cosines.astype(np.float64), 0.0) + 1e-9
    if not degree or not count:
        return ranks
    weights /= weights.sum(axis=1, keepdims=True)
    sources = np.repeat(np.arange(count), degree)
    links = csr_array((weights.ravel(), (near.indices.ravel(), sources)), shape=(count, count))
    for _ in range(rounds):
        ranks = (1 - damping) / count + damping * (links @ ranks)
    return ranks


def _chosen(
    papers: Sequence[Paper],
    scores: Sequence[float],
    topics: Sequence[int],
    reason: Callable[[int], str],
    behind: AbstractSet[str],
) -> list[KeyPaper]:
    """Take the best one by one, each topic counting less for every paper taken from it."""

    def rank(index: int) -> tuple[bool, float, int]:
        score = round(scores[index] * AGAIN ** taken[topics[index]], 6)
        return scores[index] > 0 and papers[index].id not in behind, score, -index

    left = [index for index, paper in enumerate(papers) if may_be_recommended(paper)]
    taken: Counter[int] = Counter()
    titles: set[str] = set()
    chosen: list[KeyPaper] = []
    while left and len(chosen) < HOW_MANY:
        best = max(left, key=rank)
        left.remove(best)
        title = fold(papers[best].title)
        if scores[best] <= 0 or title in titles:
            continue
        titles.add(title)
        taken[topics[best]] += 1
        chosen.append(KeyPaper(papers[best].id, reason(best), round(scores[best], 4)))
    return chosen


def is_review(paper: Paper) -> bool:
    """Tell whether the paper says of itself that it is a review."""
    kinds = {fold(kind) for kind in paper.publication_types}
    words = set(fold(paper.title).split())
    return bool(kinds & {"review", "systematic review"} or words & {"review", "survey", "overview"})


def may_be_recommended(paper: Paper) -> bool:
    """Tell whether a paper is not retracted, in doubt, or a mere notice, reply or correction."""
    if paper.is_retracted or paper.retraction is Retraction.CONCERN or not paper.title:
        return False
    title = fold(paper.title)
    return not any(title == mark or title.startswith(f"{mark} ") for mark in _NOT_PAPERS) and not (
        title.startswith("retract")
    )
