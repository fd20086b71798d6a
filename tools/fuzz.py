"""Try the whole web app with made-up requests: `python tools/fuzz.py [--seconds N] [--home HOME]`.

The app is served over a small home (or a copy of HOME with its library), and schemathesis asks
every route as the owner's browser might: with the cookie and the form's key, half the time with
values that the app has, half with any text. It must never answer with a fault of its own (500 and
above), never leave a request without an answer, and never print a traceback; else this ends with 1.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

import httpx
from lxml import html
from starlette.routing import Route

from fingerpost.faces.web.app import ROUTES
from fingerpost.faces.web.describe import description
from fingerpost.faces.web.jobs import Jobs
from fingerpost.home import Home

TODAY = "2026-11-23"
ENDING = "/end"
"""The address of a button that ends the app ends so; after it there is nothing to ask."""
MOST_PAGES, MOST_VALUES, LONGEST = 150, 20, 500
SECONDS_FOR_AN_ANSWER = 120
RIS = "TY  - JOUR\nTI  - A made-up letter on waiting\nPY  - 2020\nER  -\n"
TOPICS = ("sepsis", "triage")


@dataclass
class App:
    """A running app and what its owner's browser sends."""

    base: str
    headers: dict[str, str]
    running: subprocess.Popen[str]
    wrong: str = ""
    """What it printed as errors; known when it has ended."""


@dataclass
class Known:
    """Values that the app has, by the names that its pages ask."""

    values: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str, value: str | None) -> None:
        """Take a value up, each once and not too many of a name."""
        kept = self.values.setdefault(name, [])
        if value and len(value) <= LONGEST and value not in kept and len(kept) < MOST_VALUES:
            kept.append(value)


