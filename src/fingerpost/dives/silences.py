"""Why nothing is said to be crowded, thin, empty or unproven, and what would let it be said."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from math import sqrt
from typing import Final

from fingerpost.dives.gap_model import GapCell
from fingerpost.text import plural

FEWEST_ABLE: Final = 10
"""Papers that tried a model or say that it was tested elsewhere, for a sentence on it."""
UNPROVEN_BELOW: Final = 0.3
"""The upper end of the 95 % interval of the share that was tested elsewhere."""
_MORE: Final = "Bring in more papers on it, or ask with a wider query"


def upper_bound(count: int, of: int) -> float:
    """Return the upper end of a share's 95 % interval (Wilson, J Am Stat Assoc 1927;22:209)."""
    z = 1.959964
    share = count / of
    middle = share + z * z / (2 * of)
    reach = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (middle + reach) / (1 + z * z / of)


def silences(cells: Sequence[GapCell], said: Collection[str], papers: int) -> tuple[str, ...]:
    """Return a sentence for each kind of statement of which there is none; `said` are the others.

    `papers` are those that name a method and a clinical problem.
    """
    found: Mapping[str, Callable[[], str]] = {
        "crowded": lambda: _by_chance(cells, "crowded", papers),
        "thin": lambda: _by_chance(cells, "thin", papers),
        "empty": lambda: _no_empty(cells, papers),
        "unproven": lambda: _no_unproven(cells),
    }
    return tuple(tell() for kind, tell in found.items() if kind not in said)


def _by_chance(cells: Sequence[GapCell], kind: str, papers: int) -> str:
    """No pair has more papers, or fewer but some, than chance gives."""
    more = kind == "crowded"
    off = [c for c in cells if c.count and (c.count > c.expected) == more]
    off = [c for c in off if c.count != c.expected]
    seen = f"No pair is {kind}: {plural(len(off), 'pair')} of {len(cells):,}"
    verb = "has" if len(off) == 1 else "have"
    return (
        f"{seen} {verb} {'more' if more else 'fewer'} papers than expected, but among"
        f" {plural(papers, 'paper')} chance alone may give as much. {_MORE}."
    )


def _no_empty(cells: Sequence[GapCell], papers: int) -> str:
    empty = [c.expected for c in cells if not c.count]
    if not empty:
        return f"No pair is empty: each of the {len(cells):,} pairs shown has a paper."
    return (
        f"No pair is surely empty: {plural(len(empty), 'pair')} of {len(cells):,}"
        f" {'has' if len(empty) == 1 else 'have'} no paper, but at most {max(empty):.1f} would be"
        f" expected there among {plural(papers, 'paper')}, which chance alone may leave out."
        f" {_MORE}."
    )


def _no_unproven(cells: Sequence[GapCell]) -> str:
    able = [c.said[0] for c in cells if c.said and c.said[0].of >= FEWEST_ABLE]
    if not able:
        return (
            f"No pair can be called unproven: none has {FEWEST_ABLE} papers that try a model."
            f" {_MORE}."
        )
    least = min(upper_bound(said.count, said.of) for said in able)
    return (
        f"No pair can be called unproven: {plural(len(able), 'pair')}"
        f" {'has' if len(able) == 1 else 'have'} {FEWEST_ABLE} or more papers that try a model,"
        f" but so few papers cannot show that testing elsewhere is rare: even where it is said"
        f" least often, the share in truth may be up to {least:.0%}. It would have to be surely"
        f" under {UNPROVEN_BELOW:.0%}. More papers would settle it."
    )
