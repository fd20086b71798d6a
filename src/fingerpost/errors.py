"""The errors that a user may meet, as one tree; a face turns each into a sentence and an exit code.

FingerpostError
├── UsageError          the command was used wrongly (exit code 2)
│   └── QueryError      a search query cannot be understood; knows the character
└── FailureError        nothing could be done (exit code 1)
    ├── SourceError     a file or a supplier could not be read at all
    │   └── OfflineError    there is no network, or the user wants none
    ├── LibraryError    the library's files are unusable or held by another process
    │   └── LostLibraryError  the home's library is not on this machine
    ├── HomeError       a file of the home cannot be read or written
    │   ├── ProfileError    me.toml says something that we cannot take; knows the line
    │   └── ChangedError    the file is no longer what we read, so it was not written
    └── GuideError      the packaged knowledge, or a pack, is faulty; knows file and line
"""

from __future__ import annotations

import unicodedata
from pathlib import Path


class FingerpostError(Exception):
    """Something went wrong that a sentence can explain."""

    exit_code = 1


class UsageError(FingerpostError):
    """The command was used wrongly."""

    exit_code = 2


class QueryError(UsageError):
    """A search query cannot be understood.

    `position` counts code points from 0; the sentence shows the query with a caret under it.
    """

    def __init__(self, reason: str, query: str, position: int) -> None:
        self.reason, self.query, self.position = reason, query, position
        shown = "".join(c if c.isprintable() else " " for c in query)
        caret = " " * sum(map(_columns, shown[:position])) + "^"
        super().__init__(f"{reason}, at character {position + 1}:\n  {shown}\n  {caret}")


class FailureError(FingerpostError):
    """Nothing could be done."""


class SourceError(FailureError):
    """A file or a supplier could not be read at all."""


class OfflineError(SourceError):
    """There is no network, or the user wants none; no supplier was asked."""


class LibraryError(FailureError):
    """The library's files are unusable or held by another process."""


class LostLibraryError(LibraryError):
    """The home's library is not on this machine.

    `lost` says what is missing and where it was looked for; the sentence adds what to do about it
    on the command line.
    """

    def __init__(self, lost: str) -> None:
        self.lost = lost
        super().__init__(
            f"{lost} Restore a backup (fingerpost restore), set FINGERPOST_DATA to the folder"
            " that it is in, or import your files again (fingerpost import)."
        )


class HomeError(FailureError):
    """A file of the home cannot be read or written."""


class ProfileError(HomeError):
    """The profile says something that we cannot take."""

    def __init__(self, path: Path | str, line: int | None, reason: str) -> None:
        self.path, self.line, self.reason = str(path), line, reason
        super().__init__(f"{_place(path, line)}: {reason}")


class ChangedError(HomeError):
    """The file is no longer what we read, so it was not written."""

    def __init__(self, path: Path | str) -> None:
        self.path = str(path)
        super().__init__(
            f"{path} was changed since it was read, so it was left as it is. Run the command again."
        )


class GuideError(FailureError):
    """The packaged knowledge, or a pack of the user's, is faulty."""

    def __init__(self, path: Path | str, line: int | None, reason: str) -> None:
        self.path, self.line, self.reason = str(path), line, reason
        super().__init__(f"{_place(path, line)}: {reason}")


def _columns(character: str) -> int:
    """How many columns a terminal gives to a character."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _place(path: Path | str, line: int | None) -> str:
    return f"{path}, line {line}" if line else str(path)
