"""Guide: skills, resources, programmes and dates, each with its sources and how old they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.dives.pages import hours
from fingerpost.faces.web.frame import Table, place_of, show
from fingerpost.guide import CareerPath, Guide, Need, Opportunity, Programme, Resource, Skill
from fingerpost.guide.looking import (
    PRICES,
    Told,
    by_next_day,
    paths_asking,
    programmes_giving,
    resources_for,
    told,
)
from fingerpost.guide.windows import Window

TABS = (
    ("/guide", "Skills"),
    ("/guide/resources", "Resources"),
    ("/guide/programmes", "Programmes"),
    ("/guide/dates", "Dates"),
    ("/guide/packs", "Your own and packs"),
)


@dataclass(frozen=True, slots=True)
class SkillsPage:
    """What the page of all skills shows."""

    title: str
    """The page's heading."""
    tabs: tuple[tuple[str, str], ...]
    """The parts of the guide: addresses and names."""
    faults: int
    """How many faults the home's own guide has."""
    skills: tuple[tuple[Skill, int, Told], ...]
    """Every skill with the number of its resources."""

    def table(self) -> Table:
        """One row a level of a skill."""
        head = ("skill", "name", "axis", "level", "can", "shown_by", "hours_to_next", "checked")
        rows = [
            (s.id, s.name, str(s.axis), level, can,
             s.evidence[level] if s.evidence else "",
             hours(s.hours[level].low, s.hours[level].high) if level < len(s.hours) else "",
             s.checked)
            for s, _, _ in self.skills
            for level, can in enumerate(s.levels)
        ]  # fmt: skip
        return Table(head, rows)


@dataclass(frozen=True, slots=True)
class SkillPage:
    """What the page of one skill shows."""

    title: str
    """The skill's name."""
    skill: Skill
    """The skill."""
    before: tuple[tuple[Skill, int], ...]
    """Skills to have first, with their levels."""
    resources: tuple[tuple[Resource, Told], ...]
    """What teaches it."""
    paths: tuple[tuple[CareerPath, int | None, Need], ...]
    """The paths that ask for it, with the level and how much."""
    programmes: tuple[tuple[Programme, int], ...]
    """The programmes that bring one to a level of it."""
    told: Told
    """Where it is from."""

    def table(self) -> Table:
        """One row a level."""
        return SkillsPage("", (), 0, ((self.skill, 0, self.told),)).table()


@dataclass(frozen=True, slots=True)
class ResourcesPage:
    """What the page of resources shows."""

    title: str
    """The page's heading."""
    tabs: tuple[tuple[str, str], ...]
    """The parts of the guide: addresses and names."""
    skill: str
    """The skill that is asked for; empty for any."""
    price: str
    """The price that is asked for; empty for any."""
    language: str
    """The language that is asked for; empty for any."""
    skill_choices: tuple[tuple[str, str], ...]
    """The skills that have resources: ids and names."""
    price_choices: tuple[tuple[str, str], ...]
    """The prices to choose from."""
    language_choices: tuple[tuple[str, str], ...]
    """The languages to choose from."""
    found: tuple[tuple[Resource, str, Told], ...]
    """The resources found, with their skills' names."""

    def table(self) -> Table:
        """One row a resource."""
        head = ("resource", "title", "skill", "from_level", "to_level", "hours_low", "hours_high",
                "price", "language", "url", "checked")  # fmt: skip
        rows = [
            (r.id, r.title, r.skill, r.from_level, r.to_level, r.hours.low, r.hours.high, r.price,
             r.language, r.url, r.checked)
            for r, _, _ in self.found
        ]  # fmt: skip
        return Table(head, rows)


@dataclass(frozen=True, slots=True)
class ProgrammesPage:
    """What the page of programmes shows."""

    title: str
    """The page's heading."""
    tabs: tuple[tuple[str, str], ...]
    """The parts of the guide: addresses and names."""
    kind: str
    """The kind that is asked for; empty for any."""
    kinds: tuple[tuple[str, str], ...]
    """The kinds to choose from."""
    found: tuple[tuple[Programme, tuple[CareerPath, ...], Told], ...]
    """The programmes found, with the paths that they lead into."""

    def table(self) -> Table:
        """One row a programme."""
        head = ("programme", "name", "kind", "eligible", "countries", "length", "cost", "cycle",
                "url", "checked")  # fmt: skip
        rows = [
            (p.id, p.name, str(p.kind), p.eligible, "; ".join(p.countries), p.length, p.cost,
             p.cycle, p.url, p.checked)
            for p, _, _ in self.found
        ]  # fmt: skip
        return Table(head, rows)


