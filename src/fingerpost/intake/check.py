"""Whether a home and its library are sound, in sentences, and what can be mended safely."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fingerpost.errors import HomeError, LibraryError
from fingerpost.guide import home_guide
from fingerpost.guide.packs import check_own
from fingerpost.home import Home
from fingerpost.home.folder import PROFILE
from fingerpost.home.inbox import FILE as INBOX
from fingerpost.home.inbox import Inbox
from fingerpost.home.profile_file import read_profile
from fingerpost.home.soundness import Finding, findings_in_texts, texts_of
from fingerpost.intake.exports import watched
from fingerpost.library import Health, Library
from fingerpost.sources.naming import paper_name


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What was looked at and what was found; no fault means that all is well."""

    library: Health
    home_files: int
    findings: tuple[Finding, ...]

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong, as sentences."""
        return tuple(each.sentence for each in self.findings if each.is_fault)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is worth a look but may be meant."""
        return tuple(each.sentence for each in self.findings if not each.is_fault)


def check(home: Home, library: Library) -> CheckResult:
    """Read every paper and every text of the home; changes nothing but an index out of step."""
    found, files = check_home(home)
    health = library.health()
    return CheckResult(health, files, (*_library(health), *found))


def check_home(home: Home) -> tuple[tuple[Finding, ...], int]:
    """Return what is found in the home itself, without its papers, and how many texts it has."""
    texts = texts_of(home)
    findings = (
        *findings_in_texts(home, texts),
        *_profile(home),
        *_inbox(home),
        *_watched(home),
        *_snapshots(home.folder / "dives"),
        *(Finding(problem.sentence()) for problem in check_own(home.folder)),
    )
    return findings, len(texts)


def mend(findings: tuple[Finding, ...]) -> list[str]:
    """Mend what is safe to mend, and return what was done, as sentences."""
    done = []
    for finding in findings:
        if finding.fix is not None:
            try:
                done.append(finding.fix())
            except (HomeError, OSError) as error:
                done.append(f"Not mended: {error}")
    return [sentence for sentence in done if sentence]


def _library(health: Health) -> Iterator[Finding]:
    yield from map(Finding, health.faults)
    if health.indexed is not None and health.indexed != health.papers:
        yield Finding(
            f"The search index holds {health.indexed:,} of {health.papers:,} papers because"
            " another process is writing; look again when it has finished."
        )


def _profile(home: Home) -> Iterator[Finding]:
    guide = home_guide(home.folder)
    skills, paths = [skill.id for skill in guide.skills], [path.id for path in guide.paths]
    try:
        read_profile(home.profile_text(), str(home.folder / PROFILE), skills, paths)
    except HomeError as error:
        yield Finding(str(error))


def _inbox(home: Home) -> Iterator[Finding]:
    try:
        wishes = Inbox.of(home.folder).open_wishes()
    except HomeError:  # told with the other texts
        return
    for wish in wishes:
        if paper_name(wish.what) is None:
            yield Finding(f"{INBOX}: '{wish.what}' names no paper.", is_fault=False)


def _watched(home: Home) -> Iterator[Finding]:
    try:
        exports = watched(home.library_folder)
    except LibraryError as error:
        yield Finding(str(error))
        return
    for export in exports:
        if not Path(export.path).is_file():
            yield Finding(
                f"{export.path}: this export is watched, but it is not there. If it is gone for"
                f' good:  fingerpost watch drop "{export.path}"'
            )


def _snapshots(dives: Path) -> Iterator[Finding]:
    """Give the dives of past days whose files cannot be read any more."""
    for folder in sorted(dives.glob("*/*/")):
        recipe = folder / "recipe.json"
        if not _is_day(folder.name) or not any(folder.iterdir()):
            continue
        try:
            sound = isinstance(json.loads(recipe.read_text(encoding="utf-8")), dict)
        except (OSError, ValueError, RecursionError):
            sound = False
        if not sound or not (folder / "papers.csv").is_file():
            yield Finding(
                f"{folder}: this kept dive is damaged, so nothing can be compared with it. Restore"
                " it from a backup, or look into the area again."
            )


def _is_day(name: str) -> bool:
    try:
        date.fromisoformat(name)
    except ValueError:
        return False
    return True
