"""Make the pictures of the documentation: `python tools/screens.py [DIVE.html]`.

The report comes from the demonstration home; the map from a dive's page, by default the report's.
"""

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
    "map.png": (".map-stage", "light"),
    "map-dark.png": (".map-stage", "dark"),
}


def main() -> None:
    """Take each picture from the newest signpost of ./demo, the map from the dive that is named."""
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
            of_map = name.startswith("map") and len(sys.argv) > 1
            page.goto((Path(sys.argv[1]).resolve() if of_map else reports[-1]).as_uri())
            page.locator(selector).first.scroll_into_view_if_needed()
            page.wait_for_timeout(500)  # the map is drawn in the next frames
            page.locator(selector).first.screenshot(path=str(PICTURES / name))
            print(PICTURES / name)
        browser.close()


if __name__ == "__main__":
    main()
