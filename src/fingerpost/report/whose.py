"""For whom something of the home was made: for its person, or for the example person before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from fingerpost.home import Home, Profile
from fingerpost.home.journal import Entry
from fingerpost.notes.keys import NOTE_MADE
from fingerpost.plan.person import Made, changed_since, rests_on

OF_EXAMPLE: Final = "This plan was made for the invented example person, not for you."
_SAID: Final = re.compile(r"# [^\n]+\n\n[^\n.]+\. For an example person, not for you: ")
"""How `report.md` begins where its profile was the example: the heading, then day and person."""
_BEGINNING: Final = 2_000
_WRITTEN: Final = "signpost written"


def signpost_of_example(home: Home, day: str) -> bool:
    """Tell whether the signpost of a day was written for the example person, as it says itself.

    False where it cannot be read.
    """
    file = home.folder / "signposts" / day / "report.md"
    try:
        with file.open(encoding="utf-8", errors="replace") as text:
            return bool(_SAID.match(text.read(_BEGINNING)))
    except OSError:
        return False


def notes_of_example(home: Home, entries: Sequence[Entry]) -> frozenset[str]:
    """Return the files of paper notes that a signpost for the example person made by itself.

    That is known by the journal: the note was made and the signpost written right after it.
    """
    return frozenset(
        f"papers/{made.details['file']}"
        for made, written in pairwise(entries)
        if made.verb == NOTE_MADE
        and written.verb == _WRITTEN
        and "file" in made.details
        and signpost_of_example(home, written.object)
    )


def older_than(plan: Made, profile: Profile, example: Profile) -> str:
    """Return in a sentence how a plan is older than the person; empty where it is not.

    `example` is the example person: a plan that rests on just what they say was made for them.
    """
    changed = changed_since(plan, profile)
    if changed and not profile.is_example and plan.person == rests_on(example):
        return OF_EXAMPLE
    return changed
