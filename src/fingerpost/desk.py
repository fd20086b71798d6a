"""The one place where the parts meet: open a home, its library, the guide and the person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from fingerpost.errors import LostLibraryError
from fingerpost.home import Home, Profile
from fingerpost.home.brought import brought_in
from fingerpost.home.folder import PROFILE
from fingerpost.home.profile_file import read_profile
from fingerpost.home.skills_ledger import shown_skills, with_shown
from fingerpost.library import Library
from fingerpost.text import plural

if TYPE_CHECKING:
    from fingerpost.guide import Guide


@dataclass(frozen=True)
class Desk:
    """An open home with everything that belongs to it."""

    home: Home
    _open: ExitStack = field(repr=False)
    _begin: Callable[[str], object] | None = field(default=None, repr=False)

    @cached_property
    def library(self) -> Library:
        """The home's papers, opened when they are first asked for.

        LostLibraryError when the journal tells of papers and there is no library of them here,
        unless a new one may be begun.
        """
        folder = self.home.library_folder
        is_here = Library.is_in(folder)
        if not is_here:
            self._miss(folder)
        library = self._open.enter_context(Library.open(folder))
        if is_here and library.is_untouched():
            self._miss(folder)
        return library

    @cached_property
    def guide(self) -> Guide:
        """The packaged knowledge, with what the home's folder `guide` and its packs add to it."""
        from fingerpost.guide import home_guide

        return home_guide(self.home.folder)

    @cached_property
    def profile(self) -> Profile:
        """The person with what they have shown; ProfileError names the faulty line of me.toml."""
        return self.person(self.home.profile_text())

    def person(self, text: str) -> Profile:
        """Return the person as this text of me.toml and the journal's record have them."""
        claimed = check_profile(text, str(self.home.folder / PROFILE), self.guide)
        shown = shown_skills(self.home.journal.read()[0])
        return with_shown(claimed, shown, [skill.id for skill in self.guide.skills])

    def _miss(self, folder: Path) -> None:
        """Say what the journal knows of and the folder has not; nothing for a home without papers.

        An empty library must never pass for the papers of a home: a backup of it would take the
        place of a good one.
        """
        brought = brought_in(self.home.journal.read()[0])
        if brought is None:
            return
        lost = (
            f"This home's library is not here: looked for {folder}. The journal says that"
            f" {plural(brought.papers, 'paper')} came in (last on {brought.last})."
        )
        if self._begin is None:
            raise LostLibraryError(lost)
        self._begin(f"{lost} A new library begins there.")


def check_profile(text: str, path: str, guide: Guide) -> Profile:
    """Return the profile that a text describes, checked against the guide's skills and paths."""
    return read_profile(
        text,
        path,
        known_skills=[skill.id for skill in guide.skills],
        known_paths=[career.id for career in guide.paths],
    )


@contextmanager
def open_desk(
    folder: Path, begin: Callable[[str], object] | None = None, today: date | None = None
) -> Iterator[Desk]:
    """Open a home, and its library when that is asked for; close them again.

    `today` is the day that decisions are written with; without it they have the clock's.

    A command that brings papers in gives `begin`: where the home's library is not on this machine,
    a new one is begun and `begin` takes the sentence that says so. Others raise LostLibraryError.
    """
    with ExitStack() as stack:
        yield Desk(replace(Home.open(folder), today=today), stack, begin)
