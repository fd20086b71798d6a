"""Which methods meet which clinical problems, how often against chance, and how well tested.

A count is held against independence by the exact hypergeometric test (Fisher, J R Stat Soc
1935;98:39), both sides, with the false discovery rate over all cells held at five per cent
(Benjamini and Hochberg, J R Stat Soc B 1995;57:289).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Final

from fingerpost.dives.gap_model import GapCell, Gaps, Said, State
from fingerpost.dives.plain import plain_words
from fingerpost.dives.statements import statements
from fingerpost.landscape import problems_named
from fingerpost.landscape.model import Grid
from fingerpost.reading.model import NOT_STATED, Appraisal
from fingerpost.records import Coverage, Paper
from fingerpost.text import plural

MOST_METHODS: Final = 12
MOST_PROBLEMS: Final = 14
LEAST_WITH_ABSTRACT: Final = 0.5
FEWEST_WITH_BOTH: Final = 30
FALSE_DISCOVERIES: Final = 0.05
UNSPECIFIC: Final = frozenset(
    {"ml_unspecified", "deep_learning_unspecified", "nlp_unspecified", "other", NOT_STATED}
)
STUDIES: Final = frozenset(
    {
        "development", "development_and_validation", "validation_only", "clinician_comparison",
        "trial",
    }
)  # fmt: skip
"""Kinds that try a model on data; papers of other kinds count where they say that it was tested."""
WITH_CODE: Final = STUDIES | {"methods", "resource"}
EXTERNAL: Final = "tested at another site or in a later period"
PROSPECTIVE: Final = "prospective"
COMPARED: Final = "compared with clinicians"
CODE: Final = "code available"


def find_gaps(
    papers: Sequence[Paper], appraisals: Sequence[Appraisal], grid: Grid, query: str
) -> Gaps:
    """Return the commonest methods by the commonest clinical problems, and what stands out.

    Methods are those of the appraisals, with the reader's corrections. Problems are those that
    `grid` found in title and abstract; a corrected problem takes their place.
    """
    years = {paper.id: paper.year or 0 for paper in papers}
    about = {each.paper_id: each for each in appraisals if each.about_learning}
    newest = sorted(about, key=lambda paper: (-years[paper], paper))
    methods = {paper: _methods(about[paper]) for paper in newest}
    problems = _problems(about, grid)
    both = [paper for paper in newest if methods[paper] and problems[paper]]
    coverage = _coverage(len(appraisals), len(papers), len(about), len(both))
    rows = Counter(chain.from_iterable(methods[paper] for paper in both))
    columns = Counter(chain.from_iterable(problems[paper] for paper in both))
    shown_rows, shown_columns = _most(rows, MOST_METHODS), _most(columns, MOST_PROBLEMS)
    members: dict[tuple[str, str], list[str]] = {}
    for paper in both:
        for method in methods[paper]:
            for problem in problems[paper]:
                members.setdefault((method, problem), []).append(paper)
    pairs = [(method, problem) for method, _ in shown_rows for problem, _ in shown_columns]
    counts = [len(members.get(pair, ())) for pair in pairs]
    sure = _differs(counts, [(rows[m], columns[p]) for m, p in pairs], len(both))
    cells = tuple(
        _cell(pair, members.get(pair, ()), rows[pair[0]] * columns[pair[1]] / len(both), is_sure,
              about)
        for pair, is_sure in zip(pairs, sure, strict=True)
    )  # fmt: skip
    found = Gaps(
        methods=tuple((plain_words(name), count) for name, count in shown_rows),
        problems=shown_columns,
        cells=cells if coverage.enough else (),
        appraised=len(about),
        both=len(both),
        without_method=sum(not methods[paper] for paper in newest),
        without_problem=sum(not problems[paper] for paper in newest),
        statements=(),
        coverage=coverage,
    )
    on_problem = {
        problem: [paper for paper in both if problem in problems[paper]]
        for problem, _ in shown_columns
    }
    return statements(found, on_problem, query, len(papers)) if coverage.enough else found


def said_by(papers: Sequence[str], about: Mapping[str, Appraisal]) -> tuple[Said, ...]:
    """Return how many of the papers say how the model was tested, and of how many.

    Those are the studies of a model and, whatever its kind, each paper that says it.
    """

    def say(label: str, field: str, values: tuple[str, ...], studies: frozenset[str]) -> Said:
        saying = [paper for paper in papers if getattr(about[paper], field).value in values]
        silent = [about[paper].kind.value for paper in papers if paper not in set(saying)]
        out = Counter(kind for kind in silent if kind not in studies)
        kinds = _most(Counter({kind_words(kind): count for kind, count in out.items()}), len(out))
        return Said(label, tuple(saying), len(papers) - out.total(), kinds)

    return (
        say(EXTERNAL, "external_validation", ("yes",), STUDIES),
        say(PROSPECTIVE, "timing", ("prospective", "both"), STUDIES),
        say(COMPARED, "clinicians_compared", ("yes",), STUDIES),
        say(CODE, "code_available", ("yes",), WITH_CODE),
    )


def kind_words(kind: str) -> str:
    """Return a kind of paper in plain words, as in '9 methods, 1 of unknown kind'."""
    return "of unknown kind" if kind == NOT_STATED else plain_words(kind)


def _methods(appraisal: Appraisal) -> frozenset[str]:
    return frozenset(finding.value for finding in appraisal.methods) - UNSPECIFIC


def _problems(about: Mapping[str, Appraisal], grid: Grid) -> dict[str, frozenset[str]]:
    named: dict[str, set[str]] = {paper: set() for paper in about}
    for problem, papers in grid.on_problem:
        for paper in papers:
            if paper in named:
                named[paper].add(problem)
    found = {paper: frozenset(problems) for paper, problems in named.items()}
    for paper, appraisal in about.items():
        if any(each.field == "problem" for each in appraisal.corrections):
            found[paper] = problems_named(appraisal.problem.value)
    return found


def _most(counts: Counter[str], most: int) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most])


def _cell(
    pair: tuple[str, str],
    papers: Sequence[str],
    expected: float,
    sure: bool,
    about: Mapping[str, Appraisal],
) -> GapCell:
    state: State = "as expected"
    if not papers:
        state = "empty" if sure else "cannot be said"
    elif sure:
        state = "crowded" if len(papers) > expected else "thin"
    return GapCell(
        method=plain_words(pair[0]),
        problem=pair[1],
        papers=tuple(papers),
        expected=round(expected, 2),
        state=state,
        sure=sure,
        said=said_by(papers, about),
    )


def _differs(counts: Sequence[int], sizes: Sequence[tuple[int, int]], of: int) -> list[bool]:
    """Tell for each cell whether its count differs from independence, all cells taken together."""
    if not counts:
        return []
    import numpy as np
    from scipy.stats import false_discovery_control, hypergeom

    seen, (rows, columns) = np.array(counts), np.array(sizes).T
    fewer = hypergeom.cdf(seen, of, rows, columns)
    more = hypergeom.sf(seen - 1, of, rows, columns)
    chances = np.clip(2 * np.minimum(fewer, more), 0.0, 1.0)
    controlled = np.round(false_discovery_control(chances), 9)
    return [bool(one) for one in controlled <= FALSE_DISCOVERIES]


def _coverage(abstracts: int, papers: int, about: int, both: int) -> Coverage:
    """Return whether there is enough for the grid; `of` is 0 where what lacks are no abstracts."""
    if abstracts < LEAST_WITH_ABSTRACT * papers or not papers:
        advice = (
            "Import the same papers with their abstracts, for example from PubMed: Save, format"
            " PubMed, then import that file."
        )
        return Coverage("an abstract", abstracts, papers, LEAST_WITH_ABSTRACT, False, advice)
    if both < FEWEST_WITH_BOTH:
        needs = (
            f"at least {FEWEST_WITH_BOTH} abstracts that show machine learning and name a method of"
            " the list and a clinical problem"
        )
        advice = (
            f"Of {plural(abstracts, 'abstract')} here {about:,} show machine learning, and {both:,}"
            " of these name both. Widen the area's query, or import more papers on it."
        )
        return Coverage(needs, both, 0, LEAST_WITH_ABSTRACT, False, advice)
    return Coverage("an abstract", abstracts, papers, LEAST_WITH_ABSTRACT, True)
