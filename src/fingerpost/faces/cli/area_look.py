"""What a new area's query finds, shown where areas are added."""

from __future__ import annotations

from collections.abc import Callable

from fingerpost.desk import Desk
from fingerpost.errors import LibraryError
from fingerpost.home import Area
from fingerpost.intake.first_look import FirstLook, Wider, first_look
from fingerpost.text import plural, visible


def tell_look(desk: Desk, area: Area, tell: Callable[[str], None]) -> FirstLook | None:
    """Tell how many papers an area's query finds, the first titles and what to do about it.

    None, with a sentence, where the home's library is not on this machine: an area needs none.
    """
    try:
        look = first_look(desk.library, area)
    except LibraryError as error:
        tell(str(error))
        return None
    tell(f"'{area.title}' finds {plural(look.found, 'paper')} of your library.")
    for title in look.titles:
        tell(f"  - {visible(title) or 'No title'}")
    if look.any_method:
        tell(
            "Only papers that name machine learning are sought. Without that it would find"
            f" {plural(look.any_method.found, 'paper')}:  fingerpost area widen {area.name}"
        )
    if look.advice:
        tell(look.advice)
    return look


def look_json(look: FirstLook | None) -> dict[str, object]:
    """Return what `--json` has of it; nulls where there was no library to look into."""
    if look is None:
        return {
            "found": None, "titles": [], "advice": "", "wider": None, "without_learning": None,
        }  # fmt: skip
    return {
        "found": look.found, "titles": list(look.titles), "advice": look.advice,
        "wider": _wider(look.wider), "without_learning": _wider(look.any_method),
    }  # fmt: skip


def _wider(wider: Wider | None) -> dict[str, object] | None:
    return {"query": wider.query, "found": wider.found} if wider else None


def no_word(_sentence: str) -> None:
    """Tell nothing, where only JSON may be printed."""
