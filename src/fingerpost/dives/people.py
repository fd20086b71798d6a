"""The people of a dive as pages and tables show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fingerpost.landscape.groups import is_near
from fingerpost.landscape.model import Group, Person

LIKELY = 0.8
"""From here on mentions are taken to be one person without a warning."""


def by_distance(groups: Iterable[Group]) -> tuple[Sequence[Group], Sequence[Group]]:
    """Return the groups near the user, nearest first, and the others, most papers first."""
    listed = list(groups)
    near = [group for group in listed if is_near(group.lead)]
    return near, [group for group in listed if not is_near(group.lead)]


def sure_words(person: Person) -> str:
    """Return how sure it is that a person's papers are one person's, and what that rests on."""
    if len(person.mentions) < 2:
        return "One paper under this name"
    if person.because == "you said so":
        return "One person, as you said"
    if person.sure >= 1:
        return f"One person: {person.because}"
    if person.sure >= LIKELY:
        return f"Very likely one person: the same {person.because}"
    return f"May be several people: some of the papers share only {person.because}"
