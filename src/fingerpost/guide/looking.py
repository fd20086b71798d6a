"""The guide looked at from one side: what teaches a skill, what asks for it, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fingerpost.guide.freshness import freshness, is_old
from fingerpost.guide.model import (
    CareerPath,
    Entry,
    Guide,
    Need,
    Opportunity,
    Programme,
    Resource,
    Source,
)
from fingerpost.guide.own import KINDS
from fingerpost.guide.windows import Window, next_window
from fingerpost.text import fold

PRICES = ("free", "paid", "other terms", "not stated")
_PAID = ("usd", "gbp", "eur", "paid", "subscription", "payment")


@dataclass(frozen=True, slots=True)
class Told:
    """Where an entry is from and how old that is."""

    sources: tuple[tuple[Source, bool], ...]
    """Each source, and whether it is surely older than 24 months."""
    freshness: str
    """The dates of the sources in a sentence."""
    checked: str
    """The day on which somebody looked, as an ISO date; empty where nobody said."""
    origin: str
    """Whose word it is; empty for what Fingerpost brings along."""

    @property
    def is_old(self) -> bool:
        """Whether every source that has a date is older than 24 months, and one has."""
        dated = [old for source, old in self.sources if source.dated]
        return bool(dated) and all(dated)


def told(entry: Entry, today: date) -> Told:
    """Return where an entry is from, its sources each once."""
    sources = tuple(dict.fromkeys(entry.sources))
    marked = tuple((source, is_old(source, today)) for source in sources)
    return Told(marked, freshness(sources, today), entry.checked, entry.origin)


def price_kind(price: str) -> str:
    """Return which of PRICES a resource's price is, by the words of its source."""
    words = fold(price)
    if words.startswith("free"):
        return "free"
    if words.startswith("not stated"):
        return "not stated"
    return "paid" if any(word in words.split() for word in _PAID) else "other terms"


def resources_for(
    guide: Guide, skill: str = "", price: str = "", language: str = ""
) -> list[Resource]:
    """Return resources by skill, price and language, those for lower levels first."""
    found = [
        each
        for each in guide.resources
        if skill in ("", each.skill)
        and price in ("", price_kind(each.price))
        and (not language or fold(language) in fold(each.language))
    ]
    return sorted(found, key=lambda each: (each.skill, each.from_level, each.to_level, each.id))


def paths_asking(guide: Guide, skill: str) -> list[tuple[CareerPath, int | None, Need]]:
    """Return the paths that ask for a skill, with the level and how much it is needed."""
    return [
        (path, item.level, item.need)
        for path in guide.paths
        for item in path.requirements
        if item.skill == skill
    ]


def programmes_giving(guide: Guide, skill: str) -> list[tuple[Programme, int]]:
    """Return the programmes that bring somebody to a level of a skill."""
    return [
        (programme, level)
        for programme in guide.programmes
        for given, level in programme.gives
        if given == skill
    ]


def by_next_day(guide: Guide, today: date) -> list[tuple[Opportunity, Window | None]]:
    """Return the opportunities with their next window, what closes first before the rest."""
    found = [(each, next_window(each, today)) for each in guide.opportunities]
    return sorted(
        found,
        key=lambda pair: (pair[1].closes if pair[1] else date.max, pair[0].id),
    )


def own_entries(guide: Guide) -> list[tuple[str, Entry]]:
    """Return the entries that are not Fingerpost's own, with their kinds."""
    return [
        (kind, entry)
        for kind, part in KINDS.items()
        for entry in getattr(guide, part)
        if entry.origin
    ]


def name_of(entry: Entry) -> str:
    """Return what an entry is called."""
    return entry.title if hasattr(entry, "title") else entry.name
