"""An area looked into: the query's papers, what they show together and what each says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from statistics import median_low

from fingerpost import landscape
from fingerpost.dives.collecting import without_collecting
from fingerpost.dives.evidence_summary import evidence_by_task, people_in
from fingerpost.dives.gaps import STUDIES, find_gaps
from fingerpost.dives.kept_topics import KeptTopics
from fingerpost.dives.model import Dive, EvidenceSummary, Share, without_learning
from fingerpost.dives.reading_order import reading_order
from fingerpost.dives.skills import skills_in_demand
from fingerpost.dives.topic_history import (
    as_earlier,
    topic_changes,
    under_ids_of_today,
    words_today,
)
from fingerpost.errors import HomeError, QueryError
from fingerpost.home import Area, Profile
from fingerpost.intake.known import with_ids_now
from fingerpost.intake.learning_names import asks_for_learning
from fingerpost.intake.yardstick import kept_yardstick
from fingerpost.library import Library, parse_query
from fingerpost.notes import Appraiser
from fingerpost.reading.model import Appraisal
from fingerpost.records import Coverage, Paper, Retraction

LEAST_WITH_ABSTRACT = 0.5
LEAST_WITH_METHOD = 0.5
FEWEST_APPRAISED = 10
_OFF = (
    "Most of these papers are not about machine learning. Add its words to the area's query, for"
    ' example AND ("machine learning" OR "deep learning")'
)

Progress = Callable[[str], None]


@without_collecting()
def look_into(
    library: Library,
    area: Area,
    profile: Profile,
    today: date,
    on_progress: Progress | None = None,
    appraise: Appraiser | None = None,
    before: KeptTopics | None = None,
) -> Dive:
    """Return what the library's papers say about an area; HomeError names a query it cannot take.

    `appraise` reads the papers; `notes.appraiser` gives one that knows the reader's corrections.
    Retracted papers, retraction notices and what the user excluded are left out of everything and
    counted. `before` are the topics of the dive before, whose labels and colours stay with them.
    """
    say = on_progress or (lambda _: None)
    understood = understand(area, today)
    area = with_ids_now(library, area)
    say("finding its papers")
    found = library.match(area.query, today)
    absent = _absent(found, area)
    papers = tuple(
        paper for paper in found if not paper.is_retracted and paper.id not in area.excluded
    )
    say("reading the abstracts")
    with_abstract = [paper for paper in papers if paper.abstract]
    appraisals = (appraise or Appraiser()).all_of(library, with_abstract)
    asked = asks_for_learning(area)
    behind = without_learning(appraisals) if asked else frozenset()
    before = before and under_ids_of_today(before, papers)
    words = words_today(area.topics, papers)
    seen = landscape.describe(
        papers,
        today=today,
        city=profile.city,
        country=profile.country,
        asked=f"{profile.question} . {profile.specialty}",
        who=area.people,
        ror=library.ror,
        yardstick=kept_yardstick(library.folder, area.query),
        earlier=as_earlier(before, words) if before else (),
        said=words,
        behind=behind,
        on_progress=on_progress,
    )
    return Dive(
        area=area.name,
        title=area.title,
        query=area.query,
        understood="; ".join((understood, *library.notes_on(area.query, today))),
        today=today,
        papers=papers,
        left_out=_counted(absent),
        absent=absent,
        landscape=seen,
        appraisals=appraisals,
        evidence=summarise(appraisals, len(papers)),
        starter_share=sum(p.source == "starter" for p in papers) / len(papers) if papers else 0.0,
        gaps=find_gaps(papers, appraisals, seen.grid, area.query),
        reading_order=reading_order(papers, appraisals, seen.key_papers, behind),
        skills=skills_in_demand(papers, appraisals),
        searches=tuple((saved.supplier, saved.query) for saved in area.searches),
        by_task=evidence_by_task(appraisals),
        topic_changes=topic_changes(seen.topics, before) if before else None,
        asks_for_learning=asked,
    )


def understand(area: Area, today: date | None = None) -> str:
    """Return how an area's query is understood; HomeError names the area's file and the place."""
    try:
        return parse_query(area.query, today).understood
    except QueryError as error:
        raise HomeError(f"areas/{area.name}.md, its query: {error}") from None


def summarise(appraisals: Sequence[Appraisal], papers: int) -> EvidenceSummary:
    """Return what the appraisals of an area say together, or that it cannot be said.

    Papers that show no machine learning are no evidence of the field: they are not counted, and
    where they are most nothing is said. Of the others, sizes and shares are of the studies that
    develop, validate or try a model: a review could not have tested one at another site.
    """
    coverage = _coverage(appraisals, papers)
    if not coverage.enough:
        return EvidenceSummary(len(appraisals), 0, None, 0, (), (), coverage)
    appraisals = [appraisal for appraisal in appraisals if appraisal.about_learning]
    studies = [appraisal for appraisal in appraisals if appraisal.kind.value in STUDIES]
    have = len(studies)
    stated = [size for a in studies if (size := people_in(a)) is not None]
    shares = (
        Share("say that the model was tested at another site or in a later period",
              sum(a.external_validation.value == "yes" for a in studies), have),
        Share("say that the study looked forward in time (prospective)",
              sum(a.timing.value in ("prospective", "both") for a in studies), have),
        Share("compare the model with clinicians",
              sum(a.clinicians_compared.value == "yes" for a in studies), have),
        Share("say that code is available",
              sum(a.code_available.value == "yes" for a in studies), have),
    )  # fmt: skip
    kinds = Counter(a.kind.value for a in appraisals)
    return EvidenceSummary(
        appraised=len(appraisals),
        studies=have,
        median_participants=median_low(stated) if len(stated) >= FEWEST_APPRAISED else None,
        participants_stated=len(stated),
        shares=shares,
        kinds=tuple(sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0]))),
        coverage=coverage,
    )


def _coverage(appraisals: Sequence[Appraisal], papers: int) -> Coverage:
    have = len(appraisals)
    if have < LEAST_WITH_ABSTRACT * papers or not papers:
        advice = (
            "Import the same papers with their abstracts, for example from PubMed: Save, format"
            " PubMed, then import that file."
        )
        return Coverage("an abstract", have, papers, LEAST_WITH_ABSTRACT, False, advice)
    if have < FEWEST_APPRAISED:
        needs = f"at least {FEWEST_APPRAISED} abstracts"
        advice = f"There are {have}. Widen the area's query, or import more papers on it."
        return Coverage(needs, have, 0, LEAST_WITH_ABSTRACT, False, advice)
    named = sum(bool(appraisal.methods) for appraisal in appraisals)
    if named < LEAST_WITH_METHOD * have:
        return Coverage("a method of machine learning", named, have, LEAST_WITH_METHOD, False, _OFF)
    if (about := sum(appraisal.about_learning for appraisal in appraisals)) < FEWEST_APPRAISED:
        needs = f"at least {FEWEST_APPRAISED} abstracts that show machine learning"
        advice = f"There are {about}. Widen the area's query, or import more papers on it."
        return Coverage(needs, about, 0, LEAST_WITH_METHOD, False, advice)
    studies = sum(a.about_learning and a.kind.value in STUDIES for a in appraisals)
    if studies < FEWEST_APPRAISED:
        needs = f"at least {FEWEST_APPRAISED} studies that develop, validate or try a model"
        advice = f"There are {studies}. Widen the area's query, or import more papers on it."
        return Coverage(needs, studies, 0, LEAST_WITH_METHOD, False, advice)
    return Coverage("an abstract", have, papers, LEAST_WITH_ABSTRACT, True)


def _absent(found: Sequence[Paper], area: Area) -> tuple[tuple[str, Paper], ...]:
    """Return the papers that answer the query and are left out, each with the reason."""
    why = {
        Retraction.RETRACTED: "retracted",
        Retraction.NOTICE: "notice of a retraction",
    }
    reasons = ((why.get(p.retraction, "excluded by you"), p) for p in found
               if p.is_retracted or p.id in area.excluded)  # fmt: skip
    return tuple(sorted(reasons, key=lambda one: (one[0], one[1].id)))


def _counted(absent: Sequence[tuple[str, Paper]]) -> tuple[tuple[str, int], ...]:
    counts = Counter(reason for reason, _ in absent)
    order = ("retracted", "notice of a retraction", "excluded by you")
    return tuple((reason, counts[reason]) for reason in order if counts[reason])
