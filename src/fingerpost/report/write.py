"""The signpost written into the home: one page that opens offline, Markdown, tables, calendar."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fingerpost.dives import save_snapshot
from fingerpost.dives.pages import dive_view, render, topic_view
from fingerpost.dives.tables import to_csv
from fingerpost.focus import area_row
from fingerpost.guide import CareerPath, Guide
from fingerpost.guide.freshness import freshness
from fingerpost.guide.glossary import house_words
from fingerpost.home import Home, write_output
from fingerpost.notes import keep_paper_note
from fingerpost.plan import plan_ics, plan_json, plan_svg
from fingerpost.report.model import Signpost
from fingerpost.report.plan_files import write_plan


def write_signpost(home: Home, signpost: Signpost, guide: Guide) -> Path:
    """Write dives, report, tables and plan; return the folder of the signpost."""
    for dive in signpost.dives.values():
        save_snapshot(home, dive)
    folder = home.folder / "signposts" / signpost.today.isoformat()
    write_output(folder / "report.html", report_page(signpost, guide))
    write_output(folder / "report.md", report_markdown(signpost, guide))
    for name, table in report_tables(signpost).items():
        write_output(folder / name, table)
    write_output(folder / "plan.ics", plan_ics(signpost.plan, signpost.today))
    write_output(folder / "plan.svg", plan_svg(signpost.plan))
    write_plan(home, signpost.plan)
    _note_the_paper(home, signpost)
    return folder


def _note_the_paper(home: Home, signpost: Signpost) -> None:
    """Make a note for the one paper of the four-week test, where the reader's words go."""
    wanted = signpost.plan.test.paper_id if signpost.plan.test else ""
    papers = (paper for dive in signpost.dives.values() for paper in dive.papers)
    paper = next((paper for paper in papers if paper.id == wanted), None)
    if paper is not None:
        keep_paper_note(home, paper)


def report_page(signpost: Signpost, guide: Guide) -> str:
    """Return the whole report as one HTML page that opens offline."""
    views = [dive_view(dive) for dive in signpost.dives.values()]
    return render("fingerpost.report", "report.html", {**_values(signpost, guide), "views": views})


def report_markdown(signpost: Signpost, guide: Guide) -> str:
    """Return the same as Markdown."""
    views = [
        {"dive": dive, "papers": {paper.id: paper for paper in dive.papers}, **topic_view(dive)}
        for dive in signpost.dives.values()
    ]
    return render("fingerpost.report", "report.md", {**_values(signpost, guide), "views": views})


def report_json(signpost: Signpost, folder: Path, home: Home) -> dict[str, Any]:
    """Return what `start --json` and `report --json` print."""
    plan = plan_json(signpost.plan)
    return {
        "report": str(folder / "report.html"),
        "home": str(home.folder),
        "paths": [judged.path.id for judged in signpost.judgement.paths],
        "best": list(signpost.judgement.best),
        "areas": [
            area_row(area, signpost.comparison.share_of(area)) for area in signpost.comparison.areas
        ],
        "left_out": list(signpost.left_out),
        "winner": signpost.comparison.winner,
        "next_steps": plan["steps"][:3],
        "papers": signpost.papers,
    }


def report_tables(signpost: Signpost) -> dict[str, str]:
    """Return the report's tables by file name."""
    requirements = [
        (judged.path.id, r.axis, r.name or r.text, r.need, r.needed, r.mine, r.gap, row.low,
         row.high, r.sure, r.evidence)
        for judged in signpost.judgement.paths for row in judged.asked for r in (row.item,)
    ]  # fmt: skip
    paths = [
        (j.path.id, j.path.name, j.verdict, j.months_low, j.months_high, j.wanted,
         j.path.odds, j.path.cost, _yes(j.beside_clinical_work), j.cheapest_test.title)
        for j in signpost.judgement.paths
    ]  # fmt: skip
    areas = [
        (area.name, area.title, area.score, area.low, area.high,
         signpost.comparison.share_of(area),
         e.criterion, e.score, e.low, e.high, e.origin, e.reason)
        for area in signpost.comparison.areas for e in area.evidence
    ]  # fmt: skip
    steps = [
        (s.id, s.title, s.kind, s.hours, s.start.isoformat(), s.end.isoformat(), s.because, s.url)
        for s in signpost.plan.steps
    ]
    return {
        "paths.csv": to_csv(
            ["path", "name", "verdict", "months_low", "months_high", "wanted", "odds", "cost",
             "beside_clinical_work", "cheapest_test"], paths),
        "requirements.csv": to_csv(
            ["path", "axis", "skill", "need", "needed", "mine", "gap", "hours_low", "hours_high",
             "sure", "evidence"], requirements),
        "areas.csv": to_csv(
            ["area", "title", "score_of_area", "score_of_area_low", "score_of_area_high",
             "first_share", "criterion", "score", "low", "high",
             "origin", "reason"], areas),
        "plan.csv": to_csv(
            ["step", "title", "kind", "hours", "start", "end", "because", "url"], steps),
    }  # fmt: skip


def _values(signpost: Signpost, guide: Guide) -> dict[str, Any]:
    return {
        "title": "Your signpost",
        "signpost": signpost,
        "profile": signpost.profile,
        "plan": signpost.plan,
        "test": signpost.plan.test,
        "judgement": signpost.judgement,
        "comparison": signpost.comparison,
        "criteria": {criterion.id: criterion for criterion in guide.criteria},
        "house_words": house_words(),
        "skills": {skill.id: skill for skill in guide.skills},
        "roads": {j.path.id: _roads(j.path, guide) for j in signpost.judgement.paths},
        "freshness": {
            judged.path.id: freshness(judged.path.sources, signpost.today)
            for judged in signpost.judgement.paths
        },
    }


def _roads(path: CareerPath, guide: Guide) -> str:
    """Where a path may lead, paths by their names."""
    names = {other.id: other.name for other in guide.paths}
    return "; ".join(names.get(road, road) for road in path.next_roads)


def _yes(value: bool | None) -> str:
    return "not stated" if value is None else "yes" if value else "no"
