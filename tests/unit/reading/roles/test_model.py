"""The chain of roles: packed sums, the likeliest path, and its likelihood."""

import itertools
import math
import struct

import pytest

from fingerpost.reading.roles.model import K, load, only, pack, unpack
from fingerpost.reading.roles.names import TOLD, Role
from fingerpost.reading.roles.words import flatten

HEAD = (
    '{"words": 2, "scale": 10.0, "start": [9, 0, 0, 0, 0], "stop": [0, 0, 0, 0, 7],'
    ' "follows": [[5,5,0,-9,-9],[-9,5,5,0,-9],[-9,-9,5,5,0],[-9,-9,0,5,5],[-9,-9,-9,-9,5]],'
    ' "first": [[1,0,0,0,0],[0,1,0,0,0],[0,0,1,0,0],[0,0,0,1,0],[0,0,0,0,1]],'
    ' "last": [[0,0,0,0,-1],[0,0,0,0,0],[0,0,0,0,0],[0,0,0,0,0],[0,0,0,0,0]],'
    ' "tenth": [[0,0,0,0,0],[0,0,0,0,0],[0,0,0,0,0],[0,0,0,0,0],[0,0,0,0,0],'
    "[0,0,0,0,0],[0,0,0,0,0],[0,0,0,0,0],[0,0,0,0,0],[0,0,0,0,0]]}"
)
WORDS = (
    [-128, 1, 2, 3, 127, 10, 0, 0, 0, 0, 0, -20, 0, 0, 0],
    [0, -1, 0, -1, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 4],
)
PAIR = [0, 0, 100, 0, -100]


@pytest.fixture
def small():
    weights = b"".join(struct.pack(f"{len(row)}b", *row) for row in (*WORDS, PAIR))
    return unpack(f"{HEAD}\nred\nblue\nred blue\n\n".encode() + weights)


def plain_points(sentences):
    """The same sums one by one: own words, those of the neighbours, pairs, places."""
    table = {"red": WORDS[0], "blue": WORDS[1]}
    found = []
    for number, words in enumerate(sentences):
        own = [0] * K
        for role in range(K):
            own[role] += sum(table[word][role] for word in words)
            if number:
                own[role] += sum(table[word][K + role] for word in sentences[number - 1])
            if number + 1 < len(sentences):
                own[role] += sum(table[word][2 * K + role] for word in sentences[number + 1])
            pairs = list(itertools.pairwise(words))
            own[role] += PAIR[role] * pairs.count(("red", "blue"))
            own[role] += int(role == min(number, 4))
            own[role] -= int(role == 4 and number == len(sentences) - 1)
        found.append(tuple(own))
    return found


def test_packed_sums_are_the_plain_sums(small):
    sentences = [["red", "blue", "red"], ["blue"], ["red"] * 300, ["blue", "blue", "red"]]
    flat = " ".join(" ".join(words) for words in sentences)
    ends = list(itertools.accumulate(len(" ".join(words)) + 1 for words in sentences))
    spans = [
        (end - len(" ".join(words)) - 1, end - 1)
        for words, end in zip(sentences, ends, strict=True)
    ]
    assert small.points(flat, spans) == plain_points(sentences)


def test_the_likeliest_path_and_its_shares_are_those_of_all_paths(small):
    points = plain_points([["blue"], ["blue", "blue"], ["blue"]])

    def worth(path):
        total = small.start[path[0]] + small.stop[path[-1]]
        total += sum(own[role] for own, role in zip(points, path, strict=True))
        return total + sum(small.follows[a][b] for a, b in itertools.pairwise(path))

    paths = list(itertools.product(range(K), repeat=3))
    assert tuple(small.likeliest(points)) == max(paths, key=worth)
    whole = sum(math.exp(worth(path) / small.scale) for path in paths)
    for place, shares in enumerate(small.shares(points)):
        for role, share in enumerate(shares):
            here = sum(math.exp(worth(p) / small.scale) for p in paths if p[place] == role)
            assert share == pytest.approx(here / whole)


def test_only_leaves_nothing_but_some_roles(small):
    held = [only(own, (Role.RESULTS,)) for own in plain_points([["blue"], ["red"]])]
    assert [TOLD[number] for number in small.likeliest(held)] == [Role.RESULTS, Role.RESULTS]
    assert [max(shares) for shares in small.shares(held)] == [1.0, 1.0]


def test_no_sentence_has_no_role(small):
    assert small.likeliest([]) == []
    assert small.shares([]) == []


def test_a_number_of_points_packs_and_adds():
    assert pack([1, -2, 3]) + pack([4, 5, -6]) == pack([5, 3, -3])


def test_flattened_text_keeps_every_place():
    text = "naïve μg at 37°c: p<0.05 (95% ci)\n"
    assert len(flatten(text)) == len(text)
    assert flatten("at 37: p<0.05 (95%)") == "at 00  p<0 00 (00% "


def test_the_packaged_weights_are_read_once():
    assert load() is load()
    assert len(load().words) > 1000
