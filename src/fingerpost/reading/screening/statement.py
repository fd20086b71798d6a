"""How far the reader is, in sentences that claim no more than can be shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fingerpost.reading.screening.model import Basis, Decision, Progress
from fingerpost.reading.screening.stopping import Judgement, least_total_below
from fingerpost.text import plural

_ALWAYS: Final = (
    "Your decisions are right: a relevant paper that was marked 'not' counts as not relevant.",
    "It is about the papers in this collection only; what the search missed is not counted.",
)
_ASSUMED: Final[dict[Basis, str]] = {
    "order": (
        "The order in which papers are shown is no worse than a random one: papers that are still"
        " unread are no more likely to be relevant than those that were shown before them. A"
        " relevant paper in words of its own can break this; a random check does not rest on it."
    ),
    "random check": "Every paper that the draw named was read, and none was left out.",
}


def progress_of(
    *,
    total: int,
    decisions: Sequence[Decision],
    judgements: Sequence[Judgement],
    target: float,
    confidence: float,
) -> Progress:
    """Return the progress that the judgements allow; the one that lets the reader stop counts."""
    chosen = next((one for one in reversed(judgements) if one.stop), None)
    chosen = chosen or (judgements[-1] if judgements else None)
    found, basis = decisions.count("relevant"), chosen.basis if chosen else "order"
    told = _counts(len(decisions), total, found, decisions.count("maybe"))
    everything = len(decisions) == total
    stop = everything or (chosen is not None and chosen.stop)
    few = "" if stop else _few(found, target)
    return Progress(
        total=total,
        read=len(decisions),
        found=found,
        maybe=decisions.count("maybe"),
        estimated_recall=chosen.estimate if chosen else None,
        low=chosen.low if chosen else None,
        high=chosen.high if chosen else None,
        stop=stop,
        more=0 if everything else chosen.more if chosen else None,
        basis=basis,
        statement=f"{told} {_said(chosen, everything, target, confidence)}{few}",
        assumptions=_ALWAYS if everything else (_ASSUMED[basis], *_ALWAYS),
        target=target,
        confidence=confidence,
    )


def _counts(read: int, total: int, found: int, maybe: int) -> str:
    perhaps = f", {maybe:,} maybe" if maybe else ""
    return f"{read:,} of {plural(total, 'paper')} read: {found:,} relevant{perhaps}."


def _said(chosen: Judgement | None, everything: bool, target: float, confidence: float) -> str:
    if everything:
        return "Every paper is read."
    if chosen is None:
        return "Nothing can be said of how many are left while no relevant paper is found."
    sure, wanted = f"{confidence:.0%}", f"{target:.0%}"
    if chosen.stop:
        return (
            f"You may stop: with {sure} confidence at least {wanted} of the relevant papers are"
            " found, if what is assumed holds. Some may still be among the unread."
        )
    low, estimate = _floor(chosen.low), _floor(chosen.estimate)
    return (
        f"Do not stop yet: at {sure} confidence no more can be shown than that {low} of the"
        f" relevant papers are found (a careful estimate is {estimate}). If the next"
        f" {plural(chosen.more, 'paper')} held no relevant one, at least {wanted} would be shown."
    )


def _few(found: int, target: float) -> str:
    """Why so much has to be read when few papers are relevant."""
    if not found or least_total_below(found, target) > found + 1:
        return ""
    return (
        f" With {found:,} found, a single one missed would be too many for {target:.0%}, so nearly"
        " everything has to be read; a lower target needs less."
    )


def _floor(share: float) -> str:
    """A share in whole per cent, never rounded up."""
    return f"{int(share * 100 + 1e-9)}%"
