"""Reading a folder of guide files on top of what is known: what is faulty is told and left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Protocol, TypeVar

from fingerpost.errors import GuideError
from fingerpost.guide.entries import (
    read_area,
    read_criterion,
    read_path,
    read_project,
    read_resource,
    read_skill,
)
from fingerpost.guide.model import CareerPath, Guide, Skill, Source
from fingerpost.guide.programmes import read_opportunity, read_programme
from fingerpost.guide.table import Table, read_source

LARGEST = 256 * 1024
"""Bytes of one file; the longest of our own has 20,000."""
LONGEST_LINE = 10_000
"""Characters; a key of many thousand parts would keep the reader of TOML busy for minutes."""
MOST_FAULTS = 10
"""How many faults of a file are told before the rest of it is left unread."""
FILES = {
    "sources.toml",
    "skills.toml",
    "resources.toml",
    "projects.toml",
    "criteria.toml",
    "example_areas.toml",
    "programmes.toml",
    "opportunities.toml",
}
"""The files of entries; paths stand in a folder `paths`, one a file."""
EMPTY = Guide((), (), (), (), (), ())


class _Entry(Protocol):
    @property
    def id(self) -> str: ...


_E = TypeVar("_E", bound=_Entry)


@dataclass(frozen=True)
class Layer:
    """What one folder adds: its entries, its sources by id, and what was left out."""

    guide: Guide
    sources: Mapping[str, Source] = field(default_factory=dict)
    problems: tuple[GuideError, ...] = ()


def read_layer(
    folder: Path, below: Guide = EMPTY, sources: Mapping[str, Source] | None = None, shown: str = ""
) -> Layer:
    """Return what a folder adds to a guide whose ids and sources its entries may name.

    `shown` stands before the names of files in problems. A file that is not there is no problem.
    """
    return _Reader(folder, below, dict(sources or {}), shown).read()


class _Reader:
    def __init__(self, folder: Path, below: Guide, sources: dict[str, Source], shown: str) -> None:
        self._folder, self._below, self._shown = folder, below, shown
        self._sources = sources
        self._problems: list[GuideError] = []
        self._tables: dict[str, Table] = {}

    def read(self) -> Layer:
        """Return all that the folder adds."""
        own_sources = self._own_sources()
        skills = self._skills()
        skill_names = _by_id(self._below.skills) | skills
        paths = self._paths(skill_names)
        path_names = {path.id: path for path in (*self._below.paths, *paths.values())}
        resources = self._entries(
            "resources.toml",
            "resource",
            lambda table, day: read_resource(table, self._sources, day, skill_names),
        )
        projects = self._entries(
            "projects.toml",
            "project",
            lambda table, day: read_project(table, self._sources, day, path_names),
        )
        criteria = self._entries(
            "criteria.toml",
            "criterion",
            lambda table, day: read_criterion(table, self._sources, day),
        )
        areas = self._entries(
            "example_areas.toml",
            "area",
            lambda table, day: read_area(table, self._sources, day),
            key="name",
        )
        programmes = self._entries(
            "programmes.toml",
            "programme",
            lambda table, day: read_programme(table, self._sources, day, skill_names, path_names),
        )
        known = _by_id(self._below.programmes) | programmes
        opportunities = self._entries(
            "opportunities.toml",
            "opportunity",
            lambda table, day: read_opportunity(table, self._sources, day, known, path_names),
        )
        guide = Guide(
            _sorted(skills),
            _sorted(paths),
            _sorted(resources),
            _sorted(projects),
            tuple(criteria.values()),
            tuple(areas.values()),
            _sorted(programmes),
            _sorted(opportunities),
        )
        return Layer(guide, own_sources, tuple(self._problems))

    def _own_sources(self) -> dict[str, Source]:
        own: dict[str, Source] = {}
        for name, table, _ in self._each("sources.toml", "source", "id"):
            try:
                own[name] = read_source(table)
            except GuideError as error:
                self._problems.append(error)
        self._sources |= own
        return own

    def _entries(
        self, file: str, heading: str, read: Callable[[Table, str], _E], key: str = "id"
    ) -> dict[str, _E]:
        """Return the entries of a file by id, in its order."""
        found: dict[str, _E] = {}
        for name, table, day in self._each(file, heading, key):
            try:
                found[name] = read(table, day)
            except GuideError as error:
                self._problems.append(error)
            self._tables[name] = table
        return found

    def _each(self, file: str, heading: str, key: str) -> Iterator[tuple[str, Table, str]]:
        """Yield the name and table of every entry, and the day that its file gives."""
        tables, day = self._tables_of(file, heading)
        seen: set[str] = set()
        before = len(self._problems)
        for table in tables:
            if len(self._problems) - before > MOST_FAULTS:
                self._problems.append(_too_many(self._shown + file))
                return
            try:
                name = table.name(key)
                if name in seen:
                    table.fail(f"the {key} '{name}' is there twice.", key)
            except GuideError as error:
                self._problems.append(error)
                continue
            seen.add(name)
            yield name, table, day

    def _tables_of(self, file: str, heading: str) -> tuple[list[Table], str]:
        tables: list[Table] = []
        day = ""
        try:
            text = read_text(self._folder / file, self._shown + file)
            if text is not None:
                top = Table.parse(self._shown + file, text)
                tables = top.tables(heading)
                day = top.default_day()
                top.end()
        except GuideError as error:
            self._problems.append(error)
        return tables, day

    def _skills(self) -> dict[str, Skill]:
        own = self._entries(
            "skills.toml", "skill", lambda table, day: read_skill(table, self._sources, day)
        )
        return self._settled(own, _by_id(self._below.skills), self._faulty_need)

    def _paths(self, skills: Mapping[str, Skill]) -> dict[str, CareerPath]:
        own: dict[str, CareerPath] = {}
        before = len(self._problems)
        for file in sorted((self._folder / "paths").glob("*.toml")):
            if len(self._problems) - before > MOST_FAULTS:
                self._problems.append(_too_many(f"{self._shown}paths"))
                break
            name = f"{self._shown}paths/{file.name}"
            try:
                table = Table.parse(name, read_text(file, name) or "")
                path = read_path(table, self._sources, skills)
                if path.id != file.stem:
                    table.fail(
                        f"the id is '{path.id}'; it must be '{file.stem}', the file's.", "id"
                    )
            except GuideError as error:
                self._problems.append(error)
                continue
            own[path.id], self._tables[path.id] = path, table
        return self._settled(own, _by_id(self._below.paths), self._faulty_road)

    def _settled(
        self,
        own: dict[str, _E],
        below: Mapping[str, _E],
        find: Callable[[Mapping[str, _E], Mapping[str, _E]], str | None],
    ) -> dict[str, _E]:
        """Leave out, until all is well, an entry that names another which is not there."""
        left = dict(own)
        for _ in range(MOST_FAULTS):
            faulty = find(left, {**below, **left})
            if faulty is None:
                return left
            del left[faulty]
        self._problems.append(_too_many(str(self._folder)))
        return {}

    def _faulty_need(self, own: Mapping[str, Skill], known: Mapping[str, Skill]) -> str | None:
        """Tell of the first skill that needs one which is not there, or itself; None: all well."""
        needs = {s.id: [wanted for wanted, _ in s.prerequisites] for s in known.values()}
        try:
            for name in own:
                for wanted in needs[name]:
                    self._tables[name].known(wanted, known, "prerequisites")
            name = _in_a_ring(needs, own)
            if name:
                self._tables[name].fail(f"the skill '{name}' needs itself first.", "prerequisites")
        except GuideError as error:
            self._problems.append(error)
            return name
        return None

    def _faulty_road(
        self, own: Mapping[str, CareerPath], known: Mapping[str, CareerPath]
    ) -> str | None:
        """Tell of the first path that leads to one which is not there; None: all is well."""
        for name, path in own.items():
            try:
                for road in path.next_roads:
                    if " " not in road:
                        self._tables[name].known(road, known, "next_roads")
            except GuideError as error:
                self._problems.append(error)
                return name
        return None


def _in_a_ring(needs: Mapping[str, list[str]], own: Mapping[str, Skill]) -> str:
    """Return the first own skill that comes round to itself, or an empty string."""
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        ring = error.args[1]
        return next((name for name in own if name in ring), "")
    return ""


def _too_many(file: str) -> GuideError:
    return GuideError(
        file, None, f"there are more than {MOST_FAULTS} faults; mend those that were told first."
    )


def read_text(file: Path, shown: str, longest: int = LONGEST_LINE) -> str | None:
    """Return a file's text, None where there is none; GuideError when it cannot be taken.

    `longest` is how many characters a line may have, 0 for any.
    """
    try:
        if file.stat().st_size > LARGEST:
            raise GuideError(
                shown, None, f"it has more than {LARGEST // 1024} KB; split it or shorten it."
            )
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise GuideError(shown, None, f"it cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise GuideError(shown, None, "it is no UTF-8 text; save it as UTF-8.") from None
    for number, line in enumerate(text.split("\n"), 1):
        if longest and len(line) > longest:
            raise GuideError(shown, number, f"this line has more than {longest:,} characters.")
    return text


def _by_id(entries: Iterable[_E]) -> dict[str, _E]:
    return {entry.id: entry for entry in entries}


def _sorted(entries: Mapping[str, _E]) -> tuple[_E, ...]:
    return tuple(entries[name] for name in sorted(entries))
