"""The roles of sentences by a chain of weights learned from abstracts with headings.

A conditional random field (Lafferty, McCallum & Pereira 2001): every sentence has points for each
role, by its words, by those of its neighbours and by its place; every role has points for what
follows it; the likeliest roles are those with most points along the whole abstract (Viterbi). The
points are whole numbers, so that every machine finds the same roles. `tools/train_roles.py` makes
them.
"""

from __future__ import annotations

import json
import math
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from operator import add
from typing import Any

from fingerpost.reading.roles.names import TOLD, Role
from fingerpost.reading.roles.words import opening, places, words_of

K = len(TOLD)
_NUMBER = {role: number for number, role in enumerate(TOLD)}
_LANE = 32
_BIAS = 1 << (_LANE - 3)
_FIVE = struct.Struct(f"<{K}I")
_BLOCK = _LANE * K
_BLOCK_MASK = (1 << _BLOCK) - 1
_EVEN = sum(_BIAS << (_LANE * lane) for lane in range(3 * K))
_LIFTS = 3 * _BIAS
NEVER = -(10**9)
"""Points of a role that cannot be."""
_LIFT = 128
_LIFTED = bytes((c + _LIFT) % 256 for c in range(256))
"""A signed byte as one that is `_LIFT` more and never below zero."""
Points = tuple[int, ...]
"""Points for each role of `TOLD`."""


def pack(points: Iterable[int]) -> int:
    """Return numbers side by side in one, so that one addition adds them all."""
    return sum(number << (_LANE * lane) for lane, number in enumerate(points))


@dataclass(frozen=True, slots=True)
class RoleModel:
    """The weights, packed; those of words are for their own sentence, the next and the one before.

    `start`, `follows` and `stop` are the points of a first role, of a role after another, of a
    last one; `scale` points are one natural logarithm of odds.
    """

    words: dict[str, int]
    pairs: dict[tuple[str, ...], int]
    first: tuple[int, ...]
    last: tuple[int, ...]
    tenth: tuple[int, ...]
    start: Points
    follows: tuple[Points, ...]
    into: tuple[Points, ...]
    """Eight times `follows`, by the role that is reached."""
    stop: Points
    scale: float

    def points(
        self, flat: str, spans: Sequence[tuple[int, int]], near: range | None = None
    ) -> list[Points]:
        """Return the points of each sentence, flat[start:end], of an abstract.

        Only the sentences of `near`, by number, are read where it is given.
        """
        sums = [_EVEN] * (len(spans) + 2)
        word, pair = self.words.get, self.pairs.get
        for number in range(len(spans)) if near is None else near:
            start, end = spans[number]
            told = words_of(flat, start, end)
            first, last, tenth = places(number, len(spans))
            sums[number + 1] += (
                sum(filter(None, map(word, told)))
                + sum(filter(None, map(pair, zip(told, told[1:], strict=False))))  # noqa: RUF007 - reuses its tuple
                + pair(opening(told), 0)
                + self.first[first]
                + self.last[last]
                + self.tenth[tenth]
            )
        return [
            _unpack((here & _BLOCK_MASK) + (before >> _BLOCK & _BLOCK_MASK) + (after >> 2 * _BLOCK))
            for before, here, after in zip(sums, sums[1:], sums[2:], strict=False)
        ]

    def likeliest(self, points: Sequence[Points]) -> list[int]:
        """Return the numbers of the roles with most points along the abstract; ties: the first."""
        if not points:
            return []
        # A sum times 8 leaves room to carry, in its last digits, which role it comes from.
        best = [
            8 * (a + b) + K - r for r, (a, b) in enumerate(zip(points[0], self.start, strict=True))
        ]
        came: list[list[int]] = []
        for here in points[1:]:
            a, b, c, d, e = best
            ways = [max(a + v, b + w, c + x, d + y, e + z) for v, w, x, y, z in self.into]
            came.append([K - (way & 7) for way in ways])
            best = [
                (way & ~7) + 8 * own + K - r
                for r, (way, own) in enumerate(zip(ways, here, strict=True))
            ]
        ways = list(map(add, best, (8 * number for number in self.stop)))
        path = [ways.index(max(ways))]
        for back in reversed(came):
            path.append(back[path[-1]])
        return path[::-1]

    def shares(self, points: Sequence[Points]) -> list[tuple[float, ...]]:
        """Return how likely each role is for each sentence, given the whole abstract; sum 1."""
        if not points:
            return []
        ahead = [self._scaled(a + b for a, b in zip(points[0], self.start, strict=True))]
        for here in points[1:]:
            came = [
                _sum_of_logs(a + self.follows[r][to] / self.scale for r, a in enumerate(ahead[-1]))
                for to in range(K)
            ]
            ahead.append([a + b / self.scale for a, b in zip(came, here, strict=True)])
        behind = [self._scaled(self.stop)]
        for here in reversed(points[1:]):
            later = [b + p / self.scale for b, p in zip(behind[-1], here, strict=True)]
            behind.append(
                [
                    _sum_of_logs(b + self.follows[r][to] / self.scale for to, b in enumerate(later))
                    for r in range(K)
                ]
            )
        total = _sum_of_logs(a + b for a, b in zip(ahead[-1], behind[0], strict=True))
        return [
            tuple(math.exp(a + b - total) for a, b in zip(front, back, strict=True))
            for front, back in zip(ahead, reversed(behind), strict=True)
        ]

    def _scaled(self, points: Iterable[int]) -> list[float]:
        return [number / self.scale for number in points]


