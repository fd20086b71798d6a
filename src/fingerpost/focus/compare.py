"""The comparison of areas: evidence, how often each comes first, and what would settle it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from fingerpost.errors import UsageError
from fingerpost.focus.anchors import FEWEST_PAPERS, HIGHEST, LOWEST
from fingerpost.focus.evidence import counts_twice, gather
from fingerpost.focus.flips import flips, steadiness
from fingerpost.focus.literature import LITERATURE
from fingerpost.focus.model import Comparison, Evidence, Flip, Look, RankedArea, SetAside, Unranked
from fingerpost.focus.ranking import rounds
from fingerpost.focus.settle import what_settles
from fingerpost.home.area import Area
from fingerpost.home.focus_words import MOST_WEIGHT
from fingerpost.text import plural

if TYPE_CHECKING:
    from fingerpost.dives.model import Dive
    from fingerpost.guide.model import Criterion, Guide
    from fingerpost.home.profile import Profile

CLEAR_LEAD = 0.7
"""How often an area must come first to be called the winner."""

Rows = Sequence[tuple[Evidence, ...]]


def compare(
    areas: Sequence[Area],
    dives: Mapping[str, Dive],
    guide: Guide,
    profile: Profile,
    weights: Mapping[str, float] | None = None,
    draws: int = 10_000,
    today: date | None = None,
) -> Comparison:
    """Compare areas on the guide's criteria; `weights` override the guide's, relative to their sum.

    UsageError for a weight of an unknown criterion, below 0, or when no weight is above 0. Areas
    that were parked or dropped are set aside; from `today` on those are due whose day has come.
    The order of `areas` does not matter; of equal ones the person's own go before examples, then
    by name. `dives` is by the area's name; an area may have none. `draws` is cut to a multiple of
    the number of areas, so that each is dealt the same luck.
    """
    chosen = _weights(guide.criteria, weights or {})
    if draws < 1:
        raise UsageError(f"{draws} draws are too few; take 1 or more, such as 10000.")
    by_name = sorted((area for area in areas if area.is_kept), key=lambda area: area.name)
    aside = _set_aside(areas, today)
    if not by_name:
        nothing = "There are no areas to compare yet." if not aside else "No area is kept."
        return Comparison(
            (), None, nothing,
            "Add a first area: a question that you care about and a search for it, with  "
            "fingerpost area add NAME --query QUERY", chosen, draws, set_aside=aside,
        )  # fmt: skip
    rows = [gather(a, dives.get(a.name), guide.criteria, profile) for a in by_name]
    by_name, rows, unranked = _parted(by_name, rows, chosen)
    ranked, settled = _rank(by_name, rows, guide.criteria, chosen, draws)
    winner = ranked[0].name if len(ranked) > 1 and ranked[0].first_share >= CLEAR_LEAD else None
    sentence = " ".join(
        (
            _verdict(ranked, winner, others=bool(unranked)),
            *_caveats(by_name, rows, guide.criteria, chosen),
            *(area.why for area in unranked),
            *_too_small((area for area in areas if area.is_kept), dives),
            *_due(aside),
        )
    )
    return Comparison(
        areas=ranked,
        winner=winner,
        sentence=sentence,
        settle_next=settled.next,
        weights=chosen,
        draws=rounds(draws, len(ranked)) * len(ranked),
        flips=settled.flips,
        steady=settled.steady,
        looks=settled.looks,
        set_aside=aside,
        unranked=unranked,
        examples=frozenset(area.name for area in areas if area.is_kept and area.is_example),
    )


def _parted(
    areas: Sequence[Area], rows: Sequence[tuple[Evidence, ...]], chosen: Sequence[tuple[str, float]]
) -> tuple[list[Area], list[tuple[Evidence, ...]], tuple[Unranked, ...]]:
    """Part the areas of which nothing is known from the others; where all are so, none is parted.

    Ignorance would else be a middling score, and lead areas that were looked at and found wanting.
    """
    counted = {name for name, weight in chosen if weight}

    def is_known(row: tuple[Evidence, ...]) -> bool:
        return any(item.score is not None for item in row if item.criterion in counted)

    pairs = list(zip(areas, rows, strict=True))
    known = [pair for pair in pairs if is_known(pair[1])] or pairs
    kept = {area.name for area, _ in known}
    apart = tuple(
        Unranked(
            area.name, area.title, row,
            f"“{area.short_title}” is not ranked: nothing can be said of it yet. Import its papers,"
            f" or score it yourself (fingerpost area score {area.name} CRITERION SCORE).",
        )
        for area, row in pairs
        if area.name not in kept
    )  # fmt: skip
    return [area for area, _ in known], [row for _, row in known], apart


def _too_small(areas: Iterable[Area], dives: Mapping[str, Dive]) -> list[str]:
    """Return a warning on each area whose papers are too few to build a test on, by its name."""
    held = [
        (area, len(dives[area.name].papers))
        for area in sorted(areas, key=lambda area: area.name)
        if area.name in dives
    ]
    return [
        f"“{area.short_title}” holds {plural(papers, 'paper')} only, and fewer than {FEWEST_PAPERS}"
        " are no area: what is to be read first there may miss your question. Widen its search "
        "before you build a test on it."
        for area, papers in held
        if 0 < papers < FEWEST_PAPERS
    ]


class _Settled(NamedTuple):
    """What would change the order, and what would settle it."""

    next: str
    looks: tuple[Look, ...] = ()
    flips: tuple[Flip, ...] = ()
    steady: str = ""


def _set_aside(areas: Sequence[Area], today: date | None) -> tuple[SetAside, ...]:
    aside = sorted((area for area in areas if not area.is_kept), key=lambda area: area.name)
    return tuple(
        SetAside(area.name, area.title, area.standing, _is_due(area.standing.again, today))
        for area in aside
    )


def _is_due(again: str, today: date | None) -> bool:
    return bool(again) and today is not None and again <= today.isoformat()


def _due(aside: Sequence[SetAside]) -> list[str]:
    return [
        f"“{area.title}” was {area.standing.stand} until {area.standing.again}: look at it again"
        f" (fingerpost area keep {area.name})."
        for area in aside
        if area.is_due
    ]


def weights_from(words: Sequence[str], criteria: Sequence[Criterion]) -> dict[str, float]:
    """Return the weights that words such as 'scale=2' give; UsageError names what is none."""
    known = [criterion.id for criterion in criteria]
    weights: dict[str, float] = {}
    for word in words:
        name, _, number = word.partition("=")
        try:
            weights[name] = float(number)
        except ValueError:
            raise UsageError(f"'{word}' is no weight; write it as scale=2.") from None
        if name not in known or not 0 <= weights[name] <= MOST_WEIGHT:
            raise UsageError(
                f"'{word}': the criteria are {', '.join(known)}; a weight is 0 or more."
            )
    return weights


def still_known(weights: Mapping[str, float], criteria: Sequence[Criterion]) -> dict[str, float]:
    """Return the weights of criteria that the guide still has."""
    return {c.id: weights[c.id] for c in criteria if c.id in weights}


def _weights(
    criteria: Sequence[Criterion], given: Mapping[str, float]
) -> tuple[tuple[str, float], ...]:
    known = [criterion.id for criterion in criteria]
    for name, weight in sorted(given.items()):
        if name not in known:
            raise UsageError(f"'{name}' is no criterion; the criteria are {', '.join(known)}.")
        if not (math.isfinite(weight) and weight >= 0):
            raise UsageError(f"The weight of {name} is {weight}; it must be 0 or more.")
    chosen = tuple((c.id, float(given.get(c.id, c.weight))) for c in criteria)
    if not any(weight for _, weight in chosen):
        raise UsageError("No criterion has a weight above 0, so nothing can be compared.")
    return chosen


def _rank(
    areas: Sequence[Area],
    rows: Rows,
    criteria: Sequence[Criterion],
    chosen: tuple[tuple[str, float], ...],
    draws: int,
) -> tuple[tuple[RankedArea, ...], _Settled]:
    from fingerpost.focus import ranking

    weights = [weight for _, weight in chosen]
    scores = ranking.draw_scores(rows, draws)
    drawn = ranking.draw_weights(weights, draws, len(areas))
    first = ranking.firsts(scores, drawn)
    shares = [round(float(share), 3) for share in first.mean(axis=0)]
    if len(areas) == 1:
        settled = _Settled(
            "Add a second area to compare it with:  fingerpost area add NAME --query QUERY"
        )
    else:
        known = ranking.knowing(scores, first, weights)
        turns = flips(areas, rows, criteria, scores, drawn)
        looks, following = what_settles(areas, rows, criteria, known, max(shares), turns)
        lead = areas[shares.index(max(shares))].title
        level = shares.count(max(shares)) > 1
        settled = _Settled(following, looks, turns, "" if level else steadiness(turns, lead))
    ranked = [
        _ranked(area, row, weights, share)
        for area, row, share in zip(areas, rows, shares, strict=True)
    ]
    examples = {area.name for area in areas if area.is_example}
    order = sorted(
        ranked, key=lambda a: (-a.first_share, -(a.score or 0.0), a.name in examples, a.name)
    )
    return tuple(order), settled


def _ranked(
    area: Area, row: tuple[Evidence, ...], weights: Sequence[float], share: float
) -> RankedArea:
    counted = [(item, weight) for item, weight in zip(row, weights, strict=True) if weight]
    total = sum(weight for _, weight in counted)
    low = sum((LOWEST if e.low is None else e.low) * weight for e, weight in counted) / total
    high = sum((HIGHEST if e.high is None else e.high) * weight for e, weight in counted) / total
    known = sum(item.score is not None for item, _ in counted)
    return RankedArea(
        area.name, area.title, _mean(row, weights), share, row,
        round(low, 2), round(high, 2), known, len(counted),
    )  # fmt: skip


def _mean(row: Sequence[Evidence], weights: Sequence[float]) -> float | None:
    said = [(e.score, w) for e, w in zip(row, weights, strict=True) if e.score is not None and w]
    if not said:
        return None
    return round(sum(score * w for score, w in said) / sum(w for _, w in said), 2)


def _verdict(ranked: Sequence[RankedArea], winner: str | None, *, others: bool) -> str:
    lead = ranked[0]
    if len(ranked) == 1:
        only = "the only area of which something is known" if others else "the only area"
        return f"“{lead.title}” is {only}, so there is nothing to compare it with."
    if all(area.score is None for area in ranked):
        return (
            "No clear winner: nothing can be said about any of the areas yet, so each comes first "
            "equally often."
        )
    if winner:
        return (
            f"“{lead.title}” comes first in {lead.first_share:.0%} of the cases when weights and "
            "scores vary within what is not known: a clear lead."
        )
    level = [area for area in ranked if area.first_share == lead.first_share]
    if len(level) > 1:
        names = " and ".join(f"“{area.title}”" for area in level[:2])
        more = f" and {plural(len(level) - 2, 'other')}" if len(level) > 2 else ""
        return (
            f"No clear winner: {names}{more} come first equally often ({lead.first_share:.0%} of "
            f"the cases each); a clear lead would be {CLEAR_LEAD:.0%} or more."
        )
    return (
        f"No clear winner: “{lead.title}” comes first in {lead.first_share:.0%} of the cases, "
        f"“{ranked[1].title}” in {ranked[1].first_share:.0%}; a clear lead would be "
        f"{CLEAR_LEAD:.0%} or more."
    )


def _caveats(
    areas: Sequence[Area],
    rows: Rows,
    criteria: Sequence[Criterion],
    chosen: Sequence[tuple[str, float]],
) -> list[str]:
    counted = {name for name, weight in chosen if weight}
    cells = [item for row in rows for item in row if item.criterion in counted]
    unsaid = sum(item.score is None for item in cells)
    notes = []
    if unsaid and len(areas) > 1:
        notes.append(
            f"For {unsaid} of {plural(len(cells), 'score')} nothing can be said; they may be "
            "anything from 1 to 5."
        )
    fed = [item for item in cells if item.origin == LITERATURE]
    if counts_twice(fed):
        notes.append("Neglectedness and momentum both count papers: consider dropping one.")
    known = {criterion.id for criterion in criteria}
    notes += [
        f"{criterion.name} of “{area.title}”: {item.disagreement}"
        for area, row in zip(areas, rows, strict=True)
        for criterion, item in zip(criteria, row, strict=True)
        if item.disagreement and item.criterion in counted
    ]
    notes += [
        f"areas/{area.name}.md scores “{criterion}”, which is no criterion; it was left out."
        for area in areas
        for criterion in (*(s.criterion for s in area.scores), *(a.criterion for a in area.advice))
        if criterion not in known
    ]
    return notes
