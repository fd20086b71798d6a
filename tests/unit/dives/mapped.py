"""Dives put together by hand, for the tests of the map: papers, places and topics alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fingerpost.dives.model import Dive, EvidenceSummary
from fingerpost.landscape.model import (
    Grid,
    KeyPaper,
    KeyPapers,
    Landscape,
    People,
    Place,
    Topic,
    Trends,
)
from fingerpost.reading.model import Appraisal
from fingerpost.records import Coverage, Paper


def mapped(
    papers: Sequence[Paper],
    *,
    topics: int = 1,
    label: str = "Topic",
    key: Sequence[str] = (),
    places: Sequence[Place] = (),
    subtopics: Sequence[Topic] = (),
    appraisals: Sequence[Appraisal] = (),
) -> Dive:
    """A dive whose papers stand in rows, dealt out to the topics in turn."""
    none = Coverage("nothing", 0, 0, 0.0, enough=False)
    standing = tuple(places) or tuple(
        Place(paper.id, round(n % 97 / 97, 4), round(n % 89 / 89, 4), n % topics, n % 10 / 10)
        for n, paper in enumerate(papers)
    )
    found = tuple(
        Topic(n, f"{label} {n}" if n else label, (),
              tuple(place.paper for place in standing if place.topic == n), colour=n)
        for n in range(topics if papers else 0)
    )  # fmt: skip
    seen = Landscape(
        papers=len(papers),
        topics=found,
        places=standing,
        trends=Trends((), 0, None, None, None, none),
        key_papers=KeyPapers(tuple(KeyPaper(id_, "chosen", 1.0) for id_ in key), "", none),
        grid=Grid((), (), (), 0, 0, none),
        people=People((), (), (), (), (), none),
        subtopics=tuple(subtopics),
    )
    return Dive(
        area="mapped", title="Made-up papers", query="*", understood="*", today=date(2026, 11, 23),
        papers=tuple(sorted(papers, key=lambda paper: paper.id)), left_out=(), landscape=seen,
        appraisals=tuple(appraisals), starter_share=0.0,
        evidence=EvidenceSummary(0, 0, None, 0, (), (), none),
    )  # fmt: skip