@dataclass(frozen=True, slots=True)
class DatesPage:
    """What the page of opportunities shows."""

    title: str
    """The page's heading."""
    tabs: tuple[tuple[str, str], ...]
    """The parts of the guide: addresses and names."""
    today: date
    """The day on which it is shown."""
    found: tuple[tuple[Opportunity, Window | None, Told], ...]
    """The opportunities, what closes first before the rest."""

    def table(self) -> Table:
        """One row an opportunity."""
        head = ("opportunity", "title", "kind", "opens", "closes", "confirmed", "note", "url",
                "checked")  # fmt: skip
        rows = [
            (o.id, o.title, str(o.kind), w.opens.isoformat() if w and w.opens else None,
             w.closes.isoformat() if w else None, "yes" if w and w.confirmed else "no", o.note,
             o.url, o.checked)
            for o, w, _ in self.found
        ]  # fmt: skip
        return Table(head, rows)


def skill_page(guide: Guide, wanted: str, today: date) -> SkillPage:
    """Return one skill; HTTPException where there is none of that id."""
    skill = next((each for each in guide.skills if each.id == wanted), None)
    if skill is None:
        raise HTTPException(404, "There is no such skill. All of them stand under Guide.")
    return SkillPage(
        title=skill.name,
        skill=skill,
        before=tuple((guide.skill(each), level) for each, level in skill.prerequisites),
        resources=tuple((each, told(each, today)) for each in resources_for(guide, skill.id)),
        paths=tuple(paths_asking(guide, skill.id)),
        programmes=tuple(programmes_giving(guide, skill.id)),
        told=told(skill, today),
    )


def resources_page(
    guide: Guide, skill: str, price: str, language: str, today: date
) -> ResourcesPage:
    """Return the resources that are asked for."""
    names = {each.id: each.name for each in guide.skills}
    taught = {each.skill for each in guide.resources}
    languages = sorted({each.language for each in guide.resources})
    found = resources_for(guide, skill, price, language)
    return ResourcesPage(
        title="Resources",
        tabs=TABS,
        skill=skill,
        price=price,
        language=language,
        skill_choices=tuple((each.id, each.name) for each in guide.skills if each.id in taught),
        price_choices=tuple((each, each) for each in PRICES),
        language_choices=tuple((each, each) for each in languages),
        found=tuple((each, names.get(each.skill, each.skill), told(each, today)) for each in found),
    )


def programmes_page(guide: Guide, kind: str, today: date) -> ProgrammesPage:
    """Return the programmes of a kind, or all."""
    paths = {path.id: path for path in guide.paths}
    return ProgrammesPage(
        title="Programmes",
        tabs=TABS,
        kind=kind,
        kinds=tuple(sorted({(str(each.kind), str(each.kind)) for each in guide.programmes})),
        found=tuple(
            (each, tuple(paths[p] for p in each.paths if p in paths), told(each, today))
            for each in guide.programmes
            if kind in ("", str(each.kind))
        ),
    )


def _skills(request: Request) -> Response:
    place = place_of(request)
    with place.desk() as desk:
        guide = desk.guide
    counts = {each.id: len(resources_for(guide, each.id)) for each in guide.skills}
    ordered = sorted(guide.skills, key=lambda each: (str(each.axis), each.name))
    page = SkillsPage(
        "Guide", TABS, len(guide.problems),
        tuple((each, counts[each.id], told(each, place.today())) for each in ordered),
    )  # fmt: skip
    return show(request, "guide_skills.html", page, "/guide")


def _skill(request: Request) -> Response:
    place = place_of(request)
    with place.desk() as desk:
        page = skill_page(desk.guide, request.path_params["skill"], place.today())
    return show(request, "guide_skill.html", page, "/guide")


def _resources(request: Request) -> Response:
    place, given = place_of(request), request.query_params
    with place.desk() as desk:
        page = resources_page(
            desk.guide, given.get("skill", "")[:100], given.get("price", "")[:100],
            given.get("language", "")[:100], place.today(),
        )  # fmt: skip
    return show(request, "guide_resources.html", page, "/guide")


def _programmes(request: Request) -> Response:
    place = place_of(request)
    with place.desk() as desk:
        page = programmes_page(
            desk.guide, request.query_params.get("kind", "")[:100], place.today()
        )
    return show(request, "guide_programmes.html", page, "/guide")


def _dates(request: Request) -> Response:
    place = place_of(request)
    today = place.today()
    with place.desk() as desk:
        found = by_next_day(desk.guide, today)
    rows = tuple((each, window, told(each, today)) for each, window in found)
    return show(request, "guide_dates.html", DatesPage("Dates", TABS, today, rows), "/guide")


ROUTES: Sequence[Route] = [
    Route("/guide", _skills),
    Route("/guide/skills/{skill}", _skill),
    Route("/guide/resources", _resources),
    Route("/guide/programmes", _programmes),
    Route("/guide/dates", _dates),
]
