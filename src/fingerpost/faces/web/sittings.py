"""Screenings kept between requests, so that the next paper comes at once."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Event, Lock, RLock, Thread

from fingerpost.desk import Desk, open_desk
from fingerpost.dives.screening import Screening
from fingerpost.errors import FailureError
from fingerpost.home import Area

MOST_KEPT, MOST_PAPERS = 8, 30_000
"""So many areas are kept, and so many papers in all; with more, the area that was not asked for
the longest goes. 20,000 papers with long abstracts take some 400 MB."""
MOST_TO_SCREEN = 50_000
"""An area with more papers would take the memory of a small machine, and a year to read."""
PATIENCE_SECONDS = 0.5
"""So long a page waits for a screening before it says that it is being made ready."""

Stands = tuple[object, ...]
"""All that a screening follows from beside the journal: papers, search, words, day."""


@dataclass
class Sitting:
    """A screening that is being made ready, or is; to be used under its lock."""

    stands_for: Stands
    ready: Event = field(default_factory=Event)
    lock: RLock = field(default_factory=RLock)
    screening: Screening | None = None
    fault: Exception | None = None


class Sittings:
    """The sittings of a home, by area."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[str, Sitting] = OrderedDict()
        self._later: dict[str, list[str]] = {}

    def of(
        self, desk: Desk, area: Area, today: date, patience: float = PATIENCE_SECONDS
    ) -> Sitting | None:
        """Return the sitting of an area as its papers are now, or None while it is made ready.

        One that stands for other papers or another search is never returned. What went wrong in
        making it ready is raised.
        """
        wanted = _stands_for(desk, area, today)
        with self._lock:
            sitting = self._kept.get(area.name)
            if sitting is None or sitting.stands_for != wanted:
                _check_size(desk, area, today)
                sitting = self._kept[area.name] = Sitting(wanted)
                Thread(
                    target=_make_ready, args=(sitting, desk.home.folder, area, today), daemon=True
                ).start()
            self._kept.move_to_end(area.name)
            self._let_go()
        if not sitting.ready.wait(patience):
            return None
        if sitting.fault is not None or sitting.screening is None:
            with self._lock:
                if self._kept.get(area.name) is sitting:
                    del self._kept[area.name]
            if sitting.fault is not None:
                raise sitting.fault
            return None
        return sitting

    def forget(self, area: str) -> None:
        """Let an area be made ready anew when it is asked for, as after its papers changed."""
        with self._lock:
            self._kept.pop(area, None)

    def _let_go(self) -> None:
        sizes = [len(s.screening.papers) if s.screening else 0 for s in self._kept.values()]
        while len(sizes) > 1 and (len(sizes) > MOST_KEPT or sum(sizes) > MOST_PAPERS):
            self._kept.popitem(last=False)
            sizes.pop(0)

    def later(self, area: str) -> tuple[str, ...]:
        """Return the papers that were put off, until the app is ended."""
        with self._lock:
            return tuple(self._later.get(area, ()))

    def put_off(self, area: str, paper: str) -> None:
        """Put a paper off: others come before it."""
        with self._lock:
            listed = self._later.setdefault(area, [])
            if paper not in listed:
                listed.append(paper)

    def take_up(self, area: str, paper: str = "") -> None:
        """Let a paper that was put off come again, or all of them."""
        with self._lock:
            left = [each for each in self._later.get(area, ()) if paper and each != paper]
            self._later[area] = left


def _stands_for(desk: Desk, area: Area, today: date) -> Stands:
    return (desk.library.stamp(), area.name, area.query, area.title, area.question, area.take_in,
            today)  # fmt: skip


def _check_size(desk: Desk, area: Area, today: date) -> None:
    count = desk.library.search(area.query, 0, today=today).total
    if count > MOST_TO_SCREEN:
        raise FailureError(
            f"The search of “{area.title}” finds {count:,} papers, and no more than"
            f" {MOST_TO_SCREEN:,} can be screened here. Make it narrower on the page Areas, or add"
            " an area with a narrower search."
        )


def _make_ready(sitting: Sitting, folder: Path, area: Area, today: date) -> None:
    try:
        with open_desk(folder, today=today) as desk:
            screening = Screening(desk.library, desk.home.journal, area, today)
            screening.get_ready()
            # The library may have changed while it was read; then this stands for neither.
            if _stands_for(desk, area, today) == sitting.stands_for:
                sitting.screening = screening
    except Exception as error:  # noqa: BLE001 - raised again in the request that waits for it
        sitting.fault = error
    finally:
        sitting.ready.set()
