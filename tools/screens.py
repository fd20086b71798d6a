"""Make the pictures of the documentation from the demonstration home: `python tools/screens.py`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
SHOTS = {
    "report.png": (".card.test", "light"),
    "map.png": ("figure[data-map] svg.map", "light"),
    "map-dark.png": ("figure[data-map] svg.map", "dark"),
}


def main() -> None:
    """Take each picture from the newest signpost of ./demo."""
    reports = sorted(ROOT.glob("demo/signposts/*/report.html"))
    if not reports:
        sys.exit("There is no demonstration home yet: run make start first.")
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for name, (selector, scheme) in SHOTS.items():
            page = browser.new_page(
                viewport={"width": 1000, "height": 1200},
                color_scheme="dark" if scheme == "dark" else "light",
            )
            page.goto(reports[-1].as_uri())
            page.locator(selector).first.screenshot(path=str(PICTURES / name))
            print(PICTURES / name)
        browser.close()


if __name__ == "__main__":
    main()
