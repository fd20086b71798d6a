"""Papers by year as bars, each a link that narrows the search to that year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

HEIGHT = 60.0
MOST_BARS = 60
WIDTH = 600.0


class Narrowed(Protocol):
    """What can give its own address with another span of years."""

    def address(self, **changes: object) -> str:
        """Return the address with some of it changed."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One year, or the years of one decade where there are many."""

    label: str
    count: int
    address: str
    x: float
    width: float
    height: float
    """In units of a picture 600 wide and 60 high."""


def year_bars(by_year: Mapping[int, int], asked: Narrowed) -> tuple[Bar, ...]:
    """Return a bar a year from the first to the last, a decade where that would be too many."""
    if not by_year:
        return ()
    first, last = min(by_year), max(by_year)
    step = 1 if last - first < MOST_BARS else 10
    starts = range(first - first % step, last + 1, step)
    counts = [sum(by_year.get(year, 0) for year in range(s, s + step)) for s in starts]
    width = WIDTH / len(counts)
    most = max(counts)
    bars = []
    for at, (start, count) in enumerate(zip(starts, counts, strict=True)):
        end = start + step - 1
        label = str(start) if step == 1 else f"{start} to {end}"
        address = asked.address(**{"from": str(start), "to": str(end), "start": 0})
        height = max(1.0, HEIGHT * count / most) if count else 0.0
        bars.append(
            Bar(
                label,
                count,
                address,
                round(at * width, 2),
                round(width * 0.84, 2),
                round(height, 2),
            )
        )
    return tuple(bars)
