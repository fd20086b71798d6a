"""What a dive rests on, part by part: whether one still stands, and what has changed since."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

from fingerpost.dives.kept_topics import KeptTopics
from fingerpost.dives.recipe import MADE_WITH
from fingerpost.errors import QueryError
from fingerpost.home import Area, Profile
from fingerpost.home.area import Standing
from fingerpost.home.person_words import NOTHING_SAID
from fingerpost.intake.yardstick import kept_yardstick
from fingerpost.library import Library
from fingerpost.notes import Appraiser
from fingerpost.text import digest, plural

SAID: Final = {
    "left out": "You left papers out of it, or took some in again.",
    "people": "You said who is who.",
    "topics": "You gave topics a name, or made some of them one.",
    "area": "What its file says was changed.",
    "corrections": "You put something right in what is read from abstracts.",
    "person": "You changed where you are, your specialty or your question.",
    "institutions": "The table of institutions is another.",
    "headings": "The table of MeSH headings is another.",
    "totals": "A supplier's yearly totals came in.",
    "program": "Fingerpost is another version, which may read the same papers otherwise.",
}
"""What changed, in a sentence; papers and search are counted, the day is told beside them."""


@dataclass(frozen=True, slots=True)
class Made:
    """A dive in brief, without reading it: when it was made, of how many papers, from what."""

    day: date
    papers: int
    left_out: int
    """Papers that answered its search and are retracted, or excluded by the reader."""
    parts: Mapping[str, str]
    """Of `rests_on`, when it was made."""


def rests_on(
    library: Library,
    area: Area,
    profile: Profile,
    today: date,
    appraise: Appraiser | None,
    before: KeptTopics | None,
) -> dict[str, str]:
    """Return a digest of each thing that a dive is made from, by its name."""
    import msgspec

    rest = replace(
        area, query="", excluded=frozenset(), people=NOTHING_SAID, topics=(),
        # A dive says nothing of what the person thinks of its area.
        scores=(), advice=(), standing=Standing(), notes="",
    )  # fmt: skip
    parts = {
        "papers": library.stamp(),
        "search": area.query,
        "left out": area.excluded,
        "people": area.people,
        "topics": area.topics,
        "area": rest,
        "corrections": (appraise or Appraiser()).words,
        # No more of it than a dive reads: a new rota or other pay makes none older.
        "person": (profile.city, profile.country, profile.specialty, profile.question),
        "day": today,
        "before": before,
        "institutions": library.ror.stamp,
        "headings": library.mesh.stamp,
        "totals": kept_yardstick(library.folder, area.query),
        "program": _program(),
    }
    return {
        name: digest(msgspec.json.encode(part, order="deterministic").decode())
        for name, part in parts.items()
    }


def changed(made: Made, now: Mapping[str, str]) -> frozenset[str]:
    """Return the names of what is another than when a dive was made."""
    return frozenset(name for name in now if made.parts.get(name) != now[name])


def what_changed(
    made: Made, names: Iterable[str], library: Library, area: Area, today: date
) -> tuple[str, ...]:
    """Return in sentences what is another since a dive was made; none where it still stands."""
    names = frozenset(names)
    if not names:
        return ()
    said = (*_papers(made, names, library, area, today),
            *(sentence for name, sentence in SAID.items() if name in names))  # fmt: skip
    return said or ("Nothing that it rests on has changed since then.",)


def _papers(
    made: Made, names: frozenset[str], library: Library, area: Area, today: date
) -> Iterator[str]:
    if not names & {"papers", "search"}:
        return
    then = made.papers + made.left_out
    try:
        now = library.search(area.query, 0, today=today).total
    except QueryError as error:
        yield f"Its search was changed and cannot be understood: {error}"
        return
    if "search" in names:
        yield f"Its search was changed: it finds {plural(now, 'paper')} now, {then:,} then."
    elif now != then:
        verb = "answers" if now == 1 else "answer"
        yield f"{plural(now, 'paper')} {verb} its search now, {then:,} did then."
    else:
        yield "Your library was changed since; as many papers as then answer its search."


@cache
def _program() -> str:
    """What dives are made with: versions, and the state of every file of the package."""
    package = Path(__file__).parents[1]
    files = sorted(path for path in package.rglob("*") if path.suffix != ".pyc")
    states = ((file, file.stat()) for file in files)
    return digest(
        sys.version,
        *(version(name) for name in MADE_WITH),
        *(f"{file} {state.st_size} {state.st_mtime_ns}" for file, state in states),
    )
