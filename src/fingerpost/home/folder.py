"""The home: a folder of plain text that belongs to the user."""

from __future__ import annotations

import os
import tomllib
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from fingerpost.errors import HomeError, UsageError
from fingerpost.home.area import Area
from fingerpost.home.area_file import area_text, parse_area
from fingerpost.home.blocks import renew
from fingerpost.home.decisions import DECISIONS, excluded_from
from fingerpost.home.files import read_text, write_text
from fingerpost.home.focus_words import words_on_focus
from fingerpost.home.journal import Entry, Journal
from fingerpost.home.migrations import BEFORE, clear, migrate
from fingerpost.home.person_words import words_on_people
from fingerpost.home.topic_words import words_on_topics

FORMAT = 1
MARKER = "fingerpost.toml"
PROFILE = "me.toml"


@dataclass(frozen=True)
class Home:
    """An open home; `id` names its library in the user's data directory."""

    folder: Path
    id: str
    today: date | None = field(default=None, compare=False)
    """The day that is written with decisions; None for the clock's alone."""

    @classmethod
    def create(cls, folder: Path, profile_text: str) -> Home:
        """Make a home with this profile; HomeError when the folder cannot be one."""
        if (folder / MARKER).exists():
            raise HomeError(f"{folder} is a home already.")
        if folder.exists() and not folder.is_dir():
            raise HomeError(f"{folder} is a file, so it cannot become a home. Name a folder.")
        try:
            (folder / "areas").mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise HomeError(f"{folder} cannot be made: {error.strerror}.") from None
        if not (folder / PROFILE).exists():
            write_text(folder / PROFILE, profile_text, None)
        home_id = uuid.uuid4().hex[:12]
        marker = (
            "# This folder is a home of Fingerpost. Everything in it is plain text and yours.\n"
            f'format = {FORMAT}\nid = "{home_id}"\n'
        )
        write_text(folder / MARKER, marker, None)
        return cls(folder.resolve(), home_id)

    @classmethod
    def open(cls, folder: Path) -> Home:
        """Open a home; HomeError when it is none or from a newer version.

        One of an older version is brought to the present format first.
        """
        marker = folder / MARKER
        if not marker.is_file():
            raise HomeError(f"{folder} is no home yet. Make one with:  fingerpost start {folder}")
        try:
            data = tomllib.loads(read_text(marker).text)
            home_format, home_id = int(data["format"]), str(data["id"])
        except (tomllib.TOMLDecodeError, KeyError, ValueError, TypeError):
            raise HomeError(
                f'{marker} is damaged: it needs the lines  format = {FORMAT}  and  id = "…".'
            ) from None
        if home_format > FORMAT:
            raise HomeError(
                f"{folder} was written by a newer Fingerpost (format {home_format}; this one "
                f"knows {FORMAT}). Update Fingerpost."
            )
        if not home_id.isalnum():
            raise HomeError(f"{marker}: the id may have letters and digits only.")
        home = cls(folder.resolve(), home_id)
        if home_format < FORMAT:
            for step in migrate(marker, FORMAT):
                home.journal.append("home brought to a new format", str(step.to), step.what)
        elif (folder / BEFORE).is_dir():
            clear(folder, FORMAT)
        return home

    @cached_property
    def journal(self) -> Journal:
        """The home's journal."""
        return Journal(self.folder / "journal.jsonl", self.today)

    @property
    def library_folder(self) -> Path:
        """Where this home's library lives: beside other data of the user's, never in the home."""
        from platformdirs import user_data_path

        base = os.environ.get("FINGERPOST_DATA")
        root = Path(base) if base else user_data_path("fingerpost", appauthor=False)
        return root / "libraries" / self.id

    def profile_text(self) -> str:
        """Return the text of me.toml."""
        return read_text(self.folder / PROFILE).text

    def change_profile(self, change: Callable[[str], str]) -> Path:
        """Write me.toml as `change` makes it from its text; ChangedError as elsewhere."""
        path = self.folder / PROFILE
        read = read_text(path)
        text = change(read.text)
        if text != read.text:
            write_text(path, text, read)
        return path

    def areas(self) -> tuple[Area, ...]:
        """Return the areas of the home's list, by name."""
        entries = self.journal.read()[0]
        decisions: dict[str, list[Entry]] = {}
        others = []  # apart, since a screening leaves thousands of decisions
        for entry in entries:
            if entry.verb in DECISIONS:
                decisions.setdefault(str(entry.details.get("area")), []).append(entry)
            else:
                others.append(entry)
        people = words_on_people(others)
        standings = words_on_focus(others).standings
        return tuple(
            replace(
                area,
                excluded=excluded_from(decisions.get(area.name, []), area.name),
                people=people,
                topics=words_on_topics(others, area.name),
                standing=standings.get(area.name, area.standing),
            )
            for path in sorted((self.folder / "areas").glob("*.md"))
            for area in (parse_area(read_text(path).text, path),)
        )

    def weights(self) -> Mapping[str, float]:
        """Return how much each criterion counts, as the user chose; empty before they did."""
        return words_on_focus(self.journal.read()[0]).weights

    def area(self, name: str) -> Area:
        """Return one area by its name or title; UsageError lists the names there are."""
        areas = self.areas()
        for area in areas:
            if name == area.name or name.casefold() == area.title.casefold():
                return area
        names = ", ".join(area.name for area in areas) or "none yet"
        raise UsageError(
            f"There is no area '{name}' in this home (there are: {names}). "
            f'Add it with:  fingerpost area add "{name}"'
        )

    def add_area(self, area: Area) -> Path:
        """Write a new area; ChangedError when there is a file of that name already."""
        path = self.area_path(area)
        path.parent.mkdir(exist_ok=True)
        write_text(path, area_text(area), None)
        return path

    def area_path(self, area: Area) -> Path:
        """Return the place of an area's file."""
        return self.folder / "areas" / f"{area.name}.md"

    def change_area(self, area: Area, change: Callable[[str, Path], str]) -> Path:
        """Write an area's file as `change` makes it from its text; ChangedError as elsewhere."""
        path = self.area_path(area)
        read = read_text(path)
        write_text(path, change(read.text, path), read)
        return path

    def renew_block(self, relative: str, name: str, content: str, kept_heading: str) -> Path:
        """Renew a managed block in a file of the user's, keeping every word around it."""
        path = self.folder / relative
        read = read_text(path) if path.exists() else None
        text = renew(read.text if read else "", name, content, kept_heading)
        if read is None or text != read.text:
            write_text(path, text, read)
        return path


def find_home(named: Path | None, start: Path) -> Path:
    """Return the home to work on: the one named, else FINGERPOST_HOME, else the nearest upwards."""
    if named is not None:
        return named
    if os.environ.get("FINGERPOST_HOME"):
        return Path(os.environ["FINGERPOST_HOME"])
    for folder in (start, *start.parents):
        if (folder / MARKER).is_file():
            return folder
    raise UsageError(
        "No home was named and this folder is none. Make one with:  fingerpost start ~/fingerpost\n"
        "or name it:  fingerpost VERB --home FOLDER"
    )
