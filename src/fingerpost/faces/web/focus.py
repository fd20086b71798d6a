"""Focus: weights before scores; then the order with how sure it is, and what would change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.desk import Desk
from fingerpost.errors import UsageError
from fingerpost.faces.web.compared import Waiting, comparison_of, pair_of, waiting
from fingerpost.faces.web.focus_doing import notice_of, weights_from
from fingerpost.faces.web.frame import Table, place_of, see_other, show
from fingerpost.focus import SAME_FIGURE, Comparison, Evidence, history, still_known
from fingerpost.focus.history import Step
from fingerpost.focus.why import Pair
from fingerpost.guide import Guide
from fingerpost.guide.model import Criterion
from fingerpost.home import Area

_COUNTS = {
    0.0: "does not count", 0.5: "counts half", 1.0: "counts as usual", 2.0: "counts double",
    3.0: "counts three times",
}  # fmt: skip
HIGHEST = 3.0
"""The end of a slider; a larger weight can be typed."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A criterion with its weight."""

    criterion: Criterion
    weight: float
    share: float
    """Of all weights, 0 to 1."""
    words: str
    """What the weight means."""
    same_as: str
    """The name of a criterion that feeds on the same figure; empty for none."""
    highest: float
    """Where its slider ends."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known of an area on one criterion that counts."""

    weighed: Weighed
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Placed:
    """An area in its place, or unranked with the reason."""

    area: Area
    first_share: float | None
    """How often it comes first, 0 to 1; None where it is not ranked, or stands beside no other."""
    score: float | None
    score_said: str
    """The score with its range and how many criteria it rests on."""
    judged: tuple[Judged, ...]
    unranked: str
    """Why it is not ranked; empty where it is."""


@dataclass(frozen=True, slots=True)
class FocusPage:
    """What the page Focus shows."""

    title: str
    """The page's heading."""
    criteria: tuple[Weighed, ...]
    """The criteria with the weights that the order is shown with."""
    is_chosen: bool
    """False until the person has weighed the criteria; then no score is shown."""
    is_tried: bool
    """True where the weights are only tried."""
    waiting: Waiting
    """What must be looked into first."""
    comparison: Comparison | None
    """The order; None before the weights are chosen, or while an area was never looked into."""
    placed: tuple[Placed, ...]
    """The areas in their order, then those that are not ranked."""
    history: tuple[Step, ...]
    """How the order moved, the newest first."""
    names: Mapping[str, str]
    """Titles of areas by their names."""

    def table(self) -> Table:
        """A row for each area and criterion; only the criteria before they are weighed."""
        if self.comparison is None:
            rows = [
                (w.criterion.id, w.criterion.name, w.weight, w.criterion.anchor_1,
                 w.criterion.anchor_5) for w in self.criteria
            ]  # fmt: skip
            return Table(("criterion", "name", "weight", "anchor_1", "anchor_5"), rows)
        head = ("area", "title", "first_share", "score_of_area", "criterion", "weight", "score",
                "low", "high", "origin", "reason")  # fmt: skip
        return Table(head, [
            (p.area.name, p.area.title, p.first_share, p.score, j.weighed.criterion.id,
             j.weighed.weight, j.evidence.score, j.evidence.low, j.evidence.high,
             j.evidence.origin, j.evidence.reason) for p in self.placed for j in p.judged
        ])  # fmt: skip


@dataclass(frozen=True, slots=True)
class WhyPage:
    """What the page of two areas side by side shows."""

    title: str
    """The page's heading."""
    pair: Pair
    """The two, criterion by criterion."""

    def table(self) -> Table:
        """A row for each criterion."""
        one, other = self.pair.one.name, self.pair.other.name
        head = ("criterion", "weight", one, other, "speaks", f"reason_{one}", f"reason_{other}")
        return Table(head, [
            (p.criterion, p.weight, p.one.score, p.other.score, p.speaks, p.one.reason,
             p.other.reason) for p in self.pair.points
        ])  # fmt: skip


