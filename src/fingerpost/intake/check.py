"""Whether a home and its library are sound, in sentences."""

from __future__ import annotations

from dataclasses import dataclass

from fingerpost.errors import HomeError
from fingerpost.guide.packs import check_own
from fingerpost.home import Home
from fingerpost.home.area_file import parse_area
from fingerpost.home.files import read_text
from fingerpost.library import Health, Library

_TEXTS = {".md", ".toml", ".jsonl"}


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What was looked at and what is wrong; no fault means that all is well."""

    library: Health
    home_files: int
    faults: tuple[str, ...]


def check(home: Home, library: Library) -> CheckResult:
    """Read every paper and every text of the home; LibraryError if the library cannot be opened."""
    health = library.health()
    files = [
        path for path in sorted(home.folder.rglob("*")) if path.suffix in _TEXTS and path.is_file()
    ]
    faults: list[str] = []
    for path in files:
        try:
            text = read_text(path).text
            if path.parent == home.folder / "areas" and path.suffix == ".md":
                parse_area(text, path)
        except HomeError as error:
            faults.append(str(error))
    faults += [f"{home.folder}: {p.sentence()}." for p in home.journal.read()[1]]
    faults += [problem.sentence() for problem in check_own(home.folder)]
    if health.indexed is not None and health.indexed != health.papers:
        faults.append(
            f"The search index holds {health.indexed:,} of {health.papers:,} papers because"
            " another process is writing; run `fingerpost check` again when it has finished."
        )
    return CheckResult(health, len(files), (*health.faults, *faults))
