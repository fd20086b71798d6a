"""People and institutions: who publishes here, where, and how far from the user."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from fingerpost.home.person_words import MentionRef, PersonWords
from fingerpost.landscape.affiliations import Affiliation, read_affiliation, without_email
from fingerpost.landscape.groups import NEAR_KM, Named, groups
from fingerpost.landscape.identity import CONSORTIUM, Identity, Mention, identities, name_of
from fingerpost.landscape.model import Institution, People, Person
from fingerpost.landscape.places import distance_km, locate
from fingerpost.landscape.trends import known_year
from fingerpost.library.ror import RorTable, institution_key
from fingerpost.records import Coverage, Paper
from fingerpost.text import fold

LEAST_AFFILIATIONS: Final = 0.2
MOST: Final = 30
Point = tuple[float, float]


def people(
    papers: Sequence[Paper],
    today: date,
    city: str = "",
    country: str = "",
    words: PersonWords | None = None,
    named: Named | None = None,
    ror: RorTable | None = None,
) -> People:
    """Return authors, institutions, groups, countries, and who is near the user's place.

    `words` are what the reader said of who is who; `named` is what the papers are about; `ror`
    knows institutions, where the user has given it.
    """
    with_place = sum(any(a.affiliations for a in paper.authors) for paper in papers)
    enough = with_place > 0 and with_place >= LEAST_AFFILIATIONS * len(papers)
    coverage = _coverage(with_place, len(papers), enough=enough)
    if not enough:
        return People((), (), (), (), (), coverage)
    home = locate(city, country)
    mentions = _known_to_ror(list(_mentions(papers)), ror)
    years = [known_year(paper, today) for paper in papers]
    names = _Institutions(mentions)
    pairs = [
        (one, _person(one, papers, years, home, names))
        for one in identities(papers, mentions, words)
    ]
    found = [person for _, person in pairs]
    by_work = sorted(found, key=_by_work)
    near = [p for p in by_work if p.distance_km is not None and p.distance_km <= NEAR_KM]
    near.sort(key=lambda p: p.distance_km or 0.0)
    return People(
        authors=tuple(by_work[:MOST]),
        institutions=tuple(_institutions(papers, mentions, home, names)[:MOST]),
        near=tuple(near[:MOST]),
        groups=tuple(groups(papers, pairs, named, names.keys, today)),
        countries=tuple(_countries(mentions)),
        coverage=coverage,
    )


def everyone(
    papers: Sequence[Paper],
    today: date,
    city: str = "",
    country: str = "",
    words: PersonWords | None = None,
    ror: RorTable | None = None,
) -> list[Person]:
    """Return every author of the papers, those of most papers first; no coverage is asked for."""
    home = locate(city, country)
    mentions = _known_to_ror(list(_mentions(papers)), ror)
    years = [known_year(paper, today) for paper in papers]
    names = _Institutions(mentions)
    found = [
        _person(one, papers, years, home, names) for one in identities(papers, mentions, words)
    ]
    return sorted(found, key=_by_work)


def _by_work(person: Person) -> tuple[int, int, str, tuple[str, ...]]:
    return -len(person.papers), -person.senior_on, fold(person.name), person.papers


def _coverage(have: int, of: int, *, enough: bool) -> Coverage:
    advice = "" if enough else "Import PubMed XML or MEDLINE, which carry affiliations."
    return Coverage("affiliations", have, of, LEAST_AFFILIATIONS, enough, advice)


def _mentions(papers: Sequence[Paper]) -> Iterable[Mention]:
    for index, paper in enumerate(papers):
        for position, author in enumerate(paper.authors):
            if author.family:
                places = tuple(read_affiliation(text) for text in author.affiliations)
                last = 0 < position == len(paper.authors) - 1 < CONSORTIUM
                yield Mention(index, position, last, author, places)


def _known_to_ror(mentions: list[Mention], ror: RorTable | None) -> list[Mention]:
    """The mentions with institutions as ROR names them, and its places where none was stated."""
    if ror is None or not ror.is_there:
        return mentions
    wanted = {(p.institution, p.iso, p.city) for m in mentions for p in m.places if p.institution}
    known = ror.find_all(wanted)

    def now(place: Affiliation) -> Affiliation:
        one = known.get((place.institution, place.iso, place.city))
        if one is None:
            return place
        found = place._replace(institution=one.name, ror=one.ror, iso=one.iso)
        if place.latitude is None and (not place.city or fold(place.city) == fold(one.city)):
            found = found._replace(city=one.city, latitude=one.latitude, longitude=one.longitude)
        return found

    return [replace(m, places=tuple(map(now, m.places))) if m.places else m for m in mentions]


class _Institutions:
    """What spellings of an institution share, and which of them is the commonest."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        counts = Counter(place.institution for mention in mentions for place in mention.places)
        self.keys = {name: institution_key(name) for name in counts if name}
        best: dict[str, str] = {}
        for name in sorted(self.keys, key=lambda name: (-counts[name], name)):
            best.setdefault(self.keys[name], name)
        self._best = best

    def canonical(self, name: str) -> str:
        """The commonest spelling of an institution."""
        return self._best[self.keys[name]] if name else ""


