"""A report that may be shown to others: what the literature says, and nothing of who asked.

Nothing personal is taken out of the full report; rather, only what is named here goes in. The dives
are made as for anybody: without the profile, scores, and the user's words on topics and people.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from msgspec import structs

from fingerpost.dives import Dive
from fingerpost.dives.charts import map_svg, swatch_svg, years_svg
from fingerpost.dives.pages import render
from fingerpost.dives.topic_looks import look_of
from fingerpost.home import Area, Home, Profile, write_output
from fingerpost.library import Library
from fingerpost.records import Paper
from fingerpost.report.main_job import Progress, dive_all, sound

MOST_LISTED: Final = 500
"""Papers of an area that are listed, the newest first; the rest are counted."""
_EMAIL: Final = re.compile(r"[\w.+%'\\-]{1,64}@(?:[\w-]{1,63}\.){1,9}[A-Za-z]{2,}")
_LEFT_OUT: Final = "[e-mail address left out]"


@dataclass(frozen=True, slots=True)
class Shared:
    """What is shared: the dives of the areas that are kept, by name, on a day."""

    today: date
    dives: Mapping[str, Dive]
    left_out: tuple[str, ...] = ()
    """Why areas are left out, for the one who shares: no page of it says so."""


def make_shared(
    library: Library, areas: Sequence[Area], today: date, on_progress: Progress | None = None
) -> Shared:
    """Look into every area that is kept, as it would be for anybody with these papers."""
    fit, left_out = sound(areas)
    bare = [_impersonal(area) for area in fit if area.is_kept]
    return Shared(today, dive_all(library, bare, Profile(), today, on_progress), left_out)


def write_shared(home: Home, shared: Shared) -> tuple[Path, Path]:
    """Write share.html and share.md beside the signpost of the day; return both paths."""
    folder = home.folder / "signposts" / shared.today.isoformat()
    page, text = folder / "share.html", folder / "share.md"
    write_output(page, shared_page(shared))
    write_output(text, shared_markdown(shared))
    return page, text


def shared_page(shared: Shared) -> str:
    """Return what is shared as one HTML page that opens offline."""
    return without_addresses(render("fingerpost.report", "share.html", _values(shared)))


def shared_markdown(shared: Shared) -> str:
    """Return the same as Markdown."""
    return without_addresses(render("fingerpost.report", "share.md", _values(shared)))


def without_addresses(text: str) -> str:
    """Return text without e-mail addresses."""
    return _EMAIL.sub(_LEFT_OUT, text)


def _impersonal(area: Area) -> Area:
    """Return an area as its title and query alone; excluded papers stay out, without a word why."""
    return Area(
        name=area.name,
        title=without_addresses(area.title),
        query=area.query,
        excluded=area.excluded,
    )


def _values(shared: Shared) -> dict[str, Any]:
    views = [_view(dive) for dive in shared.dives.values()]
    return {"title": "A map of papers", "today": shared.today, "views": views}


def _view(dive: Dive) -> dict[str, Any]:
    from markupsafe import Markup

    seen = dive.landscape
    papers = {paper.id: _bare(paper) for paper in dive.papers}
    newest = sorted(papers.values(), key=lambda paper: (-(paper.year or 0), paper.id))
    topics = [
        replace(topic, label=without_addresses(topic.label), by_you="") for topic in seen.topics
    ]
    named = f"The papers on {dive.title} by topic"
    return {
        "dive": dive,
        "query": without_addresses(dive.query),
        "topics": topics,
        "swatches": [Markup(swatch_svg(look_of(topic))) for topic in topics],  # noqa: S704 - ours
        "papers": papers,
        "listed": newest[:MOST_LISTED],
        "unlisted": max(len(newest) - MOST_LISTED, 0),
        "map": Markup(map_svg(seen.places, topics, papers, named)),  # noqa: S704 - escaped there
        "years": Markup(  # noqa: S704 - numbers and our own words only
            years_svg(seen.trends.by_year, f"Papers per year on {dive.title}")
        ),
    }


def _bare(paper: Paper) -> Paper:
    """Return a paper as it is cited: title, names, journal, year and public ids."""
    return Paper(
        title=without_addresses(paper.title),
        authors=tuple(
            structs.replace(author, email="", affiliations=()) for author in paper.authors
        ),
        journal=paper.journal,
        journal_abbreviation=paper.journal_abbreviation,
        year=paper.year,
        pmid=paper.pmid,
        doi=paper.doi,
        arxiv=paper.arxiv,
    )
