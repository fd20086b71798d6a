"""How quickly the next paper comes when an area of many papers is screened in the browser.

`python benchmarks/web_screening.py [PAPERS]` serves a home with one area of so many made-up papers
(20,000 where nothing is said) and, with 20, 2,000 and 10,000 verdicts in its journal, says a
verdict and asks for the next paper, over and over. Printed are the mean processor time that the
server spent and the median time until the last byte, for both requests together, and beside them
the processor time of the engine's order alone. The library stays in benchmarks/out.
"""

from __future__ import annotations

import http.client
import os
import re
import statistics
import sys
import time
from datetime import datetime
from pathlib import Path
from urllib.parse import urlencode

from mix import mixed
from web import processor_ms, served

from fingerpost.desk import open_desk
from fingerpost.dives.screening import Screening
from fingerpost.guide import example_profile_text
from fingerpost.home import Area, Home
from fingerpost.home.decisions import Verdict, screen
from fingerpost.library import Library

OUT = Path(__file__).resolve().parent / "out"
EACH = 15
VERDICTS = (20, 2_000, 10_000)


def main() -> None:
    """Fill, serve, decide, print."""
    papers = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    folder = OUT / f"screening-{papers}"
    os.environ["FINGERPOST_DATA"] = str(folder / "data")
    home = filled(folder, papers)
    home.journal.path.unlink(missing_ok=True)
    with open_desk(home.folder) as desk:
        ids = [paper.id for paper in desk.library.match("*")]
    print(
        f"{'verdicts':>9}{'server ms':>11}{'last byte ms':>14}{'engine ms':>11}"
        f"{'ready s':>9}{'MB':>7}"
    )
    known = 0
    for count in (each for each in VERDICTS if each < papers):
        for number in range(known, count):
            verdict = Verdict.RELEVANT if number % 40 == 0 else Verdict.NOT
            screen(home.journal, "all", ids[number], verdict, shown="likely")
        known = count
        spent, took, ready, memory = measured(home)
        engine = alone(home)
        print(f"{count:9,}{spent:11.1f}{took:14.1f}{engine:11.1f}{ready:9.1f}{memory:7.0f}")


def filled(folder: Path, papers: int) -> Home:
    """Return a home with so many papers and an area of all of them."""
    if (folder / "home" / "fingerpost.toml").exists():
        return Home.open(folder / "home")
    home = Home.create(folder / "home", example_profile_text())
    home.add_area(Area("all", "Everything", "*", "Which papers are on sepsis?"))
    with Library.open(home.library_folder) as library:
        library.put(mixed(papers), "made up")
    return home


def measured(home: Home) -> tuple[float, float, float, float]:
    """Decide on papers over HTTP; return (ms of processor, ms, s until ready, MB)."""
    with served(home) as (port, key, process):
        cookie = f"fingerpost-{port}={key}"
        connection = http.client.HTTPConnection("127.0.0.1", port)
        began = time.perf_counter()
        while "data-again" in (page := get(connection, cookie)):
            time.sleep(0.2)
        ready = time.perf_counter() - began
        spent, took = [], []
        for number in range(EACH + 2):
            before, began = processor_ms(process), time.perf_counter()
            page = decide(connection, port, cookie, page)
            if number > 1:
                took.append(1000 * (time.perf_counter() - began))
                spent.append(processor_ms(process) - before)
        status = Path(f"/proc/{process}/status").read_text()
        memory = int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]
    return statistics.mean(spent), statistics.median(took), ready, memory


def decide(connection: http.client.HTTPConnection, port: int, cookie: str, page: str) -> str:
    """Send what the page's form sends, and return the page that comes next."""
    fields = dict(re.findall(r'name="(key|paper|shown|seen)" value="([^"]*)"', page))
    origin = f"http://127.0.0.1:{port}"
    body = urlencode({**fields, "verdict": "not"})
    headers = {"Cookie": cookie, "Origin": origin, "Host": f"127.0.0.1:{port}",
               "Content-Type": "application/x-www-form-urlencoded"}  # fmt: skip
    connection.request("POST", "/screen/all/mark", body, headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 303:
        sys.exit(f"A verdict was not taken: {answer.status}")
    return get(connection, cookie)


def get(connection: http.client.HTTPConnection, cookie: str) -> str:
    """Return the page of the screening."""
    connection.request("GET", "/screen/all", headers={"Cookie": cookie})
    return connection.getresponse().read().decode()


def alone(home: Home) -> float:
    """Return how many ms of processor time the engine's order takes by itself."""
    with open_desk(home.folder) as desk:
        screening = Screening(
            desk.library, home.journal, desk.home.area("all"), datetime.now().astimezone().date()
        )
        decisions = screening.decisions
        screening.order()
        took = []
        for _ in range(7):
            began = time.process_time()
            screening._screener.order(decisions)  # noqa: SLF001
            took.append(1000 * (time.process_time() - began))
    return statistics.median(took)


if __name__ == "__main__":
    main()
