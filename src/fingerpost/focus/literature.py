"""What a dive can say on each criterion, and when it cannot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from fingerpost.focus.anchors import (
    CODE,
    EMPTY_CELLS,
    FEWEST_PAPERS,
    GROWTH,
    NEAR,
    PAPERS,
    PROSPECTIVE,
    TITLES,
    VALIDATED,
    Anchors,
    clip,
    interval,
)
from fingerpost.focus.model import Evidence, Voice
from fingerpost.focus.words import matched, personal_terms
from fingerpost.landscape.groups import MOST_NAMED, NEAR_KM, RECENT_YEARS, is_near
from fingerpost.text import plural, squeeze

if TYPE_CHECKING:
    from fingerpost.dives.model import Dive
    from fingerpost.home.profile import Profile
    from fingerpost.landscape.model import Group, Trends
    from fingerpost.records import Coverage

LITERATURE = "literature"
CANNOT = "cannot be said"
LEAST_HELD = 0.5
"""The least share of a supplier's papers at which empty pairs in the library mean something."""
LONGEST_QUERY = 80
MOST_WORDS = 8
"""So many words that were met in titles are shown, each with its number of titles."""


def from_literature(criterion: str, dive: Dive | None, profile: Profile) -> Evidence:
    """Return what the area's papers say on a criterion; 'cannot be said' where they do not."""
    reader = _READERS.get(criterion)
    if reader is None:
        return cannot(criterion, "Papers do not say it; only your own score can.")
    if dive is None:
        return cannot(criterion, "There is no dive into this area yet.")
    if len(dive.papers) < FEWEST_PAPERS:
        found = f"{asked(dive)}: {plural(len(dive.papers), 'paper')}"
        return cannot(criterion, f"{found}, fewer than {FEWEST_PAPERS}: too few to count on.")
    return reader(dive, profile)


def cannot(criterion: str, reason: str) -> Evidence:
    """Return the evidence that says nothing, with the reason."""
    return Evidence(criterion, None, None, None, CANNOT, reason)


def asked(dive: Dive) -> str:
    """Return which query was asked and when: the head of every reason from papers.

    A long query is cut; the dive shows the whole of it.
    """
    query = squeeze(dive.query)
    if len(query) > LONGEST_QUERY:
        query = f"{query[:LONGEST_QUERY].rstrip()} …"
    shown = "Every paper" if query == "*" else f"Query “{query}”"
    return f"{shown}, {dive.today.isoformat()}"


def _momentum(dive: Dive, _: Profile) -> Evidence:
    trends = dive.landscape.trends
    if not trends.coverage.enough or trends.growth is None:
        return cannot("momentum", _why_not(trends.coverage, "No growth could be measured."))
    growth = trends.growth
    low = growth if trends.growth_low is None else trends.growth_low
    high = growth if trends.growth_high is None else trends.growth_high
    spread = GROWTH.spread if low < high else 1.5
    said = (
        f"{asked(dive)}: {len(dive.papers):,} papers in your library; by {_totals(trends)}, its"
        f" share of all papers changes by {growth:+.0%} a year"
    )
    within = f" (95 % interval {low:+.0%} to {high:+.0%})." if low < high else "."
    return _evidence(
        "momentum",
        GROWTH.score(growth),
        GROWTH.score(low) - spread,
        GROWTH.score(high) + spread,
        said + within,
    )


def _totals(trends: Trends) -> str:
    taken = trends.yardstick
    if taken is None:
        return "a supplier's yearly totals"
    return f"{taken.title}'s yearly totals of {taken.asked_on}"


def _neglectedness(dive: Dive, _: Profile) -> Evidence:
    taken, gaps, held = dive.landscape.trends.yardstick, dive.gaps, len(dive.papers)
    if taken is None:
        return cannot(
            "neglectedness",
            f"{asked(dive)}: the {held:,} papers in your library are those that you brought in, not"
            f" those that there are. fingerpost dive {dive.area} --yardstick asks PubMed how many"
            " there are.",
        )
    there = sum(year.found for year in taken.years)
    scores = [PAPERS.score(there)]
    said = (
        f"{asked(dive)}: {there:,} papers from {taken.years[0].year} to {taken.years[-1].year} by"
        f" {taken.title}'s totals of {taken.asked_on}"
    )
    if gaps is not None and gaps.coverage.enough and gaps.cells and held >= LEAST_HELD * there:
        empty = sum(cell.count == 0 for cell in gaps.cells)
        scores.append(EMPTY_CELLS.score(empty / len(gaps.cells)))
        said += (
            f"; {empty} of {len(gaps.cells)} pairs of method and clinical problem have no paper"
            f" among the {held:,} in your library"
        )
    return _evidence(
        "neglectedness",
        sum(scores) / len(scores),
        min(scores) - PAPERS.spread,
        max(scores) + EMPTY_CELLS.spread,
        f"{said}.",
    )


