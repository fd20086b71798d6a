"""The main job: dives for every area, paths judged, areas compared, a plan, one report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from fingerpost.dives import Dive, KeptTopics, remembered_dive, understand
from fingerpost.errors import HomeError
from fingerpost.focus import compare, still_known
from fingerpost.guide import Guide
from fingerpost.home import Area, Profile
from fingerpost.intake.starter import landmarks
from fingerpost.library import Library
from fingerpost.notes import Appraiser
from fingerpost.paths import judge
from fingerpost.plan import NOTHING_YET, SoFar, make_plan
from fingerpost.report.model import Signpost

Progress = Callable[[str, str], None]
"""Called with what is worked on (an area's title, or 'the plan') and what is being done."""
Before = Callable[[str], KeptTopics | None]


def sound(areas: Sequence[Area]) -> tuple[list[Area], tuple[str, ...]]:
    """Part off the kept areas whose query cannot be understood, with a sentence on each.

    One faulty query stops nothing: the other areas are looked into and compared without it.
    """
    fit: list[Area] = []
    told: list[str] = []
    for area in areas:
        try:
            understand(area)
        except HomeError as error:
            if area.is_kept:
                why = str(error).partition("\n")[0].rstrip(":.")
                told.append(
                    f"“{area.short_title}” is left out of this: {why}. Correct its search there."
                )
                continue
        fit.append(area)
    return fit, tuple(told)


def dive_all(
    library: Library,
    areas: Sequence[Area],
    profile: Profile,
    today: date,
    on_progress: Progress | None = None,
    appraise: Appraiser | None = None,
    before: Before | None = None,
) -> dict[str, Dive]:
    """Return a dive for every area, by the area's name; `appraise` as for `look_into`.

    HomeError for an area whose query cannot be understood: `sound` parts these off. One of which
    nothing changed since it was looked into is not looked into again. `before`
    gives for an area's name the topics of the dive before (see `dives.topics_before`).
    """
    say = on_progress or (lambda _what, _doing: None)

    def dive(area: Area) -> Dive:
        def tell(doing: str) -> None:
            say(area.title, doing)

        earlier = before(area.name) if before else None
        return remembered_dive(library, area, profile, today, tell, appraise, earlier)

    return {area.name: dive(area) for area in areas}


def make_signpost(
    library: Library,
    guide: Guide,
    areas: Sequence[Area],
    profile: Profile,
    today: date,
    on_progress: Progress | None = None,
    appraise: Appraiser | None = None,
    before: Before | None = None,
    weights: Mapping[str, float] | None = None,
    so_far: SoFar = NOTHING_YET,
) -> Signpost:
    """Run the whole main job on a library and give back what the report shows.

    Only areas that are kept are looked into, and those with a faulty query are told and left out.
    `appraise` as for `look_into`, `before` as for `dive_all`, `weights` as for `compare`, but those
    of criteria that the guide no longer has say nothing. `so_far` is what the plan goes on from.
    """
    say = on_progress or (lambda _what, _doing: None)
    areas, left_out = sound(areas)
    kept = [area for area in areas if area.is_kept]
    dives = dive_all(library, kept, profile, today, on_progress, appraise, before)
    say("paths, areas and plan", "judging")
    judgement = judge(profile, guide)
    chosen = still_known(weights or {}, guide.criteria)
    comparison = compare(areas, dives, guide, profile, chosen, today=today)
    summaries = landmark_summaries()
    plan = make_plan(profile, judgement, comparison, dives, guide, today, summaries, so_far)
    order = [area.name for area in comparison.areas]
    order += [area.name for area in comparison.unranked]
    return Signpost(
        today=today,
        profile=profile,
        papers=library.count(),
        from_starter=_from_starter(dives),
        judgement=judgement,
        dives={name: dives[name] for name in order},
        comparison=comparison,
        plan=plan,
        summaries=summaries,
        left_out=left_out,
    )


def landmark_summaries() -> dict[str, str]:
    """Return our summaries of landmark papers by paper id."""
    return {landmark.paper_id: landmark.summary for landmark in landmarks()}


def _from_starter(dives: Mapping[str, Dive]) -> int:
    ids = {p.id for dive in dives.values() for p in dive.papers if p.source == "starter"}
    return len(ids)
