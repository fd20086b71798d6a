"""Loading the guide: a folder of TOML files into one checked `Guide`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar

from fingerpost.errors import GuideError
from fingerpost.guide.entries import (
    Names,
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

DATA = Path(__file__).parent / "data"


class _Entry(Protocol):
    @property
    def id(self) -> str: ...


_E = TypeVar("_E", bound=_Entry)
_T = TypeVar("_T")


@cache
def load_guide() -> Guide:
    """Return the packaged guide; read once."""
    return read_guide(DATA)


def example_profile_text() -> str:
    """Return the text of the example person's me.toml."""
    return _text(DATA / "example_profile.toml")


def read_guide(folder: Path) -> Guide:
    """Return the guide that a folder describes; GuideError names the file, line and reason."""
    sources = _sources(folder / "sources.toml")
    skills = _skills(folder / "skills.toml", sources)
    names = {skill.id: skill for skill in skills}
    paths = _paths(folder / "paths", sources, names)
    path_names = {path.id: path for path in paths}
    programmes = _by_id(
        _entries(
            folder / "programmes.toml",
            "programme",
            lambda table, day: read_programme(table, sources, day, names, path_names),
        )
    )
    known_programmes = {programme.id: programme for programme in programmes}
    return Guide(
        skills=skills,
        paths=paths,
        resources=_by_id(
            _entries(
                folder / "resources.toml",
                "resource",
                lambda table, day: read_resource(table, sources, day, names),
            )
        ),
        projects=_by_id(
            _entries(
                folder / "projects.toml",
                "project",
                lambda table, day: read_project(table, sources, day, path_names),
            )
        ),
        criteria=tuple(
            _entries(
                folder / "criteria.toml",
                "criterion",
                lambda table, day: read_criterion(table, sources, day),
            )
        ),
        example_areas=tuple(
            _entries(
                folder / "example_areas.toml",
                "area",
                lambda table, day: read_area(table, sources, day),
                key="name",
            )
        ),
        programmes=programmes,
        opportunities=_by_id(
            _entries(
                folder / "opportunities.toml",
                "opportunity",
                lambda table, day: read_opportunity(
                    table, sources, day, known_programmes, path_names
                ),
            )
        ),
    )


def _sources(file: Path) -> dict[str, Source]:
    top = Table.parse(file.name, _text(file))
    tables = top.tables("source")
    _check_unique(tables, "id")
    found = {table.text("id"): read_source(table) for table in tables}
    top.end()
    return found


def _entries(
    file: Path, heading: str, read: Callable[[Table, str], _T], key: str = "id"
) -> list[_T]:
    top = Table.parse(file.name, _text(file))
    checked = top.checked()
    tables = top.tables(heading)
    _check_unique(tables, key)
    entries = [read(table, checked) for table in tables]
    top.end()
    return entries


def _check_unique(tables: list[Table], key: str) -> None:
    seen: set[str] = set()
    for table in tables:
        name = table.text(key)
        if name in seen:
            table.fail(f"the {key} '{name}' is there twice.", key)
        seen.add(name)


def _skills(file: Path, sources: dict[str, Source]) -> tuple[Skill, ...]:
    tables: list[Table] = []

    def read(table: Table, checked: str) -> Skill:
        tables.append(table)
        return read_skill(table, sources, checked)

    skills = _entries(file, "skill", read)
    known = {skill.id: skill for skill in skills}
    for table, skill in zip(tables, skills, strict=True):
        for wanted, _ in skill.prerequisites:
            table.known(wanted, known, "prerequisites")
    for table, skill in zip(tables, skills, strict=True):
        if skill.id in _needed_for(skill, known, frozenset()):
            table.fail(f"the skill '{skill.id}' needs itself first.", "prerequisites")
    return _by_id(skills)


def _paths(folder: Path, sources: dict[str, Source], skills: Names) -> tuple[CareerPath, ...]:
    read: list[tuple[Table, CareerPath]] = []
    for file in sorted(folder.glob("*.toml")):
        table = Table.parse(f"paths/{file.name}", _text(file))
        path = read_path(table, sources, skills)
        if path.id != file.stem:
            table.fail(f"the id is '{path.id}'; it must be '{file.stem}', as the file says.", "id")
        read.append((table, path))
    known = {path.id: path for _, path in read}
    for table, path in read:
        for road in path.next_roads:
            if " " not in road:
                table.known(road, known, "next_roads")
    return _by_id(known.values())


def _by_id(entries: Iterable[_E]) -> tuple[_E, ...]:
    return tuple(sorted(entries, key=lambda entry: entry.id))


def _needed_for(skill: Skill, known: dict[str, Skill], seen: frozenset[str]) -> frozenset[str]:
    for wanted, _ in skill.prerequisites:
        if wanted not in seen:
            seen = _needed_for(known[wanted], known, seen | {wanted})
    return seen


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise GuideError(file, None, f"it cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise GuideError(file, None, "it is no UTF-8 text; save it as UTF-8.") from None