def _person(
    identity: Identity,
    papers: Sequence[Paper],
    years: Sequence[int | None],
    home: Point | None,
    names: _Institutions,
) -> Person:
    newest = sorted(
        identity.mentions, key=lambda m: (-(years[m.paper] or 0), papers[m.paper].id, m.position)
    )
    place, text = _last_place(newest)
    point = _point(place)
    emails = [m.author.email or next((p.email for p in m.places if p.email), "") for m in newest]
    dated = [year for m in newest if (year := years[m.paper]) is not None]
    mentions = tuple(sorted(_ref(mention, papers) for mention in identity.mentions))
    orcid = min((m.author.orcid for m in newest if m.author.orcid), default="")
    return Person(
        key=orcid or mentions[0].shown,
        name=max((m.author.name for m in newest), key=lambda name: (len(name), name)),
        papers=tuple(dict.fromkeys(papers[m.paper].id for m in newest)),
        last_year=max(dated, default=None),
        orcid=orcid,
        email=next((email for email in emails if email), ""),
        affiliation=text,
        institution=names.canonical(place.institution),
        ror=place.ror,
        city=place.city,
        country=place.country,
        latitude=place.latitude,
        longitude=place.longitude,
        distance_km=_distance(home, point),
        senior_on=sum(m.last for m in newest),
        corresponding_on=sum(bool(email) for email in emails),
        sure=identity.sure,
        because=identity.because,
        mentions=mentions,
    )


def _ref(mention: Mention, papers: Sequence[Paper]) -> MentionRef:
    block = name_of(mention.author).block
    return MentionRef(papers[mention.paper].id, mention.position + 1, block)


def _last_place(newest: Sequence[Mention]) -> tuple[Affiliation, str]:
    """The newest affiliation with a city, else the newest that names anything."""
    stated = [
        (place, without_email(text))
        for mention in newest
        for place, text in zip(mention.places, mention.author.affiliations, strict=False)
    ]
    for wanted in ("city", "iso", "institution"):
        for place, text in stated:
            if getattr(place, wanted):
                return place, text
    return Affiliation(), ""


def _point(place: Affiliation) -> Point | None:
    if place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def _distance(home: Point | None, point: Point | None) -> float | None:
    return round(distance_km(home, point), 1) if home and point else None


def _institutions(
    papers: Sequence[Paper],
    mentions: Iterable[Mention],
    home: Point | None,
    keys: _Institutions,
) -> list[Institution]:
    """Institutions by how many papers they have a part in."""
    seen: dict[tuple[str, str], list[tuple[int, Affiliation]]] = defaultdict(list)
    for mention in mentions:
        for place in mention.places:
            if place.institution:
                seen[keys.keys[place.institution], place.iso].append((mention.paper, place))
    found = []
    for members in seen.values():
        indices = sorted({paper for paper, _ in members})
        cities = Counter(place for _, place in members if place.city)
        where = _commonest(cities) if cities else members[0][1]
        names = Counter(place.institution for _, place in members)
        found.append(
            Institution(
                name=min(names, key=lambda name: (-names[name], name)),
                city=where.city,
                country=where.country,
                papers=tuple(papers[index].id for index in indices),
                ror=next((place.ror for _, place in members if place.ror), ""),
                distance_km=_distance(home, _point(where)),
            )
        )
    return sorted(found, key=lambda one: (-len(one.papers), fold(one.name), one.country))


def _commonest(places: Counter[Affiliation]) -> Affiliation:
    return min(places, key=lambda place: (-places[place], place.city, place.institution))


def _countries(mentions: Iterable[Mention]) -> list[tuple[str, int]]:
    """Countries by how many papers have an author there."""
    seen: dict[str, set[int]] = defaultdict(set)
    for mention in mentions:
        for place in mention.places:
            if place.country:
                seen[place.country].add(mention.paper)
    return sorted(((name, len(found)) for name, found in seen.items()), key=lambda x: (-x[1], x[0]))
