"""Planning and comparing again: one work for commands, jobs and pages; quick if nothing changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from fingerpost.dives import Dive, Remembered, is_remembered, recall, topics_before
from fingerpost.focus import Comparison, as_found, compare
from fingerpost.guide import Guide
from fingerpost.home import Area, Home, Profile
from fingerpost.home.focus_words import note_comparison
from fingerpost.library import Library
from fingerpost.notes import appraiser
from fingerpost.plan import Plan
from fingerpost.report.main_job import Progress, dive_all, make_signpost, sound
from fingerpost.report.plan_back import keep_before, plan_as_it_is
from fingerpost.report.plan_files import plan_so_far, write_plan


def plan_again(
    home: Home,
    library: Library,
    guide: Guide,
    profile: Profile,
    today: date,
    on_progress: Progress | None = None,
    *,
    keep: bool = True,
) -> tuple[Plan, Path, tuple[str, ...]]:
    """Plan after what was done, missed or lost, and write the plan down.

    Return it with plan.md, and a sentence on each area that was left out. Areas that are not
    looked into, or not as they are now, are looked into first. Without `keep` it is forgotten
    where the steps stood.
    """
    signpost = make_signpost(
        library,
        guide,
        home.areas(),
        profile,
        today,
        on_progress,
        appraiser(home),
        topics_before(home, today),
        home.weights(),
        so_far=plan_so_far(home, today, keep=keep),
    )
    before = plan_as_it_is(home)
    path = write_plan(home, signpost.plan)
    keep_before(home, before)
    home.journal.append("planned", path.name, steps=len(signpost.plan.steps))
    return signpost.plan, path, signpost.left_out


def look_into_all(
    home: Home,
    library: Library,
    areas: Sequence[Area],
    profile: Profile,
    today: date,
    on_progress: Progress | None = None,
) -> dict[str, Dive]:
    """Return dives into these areas of a home, by name; what is remembered is not looked into."""
    return dive_all(
        library, areas, profile, today, on_progress, appraiser(home), topics_before(home, today)
    )


def compare_again(
    home: Home,
    library: Library,
    guide: Guide,
    profile: Profile,
    today: date,
    weights: Mapping[str, float],
    on_progress: Progress | None = None,
    *,
    note: bool = True,
) -> tuple[Comparison, tuple[str, ...]]:
    """Compare the areas of a home; with `note` the journal keeps how it came out.

    Return the comparison, and a sentence on each area that was left out. Areas that are not looked
    into, or not as they are now, are looked into first.
    """
    areas, left_out = sound(home.areas())
    kept = [area for area in areas if area.is_kept]
    dives = look_into_all(home, library, kept, profile, today, on_progress)
    found = compare(areas, dives, guide, profile, weights, today=today)
    if found.areas and note:
        note_comparison(home.journal, as_found(found))
    return found, left_out


def known_dives(
    home: Home, library: Library, areas: Sequence[Area], profile: Profile, today: date
) -> Mapping[str, Remembered | None]:
    """Return the remembered dive into each of these areas; nothing is looked into, so it is quick.

    None where there is none; not current where papers, words or the day are others now.
    """
    words, before = appraiser(home), topics_before(home, today)
    return {
        area.name: recall(library, area, profile, today, words, before(area.name)) for area in areas
    }


def to_look_into(home: Home, library: Library, profile: Profile, today: date) -> tuple[Area, ...]:
    """Return the kept areas without a current dive: planning and comparing wait for these alone."""
    words, before = appraiser(home), topics_before(home, today)
    return tuple(
        area
        for area in sound(home.areas())[0]
        if area.is_kept
        and not is_remembered(library, area, profile, today, words, before(area.name))
    )
