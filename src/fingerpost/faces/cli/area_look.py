"""What a new area's query finds, shown where areas are added."""

from __future__ import annotations

from collections.abc import Callable

from fingerpost.home import Area
from fingerpost.intake.first_look import FirstLook, first_look
from fingerpost.library import Library
from fingerpost.text import plural, visible


def tell_look(library: Library, area: Area, tell: Callable[[str], None]) -> FirstLook:
    """Tell how many papers an area's query finds, the first titles and what to do about it."""
    look = first_look(library, area)
    tell(f"'{area.title}' finds {plural(look.found, 'paper')} of your library.")
    for title in look.titles:
        tell(f"  - {visible(title) or 'No title'}")
    if look.advice:
        tell(look.advice)
    return look


def look_json(look: FirstLook) -> dict[str, object]:
    """Return what `--json` has of it."""
    wider = {"query": look.wider.query, "found": look.wider.found} if look.wider else None
    return {
        "found": look.found, "titles": list(look.titles), "advice": look.advice, "wider": wider,
    }  # fmt: skip


def no_word(_sentence: str) -> None:
    """Tell nothing, where only JSON may be printed."""
