"""The one place where the parts meet: open a home, its library, the guide and the person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from fingerpost.home import Home, Profile
from fingerpost.home.folder import PROFILE
from fingerpost.home.profile_file import read_profile
from fingerpost.library import Library

if TYPE_CHECKING:
    from fingerpost.guide import Guide


@dataclass(frozen=True)
class Desk:
    """An open home with everything that belongs to it."""

    home: Home
    library: Library

    @cached_property
    def guide(self) -> Guide:
        """The packaged knowledge."""
        from fingerpost.guide import load_guide

        return load_guide()

    @cached_property
    def profile(self) -> Profile:
        """The person; ProfileError names the line of me.toml that cannot be taken."""
        return check_profile(self.home.profile_text(), str(self.home.folder / PROFILE), self.guide)


def check_profile(text: str, path: str, guide: Guide) -> Profile:
    """Return the profile that a text describes, checked against the guide's skills and paths."""
    return read_profile(
        text,
        path,
        known_skills=[skill.id for skill in guide.skills],
        known_paths=[career.id for career in guide.paths],
    )


@contextmanager
def open_desk(folder: Path) -> Iterator[Desk]:
    """Open a home and its library, and close them again."""
    home = Home.open(folder)
    with Library.open(home.library_folder) as library:
        yield Desk(home, library)