def main() -> int:
    """Do what the command line says; 0 where no fault was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=600, help="How long to go on.")
    parser.add_argument("--home", type=Path, help="A home to copy; else a small one is made.")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        home = copy_of(arguments.home, folder) if arguments.home else small_home(folder)
        faults = fuzz(home, folder, ["--max-time", str(arguments.seconds // 2), "--workers", "2"])
    print("\n".join(faults) or "No fault was found.")
    return 1 if faults else 0


def fuzz(home: Path, folder: Path, options: Sequence[str]) -> list[str]:
    """Serve a home, try it, and return what was wrong; the data is in `folder`."""
    with served(home, folder / "data") as app:
        bring_in(app)
        known = look_around(app)
        faults = []
        for how, values in (("known", known), ("any", {"key": known["key"]})):
            schema = folder / f"{how}.json"
            schema.write_text(json.dumps(description(tried(), values)), encoding="utf-8")
            done = subprocess.run(command(app, schema, options), check=False, cwd=folder)
            if done.returncode == 1:
                faults.append(f"schemathesis found faults with {how} values; they stand above")
            elif done.returncode:
                faults.append("schemathesis could not run")
        if app.running.poll() is not None:
            faults.append("the app ended")
        let_finish(home, folder / "data")
    faults += [app.wrong] if "Traceback" in app.wrong else []
    for errors in sorted(work_of(home, folder / "data").glob("*/errors.txt")):
        text = errors.read_text(encoding="utf-8", errors="replace")
        faults += [f"{errors.parent.name}: {text}"] if "Traceback" in text else []
    return faults


def tried() -> list[Route]:
    """Return the routes that are tried: all but one that ends the app."""
    pages = (each for each in ROUTES if isinstance(each, Route))
    return [page for page in pages if not page.path.endswith(ENDING)]


def let_finish(home: Path, data: Path) -> None:
    """Wait until the work that was begun has ended."""
    folder = work_of(home, data)
    until = time.monotonic() + SECONDS_FOR_AN_ANSWER
    while Jobs(folder, home).under_way() and time.monotonic() < until:
        time.sleep(0.2)


def work_of(home: Path, data: Path) -> Path:
    """Return where the jobs of a home are kept."""
    return data / "libraries" / Home.open(home).id / "work"


def command(app: App, schema: Path, options: Sequence[str]) -> list[str]:
    """Return the command that runs schemathesis."""
    headers = [word for name, value in app.headers.items() for word in ("-H", f"{name}: {value}")]
    return [
        sys.executable, "-m", "schemathesis.cli", "run", str(schema), "--url", app.base, *headers,
        "--checks", "not_a_server_error", "--continue-on-failure", "--phases", "coverage,fuzzing",
        "--request-timeout", str(SECONDS_FOR_AN_ANSWER), "--generation-database", "none",
        "--suppress-health-check", "all", "--warnings", "off", "--no-color", *options,
    ]  # fmt: skip


def bring_in(app: App) -> None:
    """Send a small file, so that there is a job to ask for."""
    with httpx.Client(base_url=app.base, headers=app.headers, timeout=60) as client:
        page = html.fromstring(client.get("/library/import").text)
        form = page.xpath("//form[@enctype='multipart/form-data']")[0]
        (name,) = form.xpath(".//input[@type='file']/@name")
        fields = dict(
            zip(form.xpath(".//input/@name"), form.xpath(".//input/@value"), strict=False)
        )
        client.post(form.get("action"), data=fields, files={name: ("one.ris", RIS)})


def look_around(app: App) -> Mapping[str, Sequence[str]]:
    """Follow the links of the app and return what its links and forms hold, by name."""
    known, waiting, seen = Known(), deque(["/"]), {"/"}
    with httpx.Client(base_url=app.base, headers=app.headers, timeout=60) as client:
        for _ in range(MOST_PAGES):
            if not waiting:
                break
            address = waiting.popleft()
            try:
                answer = client.get(address)
            except httpx.HTTPError:  # after a fault of its own the app hangs up; it is found later
                continue
            if "text/html" not in answer.headers.get("content-type", "") or not answer.text:
                continue
            page = html.fromstring(answer.text)
            _read_forms(page, known)
            for link in _links(page, urljoin(app.base, address), app.base, known):
                if link not in seen:
                    seen.add(link)
                    waiting.append(link)
    return known.values


def _read_forms(page: Any, known: Known) -> None:
    for each in page.xpath("//form//*[@name]"):
        values = each.xpath(".//option/@value") or [each.get("value") or each.text]
        for value in values:
            known.add(each.get("name"), value)


def _links(page: Any, here: str, base: str, known: Known) -> Iterator[str]:
    """Give the links to other pages of the app; take up what they say."""
    for address in page.xpath("//a/@href"):
        there = urlsplit(urljoin(here, address))
        if f"{there.scheme}://{there.netloc}" != base:
            continue
        said = parse_qsl(there.query)
        for name, value in [*said, *_parts(there.path)]:
            known.add(name, value)
        if not any(name == "as" for name, _ in said):
            yield f"{there.path}?{there.query}" if there.query else there.path


def _parts(path: str) -> list[tuple[str, str]]:
    for route in ROUTES:
        if isinstance(route, Route) and (found := route.path_regex.match(path)):
            return list(found.groupdict().items())
    return []


def small_home(folder: Path) -> Path:
    """Return a new home of a few made-up papers with an area, a dive and a plan."""
    papers = folder / "made-up.jsonl"
    lines = [
        {"title": f"A made-up prediction model for {topic}, part {n}", "year": 2010 + n % 15,
         "abstract": f"Methods: An invented cohort of {90 + n}. Results: the AUROC was 0.{60 + n}."}
        for topic in TOPICS for n in range(35)
    ]  # fmt: skip
    papers.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "fingerpost.faces.cli.main", "start", folder / "home", "--papers",
         papers, "--area", TOPICS[0], "--no-serve", "--today", TODAY],
        check=True, env=_environment(folder / "data"), stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return folder / "home"


def copy_of(home: Path, folder: Path) -> Path:
    """Return a copy of a home, with its library."""
    library = Home.open(home).library_folder
    shutil.copytree(home, folder / "home")
    if library.is_dir():
        shutil.copytree(library, folder / "data" / "libraries" / library.name)
    return folder / "home"


@contextmanager
def served(home: Path, data: Path) -> Iterator[App]:
    """Serve a home; what the app said of errors is known when it has ended."""
    wrong = (data / "errors.txt").open("w+")
    running = subprocess.Popen(
        [sys.executable, "-m", "fingerpost.faces.cli.main", "serve", "--no-open", "--home", home,
         "--today", TODAY],
        stdout=subprocess.PIPE, stderr=wrong, text=True, env=_environment(data),
    )  # fmt: skip
    found = re.search(r"(http://127.0.0.1:(\d+))/\?token=(\S+)", running.stdout.readline())  # type: ignore[union-attr]
    if found is None:
        sys.exit("The app did not start.")
    base, port, token = found.groups()
    app = App(base, {"Cookie": f"fingerpost-{port}={token}", "Origin": base}, running)
    try:
        yield app
    finally:
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=60)
        with wrong:
            wrong.seek(0)
            app.wrong = wrong.read()


def _environment(data: Path) -> dict[str, str]:
    return {
        **os.environ,
        "FINGERPOST_CONFIG": str(data / "settings"),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        "FINGERPOST_DATA": str(data),
        "FINGERPOST_OFFLINE": "1",
        "PYTHONUNBUFFERED": "1",
    }


if __name__ == "__main__":
    sys.exit(main())
