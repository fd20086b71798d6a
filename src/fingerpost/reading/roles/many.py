"""The roles of the sentences of many abstracts at once: the points and paths of `model`, in arrays.

The weights are the same whole numbers, so the roles are the same; a test holds one against the
other. For a few abstracts the sums of `model` cost less than the arrays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import accumulate, repeat

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from fingerpost.reading.roles.model import NEVER, K, RoleModel, load, unpacked
from fingerpost.reading.roles.names import TOLD, Role
from fingerpost.reading.roles.words import START, flatten, opening, places, words_of_all

Ints = NDArray[np.int32]
Opened = Sequence[tuple[int, int, tuple[Role, ...]]]
"""Sentences as (start, end), with the roles that are left open."""


class Told(Struct, frozen=True):
    """An abstract whose roles are sought: its text in lower case, its sentences, those to read."""

    lowered: str
    sentences: Opened
    near: range


class _Weights:
    """The weights of a model as arrays; the last row of each has nothing but zeros."""

    def __init__(self, model: RoleModel) -> None:
        pairs = {pair: row for row, pair in enumerate(model.pairs)}
        known = dict.fromkeys([START, *model.words, *(word for pair in pairs for word in pair)])
        self.row_of = {word: row for row, word in enumerate(known)}
        self.words = _rows((model.words.get(word, 0) for word in known), 3 * K)
        self.pairs = _rows(model.pairs.values(), K)
        self.pair_of: Mapping[tuple[str, ...], int] = pairs
        self._wide = len(known) + 1
        keyed = sorted(
            (self.row_of[pair[0]] * self._wide + self.row_of[pair[1]], row)
            for pair, row in pairs.items()
            if len(pair) == 2
        )
        self._keys = np.array([key for key, _ in keyed] + [self._wide**2], dtype=np.int64)
        self._key_rows = np.array([row for _, row in keyed] + [len(pairs)])
        places_ = (model.first, model.last, model.tenth)
        self.first, self.last, self.tenth = (_rows(rows, 3 * K) for rows in places_)
        self.start, self.stop = np.array(model.start), np.array(model.stop)
        self.follows = np.array(model.follows)

    def rows(self, words: Sequence[str]) -> NDArray[np.int64]:
        """Return the rows of words; those not known have the last."""
        nowhere = len(self.row_of)
        found = map(self.row_of.get, words, repeat(nowhere))
        return np.fromiter(found, np.int64, len(words))

    def paired(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the row of each word's pair with the next."""
        keys = rows * self._wide
        keys[:-1] += rows[1:]
        keys[-1] = self._wide**2
        at = np.searchsorted(self._keys, keys)
        return np.where(self._keys[at] == keys, self._key_rows[at], len(self.pairs) - 1)


def _rows(packed: Iterable[int], wide: int) -> Ints:
    rows = [unpacked(number, wide) for number in packed]
    return np.array([*rows, (0,) * wide], dtype=np.int32)


@cache
def _weights() -> _Weights:
    return _Weights(load())


def likeliest_roles(abstracts: Sequence[Told]) -> list[list[Role]]:
    """Return the likeliest roles of the sentences of each abstract, of those left open for each."""
    if not abstracts:
        return []
    weights = _weights()
    # An empty row stands between two abstracts, so that no sentence has a neighbour in another.
    lengths = [len(each.sentences) for each in abstracts]
    begins = [0, *accumulate(length + 1 for length in lengths)]
    points = _points(weights, abstracts, begins)
    named: dict[tuple[Role, ...], list[int]] = defaultdict(list)
    for begin, each in zip(begins, abstracts, strict=False):
        for row, (_, _, roles) in enumerate(each.sentences, begin):
            if roles is not TOLD:
                named[roles].append(row)
    for roles, where in named.items():
        closed = [number for number, role in enumerate(TOLD) if role not in roles]
        points[np.ix_(where, closed)] = NEVER
    numbers = _paths(weights, points, np.array(begins[:-1]), np.array(lengths)).tolist()
    return [
        [TOLD[number] for number in numbers[begin : begin + length]]
        for begin, length in zip(begins, lengths, strict=False)
    ]


def _points(weights: _Weights, abstracts: Sequence[Told], begins: Sequence[int]) -> Ints:
    """Return the points of every sentence for each role, one row a sentence from `begins` on."""
    told: list[str] = []
    where: list[tuple[int, int, int, int]] = []
    for begin, each in zip(begins, abstracts, strict=False):
        flat, many = flatten(each.lowered), len(each.sentences)
        told += words_of_all(flat, [each.sentences[number][:2] for number in each.near])
        where += [(begin + number, *places(number, many)) for number in each.near]
    rows = weights.rows(told)
    starts = np.flatnonzero(rows == weights.row_of[START])
    nothing = len(weights.pair_of)
    ends = [*starts[1:].tolist(), len(told)]
    opened = [
        weights.pair_of.get(opening(told[start:end]), nothing)
        for start, end in zip(starts.tolist(), ends, strict=True)
    ]
    row, first, last, tenth = np.array(where).T
    own = np.add.reduceat(weights.words.take(rows, axis=0), starts)
    own += weights.first[first] + weights.last[last] + weights.tenth[tenth]
    own[:, :K] += np.add.reduceat(weights.pairs.take(weights.paired(rows), axis=0), starts)
    own[:, :K] += weights.pairs[opened]
    sums = np.zeros((begins[-1] + 2, 3 * K), dtype=np.int32)
    sums[row + 1] = own
    return sums[1:-1, :K] + sums[:-2, K : 2 * K] + sums[2:, 2 * K :]


def _paths(
    weights: _Weights, points: Ints, begins: NDArray[np.int64], lengths: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the role of each sentence on the path with most points (Viterbi); ties: the first."""
    # The longest abstracts first: at every step those that go on are the first of all.
    order = np.argsort(-lengths, kind="stable")
    begins, lengths = begins[order], lengths[order]
    going = [int(np.count_nonzero(lengths > step)) for step in range(lengths[0])]
    best = points[begins] + weights.start
    came = []
    for step, many in enumerate(going[1:], 1):
        ways = best[:many, :, None] + weights.follows
        came.append(ways.argmax(axis=1))
        best[:many] = ways.max(axis=1) + points[begins[:many] + step]
    role = (best + weights.stop).argmax(axis=1)
    roles = np.zeros(len(points), dtype=np.int64)
    for step in range(len(going) - 1, 0, -1):
        many = going[step]
        roles[begins[:many] + step] = role[:many]
        role[:many] = came[step - 1][np.arange(many), role[:many]]
    roles[begins] = role
    return roles
