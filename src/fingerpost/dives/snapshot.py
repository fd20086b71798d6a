"""A dive kept in the home: a dated folder with page, Markdown, tables and recipe."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fingerpost.dives.beside import beside
from fingerpost.dives.branches import Branch, branches
from fingerpost.dives.map_page import map_picture
from fingerpost.dives.model import Change, Dive, TopicChanges
from fingerpost.dives.pages import dive_markdown, dive_page, render
from fingerpost.dives.recipe import recipe
from fingerpost.dives.tables import dive_tables, to_csv
from fingerpost.dives.topic_history import sentences
from fingerpost.home import Home, write_output


def save_snapshot(home: Home, dive: Dive) -> Path:
    """Write the dive into the home and return its folder; the same input gives the same bytes."""
    folder = home.folder / "dives" / dive.area / dive.today.isoformat()
    write_output(folder / "report.html", dive_page(dive))
    write_output(folder / "report.md", dive_markdown(dive))
    write_output(folder / "map.svg", map_picture(dive))
    tables = dive_tables(dive)
    for name, table in tables.items():
        write_output(folder / name, table)
    made = json.dumps(recipe(dive, tables), indent=1, sort_keys=True)
    write_output(folder / "recipe.json", made + "\n")
    return folder


def dive_json(dive: Dive, folder: Path) -> dict[str, Any]:
    """Return what `dive --json` prints."""
    return {
        "area": dive.area,
        "papers": len(dive.papers),
        "topics": [_topic(branch) for branch in branches(dive.landscape)],
        "topic_changes": _topic_changes(dive.topic_changes) if dive.topic_changes else None,
        "machine_learning": {
            "asked_for": dive.asks_for_learning,
            "shown_by": dive.on_learning,
            "of": len(dive.papers),
            "read": len(dive.appraisals),
        },
        "placed": len(dive.landscape.places),
        "report": str(folder / "report.html"),
        "snapshot": str(folder),
        "notes": list(dive.landscape.notes),
        "statements": [
            {"kind": said.kind, "sentence": said.sentence, "papers": list(said.papers)}
            for said in (dive.gaps.statements if dive.gaps else ())
        ],
        "reading_order": [
            {"role": item.role, "paper": item.paper, "reason": item.reason}
            for item in dive.reading_order
        ],
        "since": _since(dive.change) if dive.change else None,
    }


def save_beside(folder: Path, first: Dive, second: Dive) -> Path:
    """Write two areas side by side into the first one's folder and return the page."""
    page = folder / f"beside-{second.area}.html"
    rows = beside(first, second)
    values = {"first": first, "second": second, "rows": rows, "title": first.title}
    write_output(page, render("fingerpost.dives", "beside.html", values))
    cells = [(row.figure, row.first, row.second) for row in rows]
    table = to_csv(["figure", first.area, second.area], cells)
    write_output(page.with_suffix(".csv"), table)
    return page


def _since(change: Change) -> dict[str, Any]:
    return {
        "date": change.since.isoformat(),
        "came": list(change.came),
        "went": [paper for paper, _ in change.went],
        "sentences": list(change.sentences),
    }


def _topic(branch: Branch) -> dict[str, Any]:
    topic = branch.topic
    return {
        "number": branch.number,
        "label": topic.label,
        "size": topic.size,
        "growth": topic.growth,
        "colour": topic.colour,
        "by_you": topic.by_you,
        "fit_loosely": topic.loose,
        "steadiness": topic.steadiness,
        "subtopics": [_topic(below) for below in branch.below],
    }


def _topic_changes(changes: TopicChanges) -> dict[str, Any]:
    return {
        "since": changes.since.isoformat(),
        "kept": changes.kept,
        "new": list(changes.new),
        "gone": [label for label, _ in changes.gone],
        "renamed": [{"was": was, "is": label} for was, label in changes.renamed],
        "sentences": list(sentences(changes)),
    }
