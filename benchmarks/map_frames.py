"""Frames a second of a dive's map in headless Chromium, which draws without a graphics card.

Papers are made up: so many in clumps, with titles and authors of usual length. The map is panned
and zoomed by its own code in every frame. Printed are the frames a second by the deltas of
requestAnimationFrame (the median, and what one frame in twenty falls below), the milliseconds of
drawing one frame, those until the map is ready and of a search, and the size of the page.
"""

from __future__ import annotations

import random
import shutil
import statistics
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from fingerpost.dives import map_data
from fingerpost.dives.map_page import map_page
from fingerpost.dives.model import Dive, EvidenceSummary
from fingerpost.dives.pages import environment
from fingerpost.landscape.model import Grid, KeyPapers, Landscape, People, Place, Topic, Trends
from fingerpost.records import Author, Coverage, Paper

COUNTS = (3_000, 20_000, 100_000)
TOPICS = 24
SECONDS = 4
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
GOAL = 30
WORDS = (
    "sepsis", "retina", "warning", "tumour", "model", "network", "cohort", "external",
    "validation", "calibration", "images", "ward", "risk", "deep", "learning", "transformer",
    "records", "survival", "screening", "lesion", "heart", "rhythm", "sleep",
)  # fmt: skip
MOVE = """async (seconds) => {
  const { view } = window.measured;
  const deltas = [], costs = [];
  let before = await new Promise(requestAnimationFrame);
  const start = before;
  while (before - start < 1000 * seconds) {
    const part = (before - start) / 1000;
    view.jump({ x: 0.5 + 0.3 * Math.sin(2 * part), y: 0.5 + 0.3 * Math.cos(3 * part),
                near: 1 + 2.5 * (1 - Math.cos(part * 2)) });
    const now = await new Promise(requestAnimationFrame);
    deltas.push(now - before);
    before = now;
  }
  for (let n = 0; n < 20; n++) {
    view.now = { x: 0.5, y: 0.5, near: 1 + n / 10 };
    const began = performance.now();
    window.measured.draw(began);
    costs.push(performance.now() - began);
  }
  return { deltas, costs };
}"""
SEARCH = """() => {
  const began = performance.now();
  window.measured.asked.find.value = "calibration ward";
  window.measured.change();
  return performance.now() - began;
}"""


def main() -> int:
    """Print a line a number of papers; 1 when 20,000 move at less than 30 frames a second."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("There is no Chromium here to measure in.")
        return 0
    enough = True
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for count in COUNTS:
            for most in dict.fromkeys((min(count, map_data.MOST_PAPERS), count)):
                file = Path(folder) / f"{count}-{most}.html"
                file.write_text(_page(count, most), encoding="utf-8")
                median = _measured(browser, file, count, most)
                enough &= most != 20_000 or median >= GOAL
        browser.close()
    return 0 if enough else 1


def _measured(browser: Any, file: Path, count: int, most: int) -> float:
    page = browser.new_page(viewport={"width": 1600, "height": 1000})
    page.goto(file.as_uri())
    page.wait_for_function("window.measured !== undefined")
    ready = page.evaluate("window.ready")
    got = page.evaluate(MOVE, SECONDS)
    first, again = page.evaluate(SEARCH), page.evaluate(SEARCH)
    page.close()
    frames = sorted(1000 / max(delta, 0.1) for delta in got["deltas"])
    median, slow = statistics.median(frames), frames[len(frames) // 20]
    print(
        f"{most:,} of {count:,} papers: {median:.0f} frames a second (one in twenty under"
        f" {slow:.0f}), {statistics.median(got['costs']):.1f} ms a frame, ready in {ready:.0f} ms,"
        f" first search {first:.0f} ms, then {again:.0f} ms,"
        f" page {file.stat().st_size / 1e6:.1f} MB",
        flush=True,
    )
    return median


def _page(count: int, most: int) -> str:
    """A page with the map alone, whose script tells its time and leaves the map in reach."""
    dive = _dive(count)
    values = {
        "title": "Measured",
        "dive": dive,
        "seen": dive.landscape,
        "anchor": "dive-measured",
        "grows": [],
        "view": {"map": map_page(dive, most)},
    }
    template = environment("fingerpost.dives").from_string(
        '{% extends "dives/base.html" %}{% macro paper_link(id) %}{{ id }}{% endmacro %}'
        '{% block style %}{% include "dives/map.css" %}{% endblock %}'
        '{% block body %}<main id="content">{% include "dives/map.html" %}</main>{% endblock %}'
        '{% block script %}const began = performance.now();{% include "dives/map.js" %}'
        "window.ready = performance.now() - began;{% endblock %}"
    )
    text = template.render(**values)
    return text.replace("new PaperMap(figure);", "window.measured = new PaperMap(figure);")


def _dive(count: int) -> Dive:
    draw = random.Random(20_261_123)
    middles = [(draw.uniform(0.1, 0.9), draw.uniform(0.1, 0.9)) for _ in range(TOPICS)]
    papers, places = [], []
    for number in range(count):
        topic = number % TOPICS
        x, y = middles[topic]
        papers.append(_paper(number, draw))
        places.append(
            Place(papers[-1].id, _cut(draw.gauss(x, 0.06)), _cut(draw.gauss(y, 0.06)), topic, 0.5)
        )
    inside: list[list[str]] = [[] for _ in range(TOPICS)]
    for place in places:
        inside[place.topic].append(place.paper)
    topics = tuple(Topic(n, f"Topic of made-up words {n}", (), tuple(inside[n]))
                   for n in range(TOPICS))  # fmt: skip
    return _around(tuple(papers), topics, tuple(places))


def _paper(number: int, draw: random.Random) -> Paper:
    title = " ".join(draw.choices(WORDS, k=11)).capitalize()
    authors = tuple(Author(f"Name{draw.randrange(9_000)}", "A B") for _ in range(6))
    journal = f"J Made Up {number % 200}"
    return Paper(title, authors=authors, journal=journal, year=2000 + number % 27,
                 pmid=str(number + 1))  # fmt: skip


def _cut(value: float) -> float:
    return round(min(max(value, 0.0), 1.0), 4)


def _around(
    papers: tuple[Paper, ...], topics: tuple[Topic, ...], places: tuple[Place, ...]
) -> Dive:
    none = Coverage("nothing", 0, 0, 0.0, enough=False)
    seen = Landscape(
        papers=len(papers), topics=topics, places=places,
        trends=Trends((), 0, None, None, None, none), key_papers=KeyPapers((), "", none),
        grid=Grid((), (), (), 0, 0, none), people=People((), (), (), (), (), none),
    )  # fmt: skip
    return Dive(
        area="measured", title="made-up papers", query="*", understood="*",
        today=date(2026, 11, 23), papers=papers, left_out=(), landscape=seen,
        appraisals=(), starter_share=0.0,
        evidence=EvidenceSummary(0, 0, None, 0, (), (), none),
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
