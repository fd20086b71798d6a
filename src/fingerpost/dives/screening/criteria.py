"""What belongs to an area and what does not, as the reader states it before screening."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from fingerpost.home import Area, Home
from fingerpost.home.area_file import with_items


def state_criteria(
    home: Home, area: Area, key: Literal["take_in", "leave_out"], texts: Sequence[str]
) -> None:
    """Add criteria to one of the area's lists, those apart that stand there."""
    fresh = [text for text in dict.fromkeys(texts) if text not in getattr(area, key)]
    if fresh:
        home.change_area(area, lambda text, path: with_items(text, key, fresh, path))
        stated: dict[str, Any] = {key: fresh}
        home.journal.append("criteria stated", area.name, **stated)
