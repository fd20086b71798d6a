"""What an update brought, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fingerpost.intake.updating import Counts, SearchUpdate
from fingerpost.intake.watching import News
from fingerpost.text import plural

HEADINGS: Final[Mapping[News, str]] = {
    News.NEW: "New",
    News.RETRACTED: "Retracted since the last time",
    News.PUBLISHED: "Published after a preprint",
    News.CHANGED: "Changed",
}
"""What happened to papers, in the order in which it is told."""


def flow_sentence(counts: Counts) -> str:
    """Return how many records each step of a search left."""
    rest = f", {counts.left_out:,} left out for want of a title" if counts.left_out else ""
    return (
        f"{counts.found:,} found, {counts.read:,} read: {counts.duplicates:,} known before"
        f" (duplicates), {counts.new:,} new{rest}; {counts.excluded:,} excluded by you."
    )


def together_sentence(counts: Counts) -> str:
    """Return what several searches of an area left together."""
    return (
        f"{counts.read:,} records read, {counts.duplicates:,} of them duplicates of one another,"
        f" {plural(counts.new, 'paper')} left; {counts.excluded:,} excluded by you."
    )


def standing_sentence(update: SearchUpdate) -> str:
    """Return as of when the papers are known, or that the search was cut off."""
    if not update.finished:
        return "This search was cut off; what came is kept, and the next update goes on from there."
    retracted = len(update.of(News.RETRACTED))
    gone = (
        f" {plural(update.gone, 'paper')} of the last time did not come again."
        if update.gone
        else ""
    )
    return (
        f"Retraction status as of {update.as_of.isoformat()}:"
        f" {plural(retracted, 'paper')} newly known as retracted.{gone}"
    )
