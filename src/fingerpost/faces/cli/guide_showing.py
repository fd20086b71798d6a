"""How the entries of the guide are shown: every field in words, sources with their age last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, fields, is_dataclass
from datetime import date
from typing import Any

from fingerpost.faces.cli.output import heading, wrapped
from fingerpost.guide.freshness import freshness
from fingerpost.guide.model import CareerPath, Day, Entry, Hours, Opportunity, Source, Span
from fingerpost.guide.packs import Pack
from fingerpost.guide.windows import day_text, next_window
from fingerpost.records import Problem

_WORDS = {
    "gloss": "What it is",
    "days": "What the days look like",
    "requirements": "What it asks",
    "routes": "Ways in and first steps",
    "cheapest_test": "The cheapest test",
    "tells_no": "it tells you no if",
    "beside_clinical_work": "Beside clinical work",
    "beside_note": "On that",
    "odds": "Odds of getting in",
    "cost_pay": "What it does to pay",
    "cost_time": "Training time",
    "cost_money": "Money",
    "advantage": "What a clinician brings",
    "next_roads": "Where it may lead",
    "abroad": "From elsewhere",
    "seen_in": "Told of these countries",
    "entry": "Who decides on entry",
    "entry_months": "Months to the first day",
    "leaves_patients": "Against staying in clinical work",
    "pay_drops": "Many earn less than in clinical work",
    "levels": "Levels",
    "evidence": "What would show it",
    "by_hours_to": "Evenings can reach level",
    "gives": "Brings you to",
    "waits": "To be waited for",
}
_LAST = {"id", "name", "title", "sources", "checked", "origin"}
_AT_LEVEL = {"levels", "evidence"}
_PLAIN = {"title", "text", "axis", "need", "detail", "kind", "url", "hours", "what_for", "weeks"}
"""Fields of what stands inside an entry whose value needs no name before it."""


def show_entry(kind: str, entry: Entry, today: date) -> None:
    """Print an entry whole."""
    name = entry.title if hasattr(entry, "title") else entry.name
    heading(f"{name}  ({kind} {entry.id})")
    if entry.origin:
        wrapped(f"[{entry.origin}]")
    if isinstance(entry, CareerPath) and entry.beside_clinical_work is None:
        wrapped(f"Beside clinical work: nobody says. Ask {entry.whom_to_ask}.", "    ", "")
    for field in fields(entry):
        if field.name not in _LAST and getattr(entry, field.name) not in ("", (), None):
            _show_field(field.name, getattr(entry, field.name))
    if isinstance(entry, Opportunity):
        wrapped(_next(entry, today))
    for source in entry.sources:
        wrapped(f"Source: {_value(source)}", "    ", "")
    wrapped(f"{freshness(entry.sources, today)} Checked on {entry.checked}.")


def entry_row(kind: str, entry: Entry, today: date | None = None) -> dict[str, Any]:
    """Return an entry as plain data: its head, or with `today` the whole with its freshness."""
    name = entry.title if hasattr(entry, "title") else entry.name
    head = {"kind": kind, "id": entry.id, "name": name, "origin": entry.origin or None}
    if today is None:
        return {**head, "checked": entry.checked}
    whole = {**asdict(entry), **head, "freshness": freshness(entry.sources, today)}
    if isinstance(entry, Opportunity):
        window = next_window(entry, today)
        whole["next"] = window and {
            "opens": window.opens and window.opens.isoformat(),
            "closes": window.closes.isoformat(),
            "confirmed": window.confirmed,
        }
    return whole


def problem_row(problem: Problem) -> dict[str, Any]:
    """Return a fault as plain data."""
    return {"file": problem.file, "line": problem.line, "reason": problem.reason}


def pack_row(pack: Pack) -> dict[str, Any]:
    """Return a pack as plain data."""
    return {
        "name": pack.name,
        "title": pack.about.title,
        "by": pack.about.by,
        "about": pack.about.about,
        "imported_from": pack.about.imported_from or None,
        "entries": pack.entries,
        "problems": [problem_row(problem) for problem in pack.problems],
        "conflicts": [conflict.sentence() for conflict in pack.conflicts],
    }


def _next(entry: Opportunity, today: date) -> str:
    window = next_window(entry, today)
    if window is None:
        return "No day that is still to come is known."
    first = f"opens {window.opens.isoformat()}, " if window.opens else ""
    sure = "" if window.confirmed else " (a guess from another year; look at its page)"
    return f"Next: {first}closes {window.closes.isoformat()}{sure}."


def _show_field(name: str, value: Any) -> None:
    words = _WORDS.get(name, name.replace("_", " ").capitalize())
    if not isinstance(value, tuple):
        wrapped(f"{words}: {_value(value)}", "    ", "")
        return
    wrapped(f"{words}:")
    for number, item in enumerate(value):
        lead = f"  {number}  " if name in _AT_LEVEL else "  - "
        if name == "hours":
            lead = f"  from level {number} to {number + 1}: "
        wrapped(_value(item), "     ", lead)


def _value(value: Any, unit: str = "") -> str:
    """Return a field's value in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Hours | Span):
        unit = " hours" if isinstance(value, Hours) else unit
        amount = f"{value.low:g}" if value.low == value.high else f"{value.low:g} to {value.high:g}"
        return f"{amount}{unit} ({value.basis})"
    if isinstance(value, Day):
        return day_text(value)
    if isinstance(value, Source):
        dated = f"(dated {value.dated})" if value.dated else ""
        return " ".join(part for part in (value.text, value.url, dated) if part)
    if isinstance(value, tuple):
        return ", ".join(_value(item) for item in value)
    if is_dataclass(value):
        return "; ".join(_parts(value))
    return f"{value:g}" if isinstance(value, float) else str(value).replace("machine_", "machine ")


def _parts(value: Any) -> Iterator[str]:
    for field in fields(value):
        inner = getattr(value, field.name)
        if field.name in ("id", "sources") or inner in ("", (), None):
            continue
        words = _WORDS.get(field.name, field.name.replace("_", " "))
        said = _value(inner, " weeks")
        yield said if field.name in _PLAIN else f"{words} {said}"
