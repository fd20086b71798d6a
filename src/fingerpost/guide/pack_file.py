"""What a pack says about itself, in its pack.toml; the file may be missing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fingerpost.guide.folder import read_text
from fingerpost.guide.table import Table
from fingerpost.text import toml_value

ABOUT = "pack.toml"


@dataclass(frozen=True, slots=True)
class About:
    """Who made a pack and what it is for; `imported_from` names the article that it was read of."""

    title: str = ""
    by: str = ""
    about: str = ""
    imported_from: str = ""

    def origin(self, name: str) -> str:
        """Return whose word the pack's entries are."""
        if self.imported_from:
            return f"imported from {self.imported_from}, from the pack {name}"
        return f"from the pack {name}"

    def toml(self) -> str:
        """Return the text of a pack.toml."""
        keys = ("title", "by", "about", "imported_from")
        return "".join(f"{key} = {toml_value(getattr(self, key))}\n" for key in keys)


def read_about(folder: Path) -> About:
    """Return what a pack says about itself; GuideError where the file is faulty."""
    text = read_text(folder / ABOUT, str(folder / ABOUT))
    if text is None:
        return About()
    table = Table.parse(str(folder / ABOUT), text)
    about = About(
        table.optional_text("title"),
        table.optional_text("by"),
        table.optional_text("about"),
        table.optional_text("imported_from"),
    )
    table.end()
    return about
