"""Make the pictures: `python tools/screens.py [DIVE.html]`, or `make screens` for every page.

The report comes from the demonstration home; the map from a dive's page, by default the report's;
the app's five from a copy of the home. With --pages, every page of the app is taken instead,
light and dark, on a phone and on a desk, into build/screens.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
SCREENS = ROOT / "build" / "screens"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
SHOTS = {
    "report.png": (".card.test", "light"),
    "map.png": (".map-stage", "light"),
    "map-dark.png": (".map-stage", "dark"),
}
WEB_SHOTS = {
    "web-today.png": "/",
    "web-paths.png": "/paths",
    "web-focus.png": "/focus",
    "web-map.png": "/dives/ml-into-practice/map",
    "web-plan.png": "/plan",
}
"""Pictures of the app in the documentation."""
REFUSED = {"/nowhere": 404}
"""Pages that are meant to be answered with an error, and with which."""
WIDTHS = {"phone": 380, "desk": 1400}
PAGES = {
    "today": "/",
    "me": "/me",
    "me-file": "/me/file",
    "me-matters": "/me/answers/matters",
    "me-time": "/me/answers/time",
    "me-skills": "/me/answers/machine-learning",
    "paths": "/paths",
    "path": "/paths/clinical-researcher",
    "compare": "/paths/compare?with=clinical-researcher&with=regulation",
    "areas": "/areas",
    "dives": "/dives",
    "dive": "/dives/ml-into-practice",
    "dive-topics": "/dives/ml-into-practice/topics",
    "dive-topic": "/dives/ml-into-practice/topics?topic=1",
    "dive-evidence": "/dives/ml-into-practice/evidence",
    "dive-grid": "/dives/ml-into-practice/grid",
    "dive-map": "/dives/ml-into-practice/map",
    "dive-trends": "/dives/ml-into-practice/trends",
    "dive-people": "/dives/ml-into-practice/people",
    "dive-reading": "/dives/ml-into-practice/reading",
    "dive-beside": "/dives/beside?area=ml-into-practice&area=knowledge-management",
    "area-list": "/areas/list",
    "focus": "/focus",
    "why": "/focus/why?one=ml-into-practice&other=knowledge-management",
    "plan": "/plan",
    "library": "/library",
    "search": "/library?q=sepsis",
    "no-such-search": "/library?q=sepsis+AND",
    "nothing-found": "/library?q=sepsiss",
    "read": "/library/paper?id=pmid:39262027",
    "propose": "/library/propose?id=pmid:39262027",
    "screenings": "/screen",
    "screening": "/screen/ml-into-practice",
    "decided": "/screen/ml-into-practice/decided",
    "verdicts": "/screen/ml-into-practice/verdicts",
    "import": "/library/import",
    "fetch": "/library/fetch",
    "fetch-shown": "/library/fetch?area=ml-into-practice&show=yes",
    "add": "/library/add",
    "add-shown": "/library/add?what=10.5555/made.up&note=yes",
    "update": "/areas/update",
    "totals": "/dives/ml-into-practice/totals",
    "duplicates": "/library/duplicates",
    "problems": "/library/problems",
    "notes": "/notes",
    "notes-sync": "/notes/sync",
    "guide": "/guide",
    "guide-skill": "/guide/skills/statistics",
    "guide-resources": "/guide/resources",
    "guide-programmes": "/guide/programmes",
    "guide-dates": "/guide/dates",
    "guide-packs": "/guide/packs",
    "settings": "/settings",
    "settings-check": "/settings/check",
    "help": "/help",
    "reports": "/reports",
    "not-here": "/nowhere",
}


def main() -> None:
    """Take what the command line asks for from the demonstration home ./demo."""
    reports = sorted(ROOT.glob("demo/signposts/*/report.html"))
    if not reports:
        sys.exit("There is no demonstration home yet: run make start first.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        if "--pages" in sys.argv:
            with served(ROOT / "demo") as address:
                take_pages(browser, address, f"/reports/signposts/{reports[-1].parent.name}")
        else:
            take_pictures(browser, reports[-1])
            with tempfile.TemporaryDirectory() as folder:
                take_web_pictures(browser, weighed(ROOT / "demo", Path(folder) / "demo"))
        browser.close()


def take_pictures(browser: Any, report: Path) -> None:
    """Take the pictures of the documentation."""
    PICTURES.mkdir(exist_ok=True)
    for name, (selector, scheme) in SHOTS.items():
        page = browser.new_page(viewport={"width": 1000, "height": 1200}, color_scheme=scheme)
        of_map = name.startswith("map") and len(sys.argv) > 1
        page.goto((Path(sys.argv[1]).resolve() if of_map else report).as_uri())
        page.locator(selector).first.scroll_into_view_if_needed()
        page.wait_for_timeout(500)  # the map is drawn in the next frames
        page.locator(selector).first.screenshot(path=str(PICTURES / name))
        print(PICTURES / name)


def weighed(home: Path, copy: Path) -> Path:
    """Return a copy of the home in which the criteria are weighed, so that areas are in order."""
    shutil.copytree(home, copy)
    command = [sys.executable, "-m", "fingerpost.faces.cli.main", "focus"]
    for words in (["weigh", "scale=2"], []):
        subprocess.run([*command, *words, "--home", copy], check=True, stdout=subprocess.DEVNULL)
    return copy


def take_web_pictures(browser: Any, home: Path) -> None:
    """Take the pictures of the app: what a window of a desk shows of each page."""
    with served(home) as address:
        page = browser.new_page(viewport={"width": 1180, "height": 780})
        page.goto(address)
        for name, path in WEB_SHOTS.items():
            check(path, page.goto(address.partition("/?")[0] + path))
            page.wait_for_timeout(500)
            page.screenshot(path=str(PICTURES / name))
            print(PICTURES / name)


def take_pages(browser: Any, address: str, report: str) -> None:
    """Take every page of the app, light and dark, narrow and wide."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    base = address.partition("/?")[0]
    for scheme in ("light", "dark"):
        for device, width in WIDTHS.items():
            context = browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme=scheme
            )
            page = context.new_page()
            page.goto(address)
            for name, path in {**PAGES, "report": report}.items():
                check(path, page.goto(base + path))
                page.locator("[data-again]").wait_for(state="detached", timeout=60_000)
                page.wait_for_timeout(200)
                file = SCREENS / f"{name}-{device}-{scheme}.png"
                page.screenshot(path=str(file), full_page=True)
                print(file)
            context.close()


def check(path: str, answer: Any) -> None:
    """End with a sentence where a page does not answer as it should."""
    status, wanted = (answer.status if answer else 0), REFUSED.get(path, 200)
    if status != wanted:
        sys.exit(f"{path} answers with {status} instead of {wanted}: no picture of it was taken.")


@contextmanager
def served(home: Path) -> Iterator[str]:
    """Serve a home as a user would; give the address with its key."""
    running = subprocess.Popen(
        [sys.executable, "-m", "fingerpost.faces.cli.main", "serve", "--no-open", "--home", home],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        said = running.stdout.readline() if running.stdout else ""
        found = re.search(r"http://\S+", said)
        if found is None:
            sys.exit("The app did not start.")
        yield found[0]
    finally:
        running.terminate()
        running.wait()


if __name__ == "__main__":
    main()
