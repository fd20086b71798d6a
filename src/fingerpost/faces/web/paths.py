"""Paths: every way in judged for the person, one page each, and two of them side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.faces.web.frame import Table, place_of, see_other, show
from fingerpost.faces.web.judged import judgement_of
from fingerpost.guide.freshness import freshness
from fingerpost.paths import JudgedPath, PathJudgement, Verdict
from fingerpost.paths.model import Asked

VERDICTS = {
    Verdict.READY: "ready now",
    Verdict.WITHIN: "within reach",
    Verdict.FAR: "far",
    Verdict.RULED_OUT: "ruled out",
}


@dataclass(frozen=True, slots=True)
class PathsPage:
    """What the page Paths shows."""

    title: str
    """The page's heading."""
    judgement: PathJudgement
    """Every path, in the person's order, and what that order follows."""
    verdicts: Mapping[str, str]
    """How far each path is, in words, by its id."""
    is_example: bool
    """True while the person is the packaged example."""

    def table(self) -> Table:
        """One row a path."""
        head = ("path", "name", "verdict", "sentence", "months_low", "months_high", "wanted",
                "odds", "cost", "beside_clinical_work", "cheapest_test")  # fmt: skip
        return Table(head, [_row(judged) for judged in self.judgement.paths])


@dataclass(frozen=True, slots=True)
class PathPage:
    """What the page of one path shows."""

    title: str
    """The path's name."""
    judged: JudgedPath
    """The path beside what the person has."""
    verdict: str
    """How far it is, in words."""
    roads: tuple[str, ...]
    """The names of the paths that it may lead to."""
    freshness: str
    """How old its sources are, in a sentence."""
    others: tuple[tuple[str, str], ...]
    """Ids and names of the other paths, to compare it with."""

    def table(self) -> Table:
        """One row a requirement; the hours are those that it adds to the path's."""
        head = ("axis", "requirement", "need", "needed", "mine", "gap", "hours_low", "hours_high",
                "sure", "evidence")  # fmt: skip
        rows = [
            (r.axis, r.name or r.text, r.need, r.needed, r.mine, r.gap, row.low, row.high,
             r.sure, r.evidence)
            for row in self.judged.asked for r in (row.item,)
        ]  # fmt: skip
        return Table(head, rows)


@dataclass(frozen=True, slots=True)
class Side:
    """A requirement as two paths ask it; None where one does not."""

    name: str
    one: Asked | None
    other: Asked | None


@dataclass(frozen=True, slots=True)
class ComparePage:
    """What the page of two paths side by side shows."""

    title: str
    """The page's heading."""
    one: JudgedPath
    """The path on the left."""
    other: JudgedPath
    """The path on the right."""
    verdicts: tuple[str, str]
    """How far each is, in words."""
    sides: tuple[Side, ...]
    """What both ask first, then what one of them asks."""

    def table(self) -> Table:
        """One row a requirement, with the level that each path asks."""
        head = ("requirement", self.one.path.id, self.other.path.id, "mine")
        return Table(head, [(side.name, *_levels(side)) for side in self.sides])


def _levels(side: Side) -> tuple[int | None, int | None, int | None]:
    known = side.one or side.other
    return (
        side.one.item.needed if side.one else None,
        side.other.item.needed if side.other else None,
        known.item.mine if known else None,
    )


def verdict_words(judged: JudgedPath) -> str:
    """Return how far a path is; a distance that nobody can tell is not called far."""
    if judged.verdict is Verdict.FAR and judged.months_low is None:
        return "cannot be said yet"
    return VERDICTS[judged.verdict]


def compare_page(one: JudgedPath, other: JudgedPath) -> ComparePage:
    """Return two paths side by side."""
    left, right = _by_skill(one), _by_skill(other)
    keys = sorted(left | right, key=lambda key: (key not in left or key not in right, key))
    sides = []
    for key in keys:
        for mine, theirs in zip_longest(left.get(key, ()), right.get(key, ())):
            known = (mine or theirs).item
            sides.append(Side(known.name or known.text, mine, theirs))
    return ComparePage(
        title=f"{one.path.name} and {other.path.name}",
        one=one,
        other=other,
        verdicts=(verdict_words(one), verdict_words(other)),
        sides=tuple(sides),
    )


def _by_skill(judged: JudgedPath) -> dict[str, list[Asked]]:
    """Return what a path asks by skill, or by its words where it is none, high levels first."""
    found: dict[str, list[Asked]] = {}
    for row in sorted(judged.asked, key=lambda row: -(row.item.needed or 0)):
        found.setdefault(row.item.skill or row.item.name or row.item.text, []).append(row)
    return found


def paths_page(judgement: PathJudgement, *, is_example: bool) -> PathsPage:
    """Return all paths."""
    return PathsPage(
        title="Which way in fits me?",
        judgement=judgement,
        verdicts={judged.path.id: verdict_words(judged) for judged in judgement.paths},
        is_example=is_example,
    )


def path_page(judgement: PathJudgement, wanted: str, today: date) -> PathPage:
    """Return one path; HTTPException where there is none of that id."""
    judged = _named(judgement, wanted)
    names = {each.path.id: each.path.name for each in judgement.paths}
    return PathPage(
        title=judged.path.name,
        judged=judged,
        verdict=verdict_words(judged),
        roads=tuple(names.get(road, road) for road in judged.path.next_roads),
        freshness=freshness(judged.path.sources, today),
        others=tuple((key, name) for key, name in names.items() if key != judged.path.id),
    )


def _all(request: Request) -> Response:
    with place_of(request).desk() as desk:
        page = paths_page(judgement_of(desk), is_example=desk.profile.is_example)
    two = request.query_params.get("said") == "two"
    notice = "Tick two different paths to compare them." if two else ""
    return show(request, "paths.html", page, "/paths", notice=notice)


def _one(request: Request) -> Response:
    place = place_of(request)
    with place.desk() as desk:
        page = path_page(judgement_of(desk), request.path_params["path"], place.today())
    return show(request, "path.html", page, "/paths")


def _compare(request: Request) -> Response:
    chosen = request.query_params.getlist("with")[:3]
    if len(set(chosen)) != 2:
        return see_other("/paths", said="two")
    with place_of(request).desk() as desk:
        judgement = judgement_of(desk)
        page = compare_page(_named(judgement, chosen[0]), _named(judgement, chosen[1]))
    return show(request, "compare.html", page, "/paths")


def _named(judgement: PathJudgement, wanted: str) -> JudgedPath:
    for judged in judgement.paths:
        if judged.path.id == wanted:
            return judged
    raise HTTPException(404, "There is no such path. All of them stand under Paths.")


def _row(judged: JudgedPath) -> tuple[str | int | float | None, ...]:
    beside = {None: "not stated", True: "yes", False: "no"}[judged.beside_clinical_work]
    return (
        judged.path.id, judged.path.name, verdict_words(judged), judged.sentence,
        judged.months_low, judged.months_high, judged.wanted, judged.path.odds,
        judged.path.cost, beside, judged.cheapest_test.title,
    )  # fmt: skip


ROUTES = [
    Route("/paths", _all),
    Route("/paths/compare", _compare),
    Route("/paths/{path}", _one),
]
