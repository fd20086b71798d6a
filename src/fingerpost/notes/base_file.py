"""The notes as tables in Obsidian: one file of its Bases, made once and the user's from then on.

Written after the published syntax of Bases (Obsidian Help, "Bases syntax").
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from fingerpost.home import Home
from fingerpost.home.files import write_text

BASE_MADE: Final = "base made"
BASE_TAKEN_AWAY: Final = "base taken away"
NAME: Final = "notes.base"
TEXT: Final = """\
filters:
  and:
    - 'file.ext == "md"'
properties:
  file.name:
    displayName: Note
  note.title:
    displayName: Title
  note.year:
    displayName: Year
  note.status:
    displayName: Status
  note.rating:
    displayName: Rating
  note.topics:
    displayName: Topics
  file.mtime:
    displayName: Last changed
views:
  - type: table
    name: Papers
    filters:
      and:
        - 'file.inFolder("papers")'
    groupBy:
      property: note.status
      direction: ASC
    order:
      - file.name
      - note.title
      - note.year
      - note.status
      - note.rating
      - note.topics
      - file.mtime
  - type: table
    name: To read
    filters:
      and:
        - 'file.inFolder("papers")'
        - 'note.status == "to read"'
    order:
      - file.name
      - note.title
      - note.year
      - note.topics
  - type: table
    name: Topics
    filters:
      and:
        - 'file.inFolder("topics")'
    order:
      - file.name
      - note.title
      - file.links
      - file.mtime
"""


def keep_base(home: Home) -> Path | None:
    """Write the tables if there never were any; None when they are there or were deleted."""
    path = home.folder / NAME
    words = (e.verb for e in home.journal.read()[0] if e.verb in (BASE_MADE, BASE_TAKEN_AWAY))
    if path.exists() or [*words][-1:] == [BASE_MADE]:
        return None
    write_text(path, TEXT, None)
    home.journal.append(BASE_MADE, NAME)
    return path