def _tractability(dive: Dive, _: Profile) -> Evidence:
    seen = dive.evidence
    coverage, of = seen.coverage, seen.studies
    if not coverage.enough or not of:
        return cannot("tractability", _why_not(coverage, "No paper could be appraised critically."))
    tested, forward, _compared, code = (share.count for share in seen.shares)
    parts = _share(VALIDATED, tested, of), _share(PROSPECTIVE, forward, of), _share(CODE, code, of)
    return _evidence(
        "tractability",
        sum(score for score, _, _ in parts) / len(parts),
        min(low for _, low, _ in parts),
        max(high for _, _, high in parts),
        f"{asked(dive)}: of {plural(of, 'study', 'studies')} that develop, validate or try a model "
        f"{tested:,} ({tested / of:.0%}) say that they tested at another site or time, "
        f"{forward:,} ({forward / of:.0%}) that they looked forward in time (prospective), "
        f"{code:,} ({code / of:.0%}) that code is available.",
    )


def _fit(dive: Dive, profile: Profile) -> Evidence:
    words = personal_terms(profile.specialty, profile.question)
    if not words:
        return cannot(
            "fit", "Neither your specialty nor your question has a word that names a field."
        )
    hits = [found for paper in dive.papers if (found := matched(words, paper.title))]
    used = Counter(word for found in hits for word in found)
    shown = [f"{word} {used[word]:,}" for word in sorted(used, key=lambda w: (-used[w], w))]
    more = f" and {len(shown) - MOST_WORDS} others" if len(shown) > MOST_WORDS else ""
    sought = f"sought: {', '.join(words)}" if not used else ", ".join(shown[:MOST_WORDS]) + more
    of = len(dive.papers)
    score, low, high = _share(TITLES, len(hits), of)
    said = (
        f"{asked(dive)}: {len(hits):,} of {of:,} titles ({len(hits) / of:.0%}) have a word of your "
        f"specialty or question ({sought})."
    )
    if searched := matched(words, dive.query):
        beyond = sum(bool(set(found) - set(searched)) for found in hits)
        least, low, _ = _share(TITLES, beyond, of)
        score = (least + score) / 2
        said += (
            f" But the area's own search asks for {', '.join(searched)}; without"
            f" {'it' if len(searched) == 1 else 'these'}, {beyond:,} ({beyond / of:.0%}) have one:"
            " how well the papers fit lies between the two."
        )
    return _evidence(
        "fit", score, low, high, f"{said} Whether you would enjoy the work is not in it."
    )


def _reach(dive: Dive, profile: Profile) -> Evidence:
    if not profile.city and not profile.country:
        return cannot("reach", "Your profile does not say where you live.")
    people = dive.landscape.people
    if not people.coverage.enough:
        return cannot("reach", _why_not(people.coverage, "The papers name no groups."))
    since = dive.today.year - RECENT_YEARS
    near = [
        group for group in people.groups if is_near(group.lead) and (group.last_year or 0) >= since
    ]
    named = "; ".join(_group(group) for group in near[:MOST_NAMED])
    return _evidence(
        "reach",
        NEAR.score(len(near)),
        NEAR.score(len(near)) - NEAR.spread,
        NEAR.score(len(near)) + NEAR.spread,
        f"{asked(dive)}: {plural(len(near), 'group')} within {NEAR_KM:g} km of you with a paper"
        f" since {since}{f' ({named})' if named else ''}. Whether they have room for you, and posts"
        " that are open, papers do not say.",
    )


def _group(group: Group) -> str:
    place = group.institution or group.city
    return f"{group.lead.name}{f', {place}' if place else ''}"


_READERS: dict[str, Callable[[Dive, Profile], Evidence]] = {
    "momentum": _momentum,
    "neglectedness": _neglectedness,
    "tractability": _tractability,
    "fit": _fit,
    "reach": _reach,
}


def _share(anchors: Anchors, count: int, of: int) -> tuple[float, float, float]:
    low, high = interval(count, of)
    return (
        anchors.score(count / of),
        anchors.score(low) - anchors.spread,
        anchors.score(high) + anchors.spread,
    )


def _evidence(criterion: str, score: float, low: float, high: float, reason: str) -> Evidence:
    voice = Voice(LITERATURE, clip(score), clip(low), clip(high), reason)
    return Evidence(
        criterion, voice.score, voice.low, voice.high, LITERATURE, reason, (voice,), (voice,)
    )


def _why_not(coverage: Coverage, otherwise: str) -> str:
    return coverage.sentence or otherwise
