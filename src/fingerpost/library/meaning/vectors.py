"""The papers' vectors on disk: made when they are first asked for, safe to delete."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from fingerpost.library.index.relevance import telling
from fingerpost.library.index.schema import Entry
from fingerpost.library.meaning.model import MOST_SAMPLED, STEP, Directions, learned, likeness
from fingerpost.text import digest, plural

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

VERSION = "lsa-1"
"""Raise it when vectors come out otherwise: those of another version are made anew."""
LEAST_PRODUCT = 0.1 * STEP**2
"""Below a cosine of 0.1 two texts have nothing in common."""
_BLOCK = 4_096
_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of a store: how many, and what reads them all."""

    count: int
    read: Callable[[], Iterable[Entry]]


Tell = Callable[[str], None]
"""Takes a sentence on how far the work has come."""


@dataclass(frozen=True)
class Meanings:
    """The vectors of a store as it stood at a change, in an order that its history cannot alter."""

    directions: Directions
    rows: NDArray[np.int64]
    vectors: NDArray[np.int8]

    def nearest(self, text: str, limit: int) -> dict[int, float]:
        """Return the rows of the papers nearest in meaning, with the cosine, if there is any."""
        import numpy as np

        asked = self.directions.placed([text])[0].astype(np.float32)
        if not asked.any() or not len(self.rows):
            return {}
        scores = products(self.vectors, asked)
        limit = min(limit, len(scores))
        least = max(LEAST_PRODUCT, float(np.partition(scores, -limit)[-limit]))
        kept = np.flatnonzero(scores >= least)
        best = kept[np.argsort(-scores[kept], kind="stable")][:limit]
        return {int(self.rows[at]): likeness(float(scores[at])) for at in best}

    def of(self, text: str, rows: Iterable[int]) -> dict[int, float]:
        """Return the cosine of certain rows to a text; 0 for a row without a vector."""
        import numpy as np

        asked = self.directions.placed([text])[0].astype(np.float32)
        wanted = sorted(rows)
        order = np.argsort(self.rows, kind="stable")
        at = order[np.searchsorted(self.rows, wanted, sorter=order).clip(max=len(order) - 1)]
        scores = self.vectors[at].astype(np.float32) @ asked
        return {
            row: likeness(float(score)) if self.rows[place] == row else 0.0
            for row, place, score in zip(wanted, at, scores, strict=True)
        }


def products(vectors: NDArray[np.int8], asked: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the product of each vector with one; whole numbers, so exact in any order."""
    import numpy as np

    scores = np.empty(len(vectors), dtype=np.float32)
    for start in range(0, len(vectors), _BLOCK):
        block = vectors[start : start + _BLOCK]
        np.dot(block.astype(np.float32), asked, out=scores[start : start + len(block)])
    return scores


def meanings(cache: Path, stamp: str, papers: Papers, tell: Tell) -> Meanings:
    """Return the vectors of a store at a change, from the cache or made now."""
    file = cache / "meaning.npz"
    kept = _read(file, f"{VERSION} {stamp}")
    if kept is None:
        kept = made(papers, tell)
        _write(file, f"{VERSION} {stamp}", kept)
    return kept


def made(papers: Papers, tell: Tell) -> Meanings:
    """Make vectors; equal texts always give equal vectors, in whatever order the papers came."""
    import numpy as np

    chosen = sorted(
        (entry.paper.text_hash, entry.paper.text)
        for entry in papers.read()
        if int(entry.paper.text_hash[:8], 16) * papers.count < MOST_SAMPLED << 32
    )
    tell(f"Learning from {plural(len(chosen), 'paper')} which words belong together")
    directions = learned([telling(text) for _, text in chosen])
    keys: list[tuple[str, int]] = []
    parts = [np.zeros((0, directions.rows.shape[1]), dtype=np.int8)]
    waiting = iter(papers.read())
    while batch := list(islice(waiting, _BATCH)):
        keys += ((entry.paper.text_hash, entry.row) for entry in batch)
        parts.append(directions.placed([entry.paper.text for entry in batch]))
        tell(f"Placed by meaning: {len(keys):,} of {plural(papers.count, 'paper')}")
    order = sorted(range(len(keys)), key=keys.__getitem__)
    rows = np.array([keys[at][1] for at in order], dtype=np.int64)
    return Meanings(directions, rows, np.vstack(parts)[order])


def _read(file: Path, version: str) -> Meanings | None:
    """Read the file; None when it is missing, damaged or of another change or version."""
    import numpy as np

    damaged = (OSError, ValueError, KeyError, zipfile.BadZipFile, EOFError)
    with suppress(*damaged), file.open("rb") as stream, np.load(stream) as parts:
        if bytes(parts["version"]).decode() != version:
            return None
        terms = tuple(bytes(parts["terms"]).decode().split())
        kept = Meanings(Directions(terms, parts["directions"]), parts["rows"], parts["vectors"])
        sound = len(kept.rows) == len(kept.vectors) and len(terms) == len(kept.directions.rows)
        return kept if sound else None
    return None


def _write(file: Path, version: str, kept: Meanings) -> None:
    """Keep the vectors; where nothing can be written they are made again the next time."""
    import numpy as np

    fresh = file.with_name(f"meaning-{digest(version)}.new.npz")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        np.savez(
            fresh,
            version=np.frombuffer(version.encode(), dtype=np.uint8),
            terms=np.frombuffer(" ".join(kept.directions.terms).encode(), dtype=np.uint8),
            directions=kept.directions.rows,
            rows=kept.rows,
            vectors=kept.vectors,
        )
        fresh.replace(file)
