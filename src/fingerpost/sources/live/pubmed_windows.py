"""More papers than PubMed gives of one search: asked for by the days on which they entered it.

The days are halved until one part has few enough; the newest part comes first. A day of entry
never changes, so what is found of a part today is found of it tomorrow.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fingerpost.records import Problem
from fingerpost.sources.live import pubmed_search
from fingerpost.sources.live.model import Place
from fingerpost.sources.live.port import Asker, Page
from fingerpost.sources.live.pubmed_search import Question

_FIRST, _LAST = date(1800, 1, 1), date(2100, 1, 1)
_OWN = ("windows", "all", "base")


@dataclass(frozen=True, slots=True)
class Window:
    """Some days, both ends among them, as ordinals, and how many papers they hold."""

    first: int
    last: int
    count: int

    @classmethod
    def read(cls, text: str) -> Window:
        """Return the window that a text means; ValueError where it means none."""
        first, last, count = map(int, text.split("-"))
        return cls(first, last, count)

    def __str__(self) -> str:
        return f"{self.first}-{self.last}-{self.count}"

    def of(self, query: str) -> Question:
        """Return the query for these days."""
        since, until = (date.fromordinal(day).strftime("%Y/%m/%d") for day in self.days)
        return Question(query, since, until)

    @property
    def days(self) -> tuple[int, int]:
        """The first and the last day."""
        return self.first, self.last

    @property
    def is_too_large(self) -> bool:
        """Whether PubMed would not give all of it."""
        return self.count > pubmed_search.MOST


def is_of(place: Place) -> bool:
    """Whether a place is one within windows."""
    return "windows" in place


def begin(count: int) -> Place:
    """Return the place where many papers begin."""
    whole = Window(_FIRST.toordinal(), _LAST.toordinal(), count)
    return {"windows": str(whole), "all": count, "base": 0}


def page(client: Asker, query: str, place: Place, size: int) -> Page:
    """Return the next papers of the first window that has any."""
    windows = [Window.read(text) for text in str(place["windows"]).split()]
    total, base = int(place["all"]), int(place["base"])
    inner = {name: value for name, value in place.items() if name not in _OWN}
    if not inner:
        windows = _narrowed(client, query, windows)
    if not windows:
        return Page((), 0, total, None)
    got = pubmed_search.page(client, windows[0].of(query), inner, size)
    told = (_too_many(windows[0]),) if not inner and windows[0].is_too_large else ()
    following: Place | None = None
    if got.next is not None:
        following = {**got.next, "windows": _text(windows), "all": total, "base": base}
    elif len(windows) > 1:
        following = {"windows": _text(windows[1:]), "all": total, "base": base + got.total}
    begun = None if got.begun is None else base
    return Page((*told, *got.records), got.read, total, following, begun)


def _narrowed(client: Asker, query: str, windows: list[Window]) -> list[Window]:
    """Return the windows from the first that has papers on, that one halved until it gives all."""
    while windows and not windows[0].count:
        windows = windows[1:]
    while windows and windows[0].is_too_large and windows[0].first < windows[0].last:
        whole = windows[0]
        middle = (whole.first + whole.last) // 2
        newer = Window(middle + 1, whole.last, 0)
        count = pubmed_search.search(client, newer.of(query), 0).count
        newer = Window(newer.first, newer.last, count)
        older = Window(whole.first, middle, max(0, whole.count - count))
        windows = [one for one in (newer, older) if one.count] + windows[1:]
    return windows


def _text(windows: list[Window]) -> str:
    return " ".join(map(str, windows))


def _too_many(window: Window) -> Problem:
    day = date.fromordinal(window.first).isoformat()
    return Problem(
        "PubMed",
        f"{window.count:,} papers of this query entered PubMed on {day}, and it gives"
        f" {pubmed_search.MOST:,} at the most; narrow the query to get the others",
    )
