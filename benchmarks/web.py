"""How fast the pages of the web app are, on the server, over a library of made-up papers.

`python benchmarks/web.py [PAPERS]` fills a library with so many papers (100,000 where nothing is
said) in a temporary folder, serves it, and asks each page over one connection. Printed are the
median and the 95th percentile of the time until the last byte, and the processor time that the
server spent a page. The library stays in benchmarks/out for the next run.
"""

from __future__ import annotations

import http.client
import os
import re
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from mix import mixed

from fingerpost.guide import example_profile_text, load_guide
from fingerpost.home import Area, Home
from fingerpost.library import Library

OUT = Path(__file__).resolve().parent / "out"
EACH = 60
QUERIES = ("heart failure", "sepsis AND mortality", '"machine learning"', "random*", "review[pt]")
PAGES = {
    "Today": ["/"],
    "Me": ["/me"],
    "Paths": ["/paths"],
    "One path": ["/paths/clinical-researcher", "/paths/regulation"],
    "Compare": ["/paths/compare?with=clinical-researcher&with=regulation"],
    "Areas": ["/areas"],
    "Library, everything": ["/library"],
    "Library, newest first": ["/library?sort=newest"],
    "Search": [f"/library?q={query.replace(' ', '+')}" for query in QUERIES],
    "Search, narrowed": [
        f"/library?q={query.replace(' ', '+')}&type=Journal+Article&from=2000" for query in QUERIES
    ],
    "Search, page 100": ["/library?q=patients&start=2000"],
    "One paper": ["/library/paper?id=pmid:40000001", "/library/paper?id=pmid:40000002"],
    "Duplicates": ["/library/duplicates", "/library/duplicates?kind=merged"],
    "Bring papers in": ["/library/import"],
    "Problems": ["/library/problems"],
    "Reports": ["/reports"],
}


def main() -> None:
    """Fill, serve, ask, print."""
    papers = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    folder = OUT / f"web-{papers}"
    os.environ["FINGERPOST_DATA"] = str(folder / "data")
    home = filled(folder, papers)
    running = subprocess.Popen(
        [sys.executable, "-m", "fingerpost.faces.cli.main", "serve", "--no-open", "--home",
         str(home.folder)],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        found = re.search(r":(\d+)/\?token=(\S+)", running.stdout.readline())  # type: ignore[union-attr]
        if found is None:
            sys.exit("The app did not start.")
        ask_all(int(found[1]), found[2])
    finally:
        running.terminate()
        running.wait()
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    asked = EACH * len(PAGES)
    print(f"Server: {1000 * (spent.ru_utime + spent.ru_stime) / asked:.1f} ms of processor a page,")
    print(f"start included; {spent.ru_maxrss / 1024:.0f} MB at most. {papers:,} papers.")


def filled(folder: Path, papers: int) -> Home:
    """Return a home with so many papers and the guide's example areas."""
    if (folder / "home" / "fingerpost.toml").exists():
        return Home.open(folder / "home")
    home = Home.create(folder / "home", example_profile_text())
    for area in load_guide().example_areas:
        home.add_area(Area(area.name, area.title, area.query, area.question))
    with Library.open(home.library_folder) as library:
        library.put(mixed(papers), "made up")
    return home


def ask_all(port: int, token: str) -> None:
    """Ask every page and print how long each took."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    headers = {"Cookie": f"fingerpost-{port}={token}"}
    for addresses in PAGES.values():  # warm: the first page of a day loads the code
        ask(connection, addresses[0], headers)
    print(f"{'page':24}{'median ms':>10}{'p95 ms':>8}{'kB':>7}")
    for name, addresses in PAGES.items():
        times, size = [], 0
        for number in range(EACH):
            began = time.perf_counter()
            size = ask(connection, addresses[number % len(addresses)], headers)
            times.append(1000 * (time.perf_counter() - began))
        p95 = statistics.quantiles(times, n=20)[-1]
        print(f"{name:24}{statistics.median(times):10.1f}{p95:8.1f}{size / 1000:7.1f}")


def ask(connection: http.client.HTTPConnection, address: str, headers: dict[str, str]) -> int:
    """Ask for a page and return how many bytes it has."""
    connection.request("GET", address, headers=headers)
    answer = connection.getresponse()
    content = answer.read()
    if answer.status != 200:
        sys.exit(f"{address}: {answer.status}")
    return len(content)


if __name__ == "__main__":
    main()
