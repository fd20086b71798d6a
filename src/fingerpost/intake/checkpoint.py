"""How far a fetch has come, in a small file beside the library's papers."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fingerpost.errors import LibraryError
from fingerpost.sources.live import Mark
from fingerpost.text import digest

FOLDER: Final = "fetches"


@dataclass(frozen=True, slots=True)
class Noted:
    """What a checkpoint says: the mark to go on from, the records read, and how many there are."""

    mark: str
    read: int
    found: int


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The file of one fetch, named by its supplier and query; there while it is unfinished."""

    path: Path
    supplier: str
    query: str

    @classmethod
    def of(cls, folder: Path, supplier: str, query: str) -> Checkpoint:
        """Return the checkpoint of a fetch into the library in this folder."""
        name = f"{supplier}-{digest(supplier, query)}.json"
        return cls(folder / FOLDER / name, supplier, query)

    def read(self) -> Noted | None:
        """Return what is noted, or None where nothing is or it is damaged."""
        try:
            stated = json.loads(self.path.read_text("utf-8"))
            return Noted(str(stated["mark"]), int(stated["read"]), int(stated["found"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, mark: Mark, found: int) -> None:
        """Note a mark whose records are safe; on disk when it returns. Raises LibraryError."""
        stated = {
            "supplier": self.supplier,
            "query": self.query,
            "mark": mark.text,
            "read": mark.read,
            "found": found,
        }
        fresh = self._fresh
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with fresh.open("w", encoding="utf-8") as file:
                json.dump(stated, file, ensure_ascii=False, sort_keys=True)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self.path)
        except OSError as error:
            raise LibraryError(
                f"{self.path} cannot be written ({error.strerror}), so the fetch was ended; its"
                " papers are kept. Make room or make the folder writable, and run it again."
            ) from error

    def remove(self) -> None:
        """Forget how far the fetch has come."""
        for path in (self.path, self._fresh):
            with suppress(OSError):
                path.unlink(missing_ok=True)

    @property
    def _fresh(self) -> Path:
        return self.path.with_suffix(".new")


def forget_all(folder: Path) -> None:
    """Forget how far the fetches into the library in this folder have come."""
    for path in (folder / FOLDER).glob("*"):
        with suppress(OSError):
            path.unlink()
