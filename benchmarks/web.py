"""How fast the pages of the web app are, on the server, over a library of made-up papers.

`python benchmarks/web.py [PAPERS]` fills a library with so many papers (100,000 where nothing is
said), serves it, and asks each page over one connection. Printed are, until the last byte, the
slowest of the first times that an address was asked, before anything of it is kept, then the median
and the 95th percentile of the times after it; 'cpu' is the processor time that the server spent
(Linux). The three slowest pages are then opened in Chromium, where there is one, each until it can
be used: its document is parsed, its scripts have run, and a frame was painted. The library stays in
benchmarks/out for the next run.
"""

from __future__ import annotations

import http.client
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mix import mixed

from fingerpost.guide import example_profile_text, load_guide
from fingerpost.home import Area, Home
from fingerpost.library import Library

OUT = Path(__file__).resolve().parent / "out"
EACH, SLOWEST, OPENED = 60, 3, 20
USABLE = """() => new Promise(done => requestAnimationFrame(() => setTimeout(() => {
    const page = performance.getEntriesByType("navigation")[0];
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    done(Math.max(page.domContentLoadedEventEnd, paint ? paint.startTime : performance.now()));
})))"""
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
    "Screenings": ["/screen"],
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
    with served(home) as (port, key, process):
        slowest = ask_all(port, key, process)
        open_all(port, key, slowest)
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    asked = EACH * len(PAGES)
    print(f"Server: {1000 * (spent.ru_utime + spent.ru_stime) / asked:.1f} ms of processor a page,")
    print(f"start included; {spent.ru_maxrss / 1024:.0f} MB at most. {papers:,} papers.")


@contextmanager
def served(home: Home) -> Iterator[tuple[int, str, int]]:
    """Serve a home as a user would; give the port, the key and the process."""
    running = subprocess.Popen(
        [sys.executable, "-m", "fingerpost.faces.cli.main", "serve", "--no-open", "--home",
         str(home.folder)],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        said = running.stdout.readline() if running.stdout else ""
        found = re.search(r":(\d+)/\?token=(\S+)", said)
        if found is None:
            sys.exit("The app did not start.")
        yield int(found[1]), found[2], running.pid
    finally:
        running.terminate()
        running.wait()


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


def ask_all(port: int, token: str, server: int) -> list[str]:
    """Ask every page, print how long each took, and return an address of each of the slowest."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    headers = {"Cookie": f"fingerpost-{port}={token}"}
    for address in ("/reports", "/library?q=zzzz"):  # the first page of a day loads the code
        ask(connection, address, headers)
    print(
        f"{'page':24}{'first ms':>10}{'cpu ms':>8}{'median ms':>11}{'p95 ms':>8}{'cpu p95':>12}"
        f"{'kB':>7}"
    )
    seen = {}
    for name, addresses in PAGES.items():
        times, spent, size = [], [], 0
        for number in range(EACH + len(addresses)):
            began, before = time.perf_counter(), processor_ms(server)
            size = ask(connection, addresses[number % len(addresses)], headers)
            times.append(1000 * (time.perf_counter() - began))
            spent.append(processor_ms(server) - before)
        first, later = max(times[: len(addresses)]), times[len(addresses) :]
        first_cpu = max(spent[: len(addresses)])
        p95, cpu = (statistics.quantiles(each[-EACH:], n=20)[-1] for each in (times, spent))
        print(
            f"{name:24}{first:10.1f}{first_cpu:8.1f}{statistics.median(later):11.1f}{p95:8.1f}{cpu:12.1f}"
            f"{size / 1000:7.1f}",
            flush=True,
        )
        slow = max(range(len(later)), key=lambda at: later[at])
        seen[p95] = addresses[slow % len(addresses)]
    return [seen[p95] for p95 in sorted(seen)[: -SLOWEST - 1 : -1]]


def processor_ms(process: int) -> float:
    """Return the processor time that a process has had, where the system tells it (Linux)."""
    try:
        return 1000 * time.clock_gettime(~process << 3 | 2)  # the system's own name of that clock
    except OSError:
        return 0.0


def open_all(port: int, token: str, addresses: list[str]) -> None:
    """Open pages in Chromium and print how long each took until it could be used."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("No Chromium here: no page was opened.")
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{port}/?token={token}")
        for address in addresses:
            times = [opened(page, f"http://127.0.0.1:{port}{address}") for _ in range(OPENED)]
            p95 = statistics.quantiles(times, n=20)[-1]
            print(
                f"in Chromium, {address}: {statistics.median(times):.0f} ms, 95 in 100 {p95:.0f} ms"
            )
        browser.close()


def opened(page: Any, address: str) -> float:
    """Return the milliseconds until a page is parsed, its scripts have run and it is painted."""
    page.goto(address, wait_until="load")
    return float(page.evaluate(USABLE))


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