def focus_page(desk: Desk, today: date, tried: Mapping[str, float] | None = None) -> FocusPage:
    """Return the areas compared with the weights that were chosen, or with others for a try.

    Nothing is looked into, so that it is quick; `waiting` says what should be.
    """
    chosen = still_known(desk.home.weights(), desk.guide.criteria)
    weights = {**chosen, **(tried or {})} if chosen else chosen
    found = comparison_of(desk, today, weights) if chosen else None
    criteria = _weighed(desk.guide, weights)
    areas = {area.name: area for area in desk.home.areas()}
    entries = desk.home.journal.read()[0]
    return FocusPage(
        title="What to focus on",
        criteria=criteria,
        is_chosen=bool(chosen),
        is_tried=bool(chosen) and tried is not None,
        waiting=waiting(desk, today) if chosen else Waiting((), ()),
        comparison=found,
        placed=_placed(found, areas, criteria) if found else (),
        history=tuple(reversed(history(entries))) if chosen else (),
        names={name: area.title for name, area in areas.items()},
    )


def _weighed(guide: Guide, weights: Mapping[str, float]) -> tuple[Weighed, ...]:
    numbers = {c.id: float(weights.get(c.id, c.weight)) for c in guide.criteria}
    names = {c.id: c.name for c in guide.criteria}
    whole = sum(numbers.values())
    found = []
    for criterion in guide.criteria:
        weight = numbers[criterion.id]
        share = weight / whole if whole else 0.0
        of = f", {share:.0%} of the whole" if weight else ""
        words = _COUNTS.get(weight, f"counts {weight:g} times as much as usual") + of
        same = next((s for s in SAME_FIGURE if s != criterion.id), "")
        known = names.get(same, "") if criterion.id in SAME_FIGURE else ""
        found.append(Weighed(criterion, weight, share, words, known, max(HIGHEST, weight)))
    return tuple(found)


def _placed(
    found: Comparison, areas: Mapping[str, Area], criteria: Sequence[Weighed]
) -> tuple[Placed, ...]:
    by_id = {each.criterion.id: each for each in criteria}

    def judged(evidence: Sequence[Evidence]) -> tuple[Judged, ...]:
        each = (Judged(by_id[item.criterion], item) for item in evidence)
        return tuple(one for one in each if one.weighed.weight)

    ranked = [
        Placed(areas[a.name], found.share_of(a), a.score, a.score_sentence, judged(a.evidence), "")
        for a in found.areas
    ]
    apart = [
        Placed(areas[a.name], None, None, "", judged(a.evidence), a.why) for a in found.unranked
    ]
    return (*ranked, *apart)


def _page(request: Request) -> Response:
    place = place_of(request)
    with place.desk() as desk:
        page = focus_page(desk, place.today(), _tried(request, desk))
    notice, undo = notice_of(request)
    return show(request, "focus.html", page, "/focus", notice=notice, undo=undo)


def _tried(request: Request, desk: Desk) -> dict[str, float] | None:
    """Return weights that are only tried, as the address has them; None where there are none."""
    given = request.query_params
    if not given.get("try"):
        return None
    typed = {each.id: given.get(f"w-{each.id}", "") for each in desk.guide.criteria}
    return weights_from(desk.guide, typed)


def _why(request: Request) -> Response:
    place = place_of(request)
    given = request.query_params
    with place.desk() as desk:
        chosen = still_known(desk.home.weights(), desk.guide.criteria)
        if not chosen:
            return see_other("/focus")
        both = desk.home.area(given.get("one", "")), desk.home.area(given.get("other", ""))
        if both[0].name == both[1].name:
            raise UsageError("Choose two different areas.")
        pair = pair_of(desk, place.today(), both, chosen)
    if pair is None:
        return see_other("/focus")
    title = f"{both[0].short_title} and {both[1].short_title}"
    return show(request, "why.html", WhyPage(title, pair), "/focus")


ROUTES = [
    Route("/focus", _page),
    Route("/focus/why", _why),
]
