"""Groups: last authors with those of their institution who write with them.

In medicine the last author is by custom who leads the work. The papers of a consortium, and
those of one author, say nothing about who leads a group.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from fingerpost.landscape import concepts
from fingerpost.landscape.affiliations import Affiliation
from fingerpost.landscape.identity import Identity, Mention
from fingerpost.landscape.model import Group, Person
from fingerpost.landscape.words import read_words
from fingerpost.records import Paper
from fingerpost.text import fold, plural

NEAR_KM: Final = 200.0
IN_TOWN_KM: Final = 5.0
MOST: Final = 30
RECENT_YEARS: Final = 2
MOST_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Named:
    """The methods and clinical problems that each paper names, and that the user's words name."""

    methods: Sequence[frozenset[int]]
    problems: Sequence[frozenset[int]]
    asked_methods: frozenset[int] = frozenset()
    asked_problems: frozenset[int] = frozenset()


def named_by(
    methods: Sequence[frozenset[int]], problems: Sequence[frozenset[int]], asked: str
) -> Named:
    """Return what the papers name beside what the user's own words (`asked`) name."""
    words = read_words([Paper(title=asked)])
    [asked_methods] = concepts.named(words, concepts.methods())
    [asked_problems] = concepts.named(words, concepts.problems())
    return Named(methods, problems, asked_methods, asked_problems)


def groups(
    papers: Sequence[Paper],
    found: Sequence[tuple[Identity, Person]],
    named: Named | None,
    keys: Mapping[str, str],
    today: date,
) -> list[Group]:
    """Return at most `MOST` groups near the user, nearest first, and as many of the others.

    The others follow, those of most papers first. `keys` gives for an institution's name what all
    spellings of it share.
    """
    owners = {(m.paper, m.position): person for who, person in found for m in who.mentions}
    teams = _teams(found)
    seniors = [pair for pair in found if pair[1].senior_on and pair[1].affiliation]
    near = sorted(
        (pair for pair in seniors if is_near(pair[1])),
        key=lambda pair: (pair[1].distance_km, *_by_work(pair[1])),
    )
    others = sorted(
        (pair for pair in seniors if not is_near(pair[1])), key=lambda pair: _by_work(pair[1])
    )
    return [
        _group(who, person, papers, named, today, _members(who, person, teams, owners, keys))
        for who, person in (*near[:MOST], *others[:MOST])
    ]


def is_near(person: Person) -> bool:
    """Tell whether somebody is known to work near the user's place."""
    return person.distance_km is not None and person.distance_km <= NEAR_KM


def _by_work(person: Person) -> tuple[int, int, str, str]:
    return -person.senior_on, -(person.last_year or 0), fold(person.name), person.key


def _teams(found: Iterable[tuple[Identity, Person]]) -> Mapping[int, Sequence[Mention]]:
    teams: dict[int, list[Mention]] = defaultdict(list)
    for who, _ in found:
        for mention in who.mentions:
            teams[mention.paper].append(mention)
    return teams


def _members(
    who: Identity,
    lead: Person,
    teams: Mapping[int, Sequence[Mention]],
    owners: Mapping[tuple[int, int], Person],
    keys: Mapping[str, str],
) -> tuple[str, ...]:
    """Who wrote the lead's papers with them and states one of the institutions the lead states."""
    counts: Counter[str] = Counter()
    names = {}
    for mention in who.mentions:
        if not mention.last:
            continue
        here = {keys.get(place.institution, "") for place in mention.places} - {""}
        for other in teams[mention.paper]:
            person = owners[other.paper, other.position]
            if person is not lead and _is_at(other.places, here, keys):
                counts[person.key] += 1
                names[person.key] = person.name
    ordered = sorted(counts, key=lambda key: (-counts[key], fold(names[key]), key))
    return tuple(names[key] for key in ordered)


def _is_at(places: Iterable[Affiliation], institutions: set[str], keys: Mapping[str, str]) -> bool:
    return any(keys.get(place.institution, "") in institutions for place in places)


def _group(
    who: Identity,
    lead: Person,
    papers: Sequence[Paper],
    named: Named | None,
    today: date,
    members: tuple[str, ...],
) -> Group:
    led = {mention.paper for mention in who.mentions if mention.last}
    ids = {papers[index].id for index in led}
    years = [year for index in led if (year := papers[index].year) and year <= today.year + 1]
    last_year = max(years, default=None)
    problems = _commonest(named.problems[index] for index in led) if named else []
    methods = _commonest(named.methods[index] for index in led) if named else []
    return Group(
        lead=lead,
        institution=lead.institution or lead.affiliation,
        city=lead.city,
        country=lead.country,
        distance_km=lead.distance_km,
        members=members,
        papers=tuple(paper for paper in lead.papers if paper in ids),
        last_year=last_year,
        problems=tuple(concepts.problems().names[n] for n in problems[:MOST_NAMED]),
        methods=tuple(concepts.methods().names[n] for n in methods[:MOST_NAMED]),
        fits=_fits(lead, last_year, named, problems, methods, today),
    )


def _commonest(named: Iterable[frozenset[int]]) -> list[int]:
    counts = Counter(number for numbers in named for number in numbers)
    return sorted(counts, key=lambda number: (-counts[number], number))


def _fits(
    lead: Person,
    last_year: int | None,
    named: Named | None,
    problems: Sequence[int],
    methods: Sequence[int],
    today: date,
) -> tuple[str, ...]:
    """Why the user might write to them: subject before place before time."""
    reasons = []
    if named:
        both = [concepts.problems().names[n] for n in problems if n in named.asked_problems]
        both += [concepts.methods().names[n] for n in methods if n in named.asked_methods]
        if both:
            reasons.append(f"works on what your question or specialty names: {', '.join(both)}")
    if lead.distance_km is not None and lead.distance_km <= NEAR_KM:
        in_town = lead.distance_km <= IN_TOWN_KM
        reasons.append("in your town" if in_town else f"{lead.distance_km:.0f} km from you")
    if last_year is not None and last_year >= today.year - RECENT_YEARS:
        reasons.append(f"led a paper here in {last_year}")
    if lead.senior_on > 1:
        reasons.append(f"last author of {plural(lead.senior_on, 'paper')} here")
    return tuple(reasons)
