"""Made-up areas, dives, guides and judgements for the tests of focus and plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from fingerpost.dives import summarise
from fingerpost.dives.model import Dive, EvidenceSummary
from fingerpost.guide.model import (
    Axis,
    Basis,
    CareerPath,
    Criterion,
    Day,
    ExampleArea,
    Guide,
    Hours,
    Need,
    Opportunity,
    OpportunityKind,
    Project,
    Resource,
    Route,
    Skill,
    SmallTest,
    Span,
    Wait,
)
from fingerpost.home.area import Area, OwnScore
from fingerpost.home.profile import Profile, SkillClaim
from fingerpost.intake.yardstick import Yardstick, YearTotal
from fingerpost.landscape.model import (
    Cell,
    Grid,
    KeyPaper,
    KeyPapers,
    Landscape,
    People,
    Person,
    Trends,
)
from fingerpost.paths.model import JudgedPath, JudgedRequirement, PathJudgement, Verdict
from fingerpost.reading.model import Appraisal, Finding
from fingerpost.records import Author, Coverage, Paper, Retraction

TODAY = date(2026, 11, 25)
"""A Wednesday."""
GUESS = Basis.OURS

CRITERIA = tuple(
    Criterion(name, name.capitalize(), "How much?", "little", "much", 1.0, ())
    for name in ("scale", "tractability", "neglectedness", "momentum", "fit")
)


def guide(**parts: Any) -> Guide:
    """A guide with the five criteria, two skills, a resource, projects; parts may be replaced."""
    whole: dict[str, Any] = {
        "skills": (skill("python"), skill("statistics", (("python", 2),))),
        "paths": (),
        "resources": (
            Resource("course", "A short course", "python", 0, 2, Hours(10, 14, Basis.SOURCED),
                     "free", "https://example.org/course", ()),
        ),
        "projects": (project("ward-audit", ("research",)), project("any", ())),
        "criteria": CRITERIA,
        "example_areas": (ExampleArea("sepsis", "Sepsis", "Who worsens first?", "sepsis", ()),),
    }  # fmt: skip
    return Guide(**(whole | parts))


def skill(name: str, needs: tuple[tuple[str, int], ...] = ()) -> Skill:
    """A skill of which every level takes 8 to 12 hours."""
    levels = tuple(f"can do {name} as far as {level}" for level in range(5))
    return Skill(name, name.capitalize(), Axis.MACHINE_LEARNING, "", levels,
                 (Hours(8, 12, GUESS),) * 4, needs, ())  # fmt: skip


def project(name: str, paths: tuple[str, ...], areas: tuple[str, ...] = ()) -> Project:
    """A project of 3 to 5 hours."""
    return Project(name, f"Project {name}", "Does it work?", "Open records",
                   "https://example.org/data", "free after registering", Hours(3, 5, GUESS),
                   areas, paths, ())  # fmt: skip


def opportunity(
    name: str,
    opens: Day | None,
    closes: Day | None,
    *,
    paths: tuple[str, ...] = (),
    waits: Sequence[int] = (),
    confirmed: int | None = None,
) -> Opportunity:
    """A window between two days, or a wait where it closes on none."""
    kind = OpportunityKind.WINDOW if closes else OpportunityKind.WAIT
    return Opportunity(
        name, f"The {name}", kind, "", paths, opens, closes, confirmed,
        tuple(Wait("a decision", Span(weeks - 1, weeks, GUESS)) for weeks in waits),
        "", f"https://example.org/{name}", (), "2026-11-01",
    )  # fmt: skip


def papers(count: int, word: str = "imaging", source: str = "pubmed-xml") -> tuple[Paper, ...]:
    """Papers whose titles have a word."""
    return tuple(
        Paper(title=f"Made-up {word} study {n}", abstract="Words.", year=2020, pmid=str(1000 + n),
              authors=(Author("Okoro", "Ada"),), journal="J Made Up", source=source)
        for n in range(count)
    )  # fmt: skip


def coverage(enough: bool, needs: str = "what it takes") -> Coverage:
    """Enough, or 3 of 100."""
    return Coverage(needs, 90 if enough else 3, 100, 0.5, enough, "" if enough else "Import more.")


def person(name: str = "Ada Okoro", senior_on: int = 2) -> Person:
    """An author 12 km away."""
    return Person(
        key="pmid:1000#1", name=name, papers=("pmid:1000",), last_year=2025, orcid="", email="",
        affiliation="Made-up Hospital", institution="Made-up Hospital", ror="", city="Leeds",
        country="GB", latitude=53.8, longitude=-1.5, distance_km=12.0, senior_on=senior_on,
        corresponding_on=0, sure=0.9, because="full name and institution", mentions=(),
    )  # fmt: skip


def dive(
    name: str,
    found: Sequence[Paper] = (),
    *,
    enough: bool = True,
    growth: float | None = 0.1,
    empty: int = 5,
    tested: int = 10,
    starter_share: float = 0.0,
    near: Sequence[Person] = (),
    retracted: str = "",
) -> Dive:
    """A dive whose figures are all covered, or none; ten cells of which `empty` have no paper."""
    held = tuple(found) or papers(100, name)
    if retracted:
        held = (*held, Paper(title="Taken back", pmid=retracted, retraction=Retraction.RETRACTED))
    yes = Finding("yes")
    appraisals = tuple(
        Appraisal(
            p.id,
            Finding("development"),
            methods=(Finding("svm"),),
            external_validation=yes if n < tested else Finding(),
        )
        for n, p in enumerate(held)
    )
    evidence = summarise(appraisals, len(held))
    cells = tuple(
        Cell("cnn", f"problem {n}", 0 if n < empty else 3, 2.0, ()) for n in range(10)
    )  # fmt: skip
    keys = tuple(KeyPaper(p.id, "Central in its words.", 1.0) for p in reversed(held[-4:]))
    said = coverage(enough)
    landscape = Landscape(
        papers=len(held),
        topics=(),
        places=(),
        trends=Trends((), 0, growth if enough else None, None if growth is None else growth - 0.05,
                      None if growth is None else growth + 0.05, coverage(enough, "even years"),
                      Yardstick("pubmed", name, "2026-11-20", (YearTotal(2025, len(held), 10_000),))
                      if enough else None),
        key_papers=KeyPapers(keys, "how central and typical their words are", said),
        grid=Grid(("cnn",), tuple(f"problem {n}" for n in range(10)), cells, 0, 0, said),
        people=People((), (), tuple(near), (), (), coverage(enough, "affiliations")),
    )  # fmt: skip
    return Dive(
        name, name.replace("-", " ").capitalize(), name, name, TODAY, held, (), landscape,
        appraisals, evidence if enough else EvidenceSummary(
            len(held), 0, None, 0, (), (), coverage(enough, "an abstract")),
        starter_share,
    )  # fmt: skip


def area(name: str, **scores: float | tuple[float, float, float]) -> Area:
    """An area with own scores, each a number or (low, score, high)."""
    own = []
    for criterion, value in scores.items():
        low, score, high = value if isinstance(value, tuple) else (None, value, None)
        own.append(OwnScore(criterion, score, "my reason", low, high))
    return Area(name, name.replace("-", " ").capitalize(), name, scores=tuple(own))


def profile(**parts: Any) -> Profile:
    """A person with four hours a week and some Python."""
    whole: dict[str, Any] = {
        "hours_per_week": 4.0,
        "skills": (SkillClaim("python", 1), SkillClaim("statistics", 0)),
    }
    return Profile(**(whole | parts))


def route(name: str, kind: str, hours: float = 4) -> Route:
    """A route of exactly these hours."""
    return Route(name, f"Route {name}", kind, Hours(hours, hours, GUESS))


def needs(
    skill_id: str, needed: int, mine: int | None, need: Need = Need.MUST
) -> JudgedRequirement:
    """A judged requirement; the gap follows."""
    gap = None if mine is None else max(0, needed - mine)
    return JudgedRequirement(Axis.MACHINE_LEARNING, skill_id, skill_id.capitalize(), "", need,
                             needed, mine, "", gap, 8, 12, GUESS, "your claim")  # fmt: skip


def judged(
    name: str = "research",
    requirements: Sequence[JudgedRequirement] = (),
    routes: Sequence[Route] = (),
    verdict: Verdict = Verdict.WITHIN,
    wanted: int | None = 1,
) -> JudgedPath:
    """A judged path whose small test takes 2 to 4 hours."""
    test = SmallTest(f"Try {name} for an evening", Hours(2, 4, GUESS), "you were bored throughout.")
    path = CareerPath(
        name, name.capitalize(), "", "", (), tuple(routes), test, None, "", "not stated",
        "not stated", "", f"somebody who works in {name}", (), "2026-11-01",
    )  # fmt: skip
    return JudgedPath(path, verdict, "", None, None, None, None, tuple(requirements),
                      ("Does it need a degree?",), test, wanted, None)  # fmt: skip


def judgement(*paths: JudgedPath, best: Sequence[str] | None = None) -> PathJudgement:
    """A judgement in this order; all that are not ruled out are best."""
    fitting = [p.path.id for p in paths if p.verdict is not Verdict.RULED_OUT]
    return PathJudgement(paths, ("wanted",), tuple(fitting if best is None else best), "")
