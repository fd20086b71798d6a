"""The plan as a picture of one page: a bar for each step, weeks from left to right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from xml.sax.saxutils import escape

from fingerpost.plan.calendar_file import KINDS
from fingerpost.plan.model import Plan, Step
from fingerpost.text import plural, visible

WIDTH, _LABELS, _TOP, _ROW = 1120, 430, 92, 17
_HEAD = 68
"""What stands above the months, which a page says itself."""
_RIGHT = 14
MOST_ROWS = 38
"""Steps that one page has room for; the rest is counted."""
_SHORT = 62
_STYLE = """
:root { color-scheme: light dark }
.paper { fill: #fff } .ink { fill: #1c2733 } .soft { fill: #55616e } .line { stroke: #d8dde3 }
.lost { fill: #e9ecef } .test { fill: #fff4d6 } .today { stroke: #b3261e; stroke-width: 1.5 }
.due { fill: #b3261e } .learn { fill: #2a6fb0 } .read { fill: #6a4fa3 } .do { fill: #1f7a4d }
.meet { fill: #b4610e } .wait { fill: none; stroke: #55616e; stroke-dasharray: 3 2 }
text { font: 11px system-ui, sans-serif } .big { font-size: 17px; font-weight: 600 }
@media (prefers-color-scheme: dark) {
.paper { fill: #14181d } .ink { fill: #e8edf2 } .soft { fill: #a5b0bb } .line { stroke: #333c46 }
.lost { fill: #232a31 } .test { fill: #3a3217 } .today { stroke: #ff8a80 } .due { fill: #ff8a80 }
.learn { fill: #6db1ee } .read { fill: #b39be6 } .do { fill: #63c796 } .meet { fill: #f0a35a }
.wait { stroke: #a5b0bb } }
@media print {
.paper { fill: #fff } .ink { fill: #000 } .soft { fill: #333 } .line { stroke: #bbb }
.lost { fill: #eee } .test { fill: #f6f0dc } .today { stroke: #900 } .due { fill: #900 }
.learn { fill: #2a6fb0 } .read { fill: #6a4fa3 } .do { fill: #1f7a4d } .meet { fill: #b4610e }
.wait { stroke: #333 } }
"""


def plan_svg(plan: Plan) -> str:
    """Return the plan as an SVG of one landscape page; light, dark and on paper.

    Each bar has a title for screen readers and for the pointer; kinds are told apart by a letter
    as well as by colour. Steps that the page has no room for are counted.
    """
    height, chart = _drawn(plan)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" {_name(plan)}'
        f"<style>{_STYLE}</style>{''.join(_head(plan, height))}{chart}</svg>\n"
    )


def plan_figure(plan: Plan) -> str:
    """Return the same picture for a page whose style sheet knows `svg.timeline`, without head."""
    height, chart = _drawn(plan)
    box = f"0 {_HEAD} {WIDTH} {height - _HEAD}"
    return f'<svg class="timeline" viewBox="{box}" {_name(plan)}{chart}</svg>\n'


def _name(plan: Plan) -> str:
    return (
        'role="img" aria-labelledby="plan-name plan-what">'
        f'<title id="plan-name">Plan</title><desc id="plan-what">{_safe(plan.sentence)}</desc>'
    )


def _drawn(plan: Plan) -> tuple[int, str]:
    """Return the height of the whole picture, and all of it below the head."""
    steps = sorted((*plan.steps, *plan.waits), key=lambda step: (step.start, step.end, step.id))
    shown, more = steps[:MOST_ROWS], steps[MOST_ROWS:]
    height = _TOP + _ROW * (len(shown) + bool(more)) + 40
    body = list(_chart(plan, shown, height) if shown else ())
    if more:
        said = f"and {plural(len(more), 'later step')} until {_day(max(s.end for s in more))}"
        body.append(_text(14, height - 42, said, "soft"))
    return height, "".join([*body, _legend(height)])


def _head(plan: Plan, height: int) -> Iterator[str]:
    yield f'<rect class="paper" width="{WIDTH}" height="{height}"/>'
    yield _text(14, 26, "Plan", "ink big")
    if plan.test:
        test = plan.test
        yield _text(
            14, 46,
            f"First, {_day(test.start)} to {_day(test.end)}: a four-week test of {test.path_name}",
            "ink",
        )  # fmt: skip
    for number, said in enumerate(plan.leading[:1]):
        yield _text(14, 63 + 15 * number, _short(said, 150), "due")


def _chart(plan: Plan, shown: Sequence[Step], height: int) -> Iterator[str]:
    first = min(step.start for step in shown)
    first -= timedelta(days=first.weekday())
    last = max(step.end for step in shown) + timedelta(days=7)
    scale = (WIDTH - _LABELS - _RIGHT) / (last - first).days
    bottom = height - 36

    def at(day: date) -> float:
        return round(_LABELS + (day - first).days * scale, 1)

    if plan.test:
        begin, end = max(plan.test.start, first), plan.test.end + timedelta(days=1)
        yield _box("test", at(begin), _TOP - 6, at(end) - at(begin), bottom - _TOP + 6)
    for monday in plan.lost:
        if first <= monday < last:
            yield _box("lost", at(monday), _TOP - 6, round(7 * scale, 1), bottom - _TOP + 6)
    for day in _month_starts(first, last):
        yield f'<line class="line" x1="{at(day)}" y1="{_TOP - 6}" x2="{at(day)}" y2="{bottom}"/>'
        yield _text(at(day) + 2, _TOP - 10, _month(day), "soft")
    if plan.made and first <= plan.made <= last:
        x = at(plan.made)
        yield f'<line class="today" x1="{x}" y1="{_TOP - 6}" x2="{x}" y2="{bottom}"/>'
    for number, step in enumerate(shown):
        yield _row(step, _TOP + _ROW * number, at(step.start), at(step.end + timedelta(days=1)), at)


def _row(step: Step, y: int, begin: float, end: float, at: Callable[[date], float]) -> str:
    kind = step.kind if step.kind in KINDS else "do"
    size = f"{step.hours:g} h" if step.hours else "no hours"
    said = f"{step.title}: {_day(step.start)} to {_day(step.end)}, {size}"
    bar = _box(kind, begin, y + 2, max(3.0, round(end - begin, 1)), _ROW - 6)
    due = ""
    if step.closes and at(step.closes) <= WIDTH:
        x, middle = at(step.closes), y + _ROW / 2 - 1
        due = f'<path class="due" d="M{x} {middle - 5}l4 5l-4 5l-4 -5z"/>'
    label = _text(14, y + 11, f"{KINDS[kind][0]}  {_short(step.title, _SHORT)}", "ink")
    return f"<g><title>{_safe(said)}</title>{label}{bar}{due}</g>"


def _legend(height: int) -> str:
    kinds = ", ".join(f"{name[0]} {name.lower()}" for name in KINDS.values())
    said = (
        f"{kinds}. Red line: today. Red diamond: last day. Grey: lost weeks. Yellow: the four-week "
        "test."
    )
    return _text(14, height - 14, said, "soft")


def _box(name: str, x: float, y: float, width: float, height: float) -> str:
    return (
        f'<rect class="{name}" x="{x}" y="{y}" width="{round(width, 1)}" '
        f'height="{round(height, 1)}" rx="2"/>'
    )


def _text(x: float, y: float, text: str, name: str) -> str:
    return f'<text class="{name}" x="{x}" y="{y}">{_safe(text)}</text>'


def _safe(text: str) -> str:
    return escape(visible(text))


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _month_starts(first: date, last: date) -> Iterator[date]:
    """Yield the first of each month; of many months every other or every third."""
    count = (last.year - first.year) * 12 + last.month - first.month
    apart = 1 if count <= 14 else 2 if count <= 20 else 3
    for number in range(1, count + 1):
        month = first.month - 1 + number
        if number % apart == 0:
            yield date(first.year + month // 12, month % 12 + 1, 1)


def _month(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.year}" if day.month == 1 else _MONTHS[day.month - 1]


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
