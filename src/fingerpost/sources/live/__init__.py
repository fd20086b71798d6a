"""Papers from suppliers over the network: one port for all, polite by design.

`fetch` yields papers, problems and, after each page, a mark from which the same fetch goes on;
`count` asks how many there are. Both raise SourceError with a sentence, OfflineError when there
is no network.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fingerpost.errors import SourceError
from fingerpost.sources.live.credentials import settings_from_environment
from fingerpost.sources.live.marks import Stand, read_mark
from fingerpost.sources.live.model import Item, Mark, Progress, Settings
from fingerpost.sources.live.port import Supplier
from fingerpost.sources.live.registry import Registry

__all__ = [
    "SUPPLIERS",
    "Item",
    "Mark",
    "Progress",
    "Settings",
    "Supplier",
    "count",
    "fetch",
    "settings_from_environment",
]

SUPPLIERS: Mapping[str, Supplier] = Registry()
"""The suppliers by the names that a user writes."""


def fetch(
    supplier: str,
    query: str,
    most: int,
    settings: Settings,
    resume: str = "",
    on_progress: Progress | None = None,
) -> Iterator[Item]:
    """Yield at most `most` records of a supplier in its order, none twice, and marks between them.

    Every mark stands after the records that it covers: once those are safe, a fetch of the same
    supplier and query goes on from it with `resume=mark.text`; `most` counts from the beginning
    of the whole fetch. SourceError comes from the call for a name, a query or a mark that is
    none, else while reading; what came before it has been yielded by then.
    """
    from fingerpost.sources.live.walking import walk

    chosen, asked = _supplier(supplier), _query(supplier, query)
    stand = read_mark(resume, chosen.name, asked) if resume else Stand({}, 0, 0)
    return walk(chosen, asked, most, settings, stand, on_progress)


def count(supplier: str, query: str, settings: Settings) -> int:
    """Return how many records a supplier has for a query; raises SourceError."""
    from fingerpost.sources.live.client import Client

    chosen, asked = _supplier(supplier), _query(supplier, query)
    with Client(chosen, settings) as client:
        return chosen.count(client, asked)


def _supplier(name: str) -> Supplier:
    if name in SUPPLIERS:
        return SUPPLIERS[name]
    raise SourceError(f"There is no supplier '{name}'; there are {', '.join(SUPPLIERS)}.")


def _query(supplier: str, query: str) -> str:
    if not query.strip():
        raise SourceError(f"The query for {SUPPLIERS[supplier].title} is empty: say what to find.")
    return query.strip()