def only(points: Points, roles: Sequence[Role]) -> Points:
    """Return points that leave nothing but some roles."""
    kept = {_NUMBER[role] for role in roles}
    return tuple(p if r in kept else NEVER for r, p in enumerate(points))


def unpacked(packed: int, wide: int) -> Points:
    """Return the numbers that `pack` put side by side in one."""
    lifted = packed + pack([_BIAS] * wide)
    lanes = lifted.to_bytes(_LANE // 8 * wide, "little")
    return tuple(number - _BIAS for number in struct.unpack(f"<{wide}I", lanes))


def _unpack(packed: int) -> Points:
    a, b, c, d, e = _FIVE.unpack(packed.to_bytes(_FIVE.size, "little"))
    return a - _LIFTS, b - _LIFTS, c - _LIFTS, d - _LIFTS, e - _LIFTS


def _sum_of_logs(logs: Iterable[float]) -> float:
    values = list(logs)
    top = max(values)
    return top + math.log(sum(math.exp(value - top) for value in values))


@cache
def load() -> RoleModel:
    """Return the packaged weights."""
    packed = resources.files(__package__).joinpath("data/weights.bin").read_bytes()
    return unpack(zlib.decompress(packed))


def unpack(content: bytes) -> RoleModel:
    """Return the weights of a file's content: a line of JSON, the names, a byte for each weight."""
    head, _, rest = content.partition(b"\n")
    table: dict[str, Any] = json.loads(head)
    names, _, weights = rest.partition(b"\n\n")
    lines = names.decode("ascii").split("\n")
    alone, paired = lines[: table["words"]], lines[table["words"] :]
    values = _values(weights, len(alone), 3 * K)
    others = _values(weights[len(alone) * 3 * K :], len(paired), K)
    return RoleModel(
        words=dict(zip(alone, values, strict=True)),
        pairs=dict(zip((tuple(name.split(" ")) for name in paired), others, strict=True)),
        first=tuple(map(pack, table["first"])),
        last=tuple(map(pack, table["last"])),
        tenth=tuple(map(pack, table["tenth"])),
        start=tuple(table["start"]),
        follows=tuple(map(tuple, table["follows"])),
        into=tuple(tuple(8 * n for n in column) for column in zip(*table["follows"], strict=True)),
        stop=tuple(table["stop"]),
        scale=table["scale"],
    )


def _values(weights: bytes, rows: int, wide: int) -> list[int]:
    """Return each row of signed bytes packed as `pack` does it, all lanes at once."""
    lanes = bytearray(_LANE // 8 * rows * wide)
    lanes[:: _LANE // 8] = weights[: rows * wide].translate(_LIFTED)
    step = _LANE // 8 * wide
    low = pack([_LIFT] * wide)
    return [
        int.from_bytes(lanes[at : at + step], "little") - low for at in range(0, len(lanes), step)
    ]
