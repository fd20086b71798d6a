"""Pages that open offline: one file, styles and scripts inside, no request to anywhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from fingerpost.dives.branches import branches
from fingerpost.dives.charts import years_svg
from fingerpost.dives.evidence_lines import HEADINGS, choices
from fingerpost.dives.evidence_page import appraisals_on_page, evidence_rows
from fingerpost.dives.map_page import map_page
from fingerpost.dives.model import Dive
from fingerpost.dives.people import by_distance, sure_words
from fingerpost.dives.reading_order import ROLES
from fingerpost.dives.topic_history import sentences
from fingerpost.guide import load_guide
from fingerpost.sources.tex_text import without_tex
from fingerpost.text import plural, slug, visible

if TYPE_CHECKING:
    from jinja2 import Environment

MOST_IN_TOPIC = 50
"""So many papers of a topic that is not divided further are listed in the page."""
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|#&])")
_BACKTICKS = re.compile("`+")


@cache
def environment(package: str) -> Environment:
    """Return a package's templates, with the dive's own under `dives/`, and their helpers."""
    from jinja2 import (
        ChoiceLoader,
        Environment,
        PackageLoader,
        PrefixLoader,
        StrictUndefined,
        select_autoescape,
    )

    shared = PrefixLoader({"dives": PackageLoader("fingerpost.dives")})
    templates = Environment(
        loader=ChoiceLoader([shared, PackageLoader(package)]),
        autoescape=select_autoescape(["html"], default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    templates.filters |= {
        "day": day,
        "code": code,
        "md": markdown,
        "percent": percent,
        "hours": hours,
        "share": share,
        "slug": slug,
        "sure_words": sure_words,
        "by_distance": by_distance,
        "tex": without_tex,
    }
    templates.globals |= {"plural": plural, "roles": ROLES}
    return templates


def render(package: str, template: str, values: Mapping[str, Any]) -> str:
    """Return a page; trailing blanks are cut so that equal input gives equal bytes everywhere."""
    text = environment(package).get_template(template).render(**values)
    lines = visible(text).rstrip("\n").split("\n")
    return "\n".join(line.rstrip() for line in lines) + "\n"


def dive_view(dive: Dive, *, whole: bool = False) -> dict[str, Any]:
    """Return what the dive templates show beside the dive itself.

    `whole` adds the evidence table, which the dive's own page has and a report of many dives not.
    """
    from markupsafe import Markup

    papers = {paper.id: paper for paper in dive.papers}
    listed = appraisals_on_page(dive) if whole else ()
    return {
        "dive": dive,
        "papers": papers,
        "map": map_page(dive),
        "years": Markup(  # noqa: S704 - numbers and our own words only
            years_svg(dive.landscape.trends.by_year, f"Papers per year on {dive.title}")
        ),
        **topic_view(dive),
        "whole": whole,
        "evidence": Markup(evidence_rows(dive, listed)),  # noqa: S704 - escaped there
        "listed": len(listed),
        "choices": choices(listed),
        "headings": HEADINGS,
        "skill_names": {skill.id: skill.name for skill in load_guide().skills},
        "addresses": {
            paper.id: paper.address for paper in dive.papers if paper.address.startswith("https://")
        },
    }


def topic_view(dive: Dive) -> dict[str, Any]:
    """Return what the templates show of topics, page and Markdown alike."""
    return {
        "branches": branches(dive.landscape),
        "topic_changes": list(sentences(dive.topic_changes)) if dive.topic_changes else [],
        "most_in_topic": MOST_IN_TOPIC,
    }


def dive_page(dive: Dive) -> str:
    """Return the dive as one HTML page that opens offline."""
    return render(
        "fingerpost.dives", "page.html", {"view": dive_view(dive, whole=True), "title": dive.title}
    )


def dive_markdown(dive: Dive) -> str:
    """Return the dive as Markdown."""
    return render("fingerpost.dives", "dive.md", dive_view(dive))


def day(when: date) -> str:
    """Return a date as people say it: 'Mon 30 Nov 2026', the same in every locale."""
    weekday = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[when.weekday()]
    month = (
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    )[when.month - 1]  # fmt: skip
    return f"{weekday} {when.day} {month} {when.year}"


def markdown(text: object) -> str:
    """Return text from outside as Markdown that means just that text, on one line."""
    return _MARKDOWN.sub(r"\\\1", " ".join(str(text).split()))


def code(text: str) -> str:
    """Return text as a span of code in Markdown, whatever backticks it holds."""
    words = " ".join(text.split())
    longest = max((len(run) for run in _BACKTICKS.findall(words)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {words} {fence}" if longest else f"`{words}`"


def percent(value: float) -> str:
    """Return a fraction as a whole percentage."""
    return f"{value:.0%}"


def share(count: int, of: int) -> str:
    """Return '12 of 240 (5%)'; some are never shown as none, nor nearly all as all."""
    if not of:
        return f"{count:,} of {of:,}"
    whole = f"{count / of:.0%}"
    if count and whole == "0%":
        whole = "<1%"
    elif count < of and whole == "100%":
        whole = ">99%"
    return f"{count:,} of {of:,} ({whole})"


def hours(low: float | None, high: float | None) -> str:
    """Return a range of hours, or that it cannot be said."""
    if low is None or high is None:
        return "cannot be said"
    if low == high:
        return f"{low:,g} {'hour' if low == 1 else 'hours'}"
    return f"{low:,g} to {high:,g} hours"
