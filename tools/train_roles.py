"""Learn the roles of sentences from abstracts with headings; print how well; write the weights.

Reads ../shared/data (nothing of it is kept but weights of words and pairs of words). Measured on
abstracts held out, five folds, and on each group of sources while learning from the others. What
it is measured beside: the commonest role, the commonest role at each place of an abstract, and a
logistic regression sentence by sentence, with and without the same chain of roles.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from role_crf import Weights, train
from role_texts import GROUPS, Told, read_plain, read_texts
from scipy.sparse import csr_matrix

from fingerpost.reading.roles.model import K, RoleModel, unpack
from fingerpost.reading.roles.names import TOLD
from fingerpost.reading.roles.words import FAR, PARTS, flatten, opening, places, words_of
from fingerpost.reading.words import lower
from fingerpost.text import fold

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
HERE = ROOT / "src" / "fingerpost" / "reading" / "roles" / "data"
SEED, FOLDS = 20260101, 5
PRIOR, STEPS = 10.0, 60
LEAST = 4
"""A word or pair is taken where at least this many abstracts have it."""
MOST_PAIRS = 14_000
Name = tuple[str, ...]


def main() -> int:
    """Measure, learn from all, write the weights and what they were made of."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write the weights, measure nothing")
    parser.add_argument("--folds", type=int, default=FOLDS, help="how many folds to measure")
    options = parser.parse_args()
    if not (SHARED / "data").is_dir():
        sys.exit("There is nothing to learn from: ../shared/data is not here.")
    gold = _gold()
    texts = list(read_texts(SHARED / "data", gold))
    plain = list(read_plain(SHARED / "data", {*gold, *(fold(text.title) for text in texts)}))
    print(f"{len(texts)} abstracts with headings, {sum(len(t.spans) for t in texts)} sentences")
    print(f"{len(plain)} without, {sum(len(t.spans) for t in plain)} sentences")
    if options.write:
        content = learn([*texts, *plain])
        (HERE / "weights.bin").write_bytes(zlib.compress(content, 9))
        (HERE / "weights.json").write_text(_made_of([*texts, *plain], content), encoding="utf-8")
        return 0
    _measure(texts, plain, options.folds)
    return 0


def _gold() -> set[str]:
    """Return the titles on which the appraisal is measured: nothing is learned from them."""
    lines = (SHARED / "gold" / "abstracts_dev.jsonl").read_text(encoding="utf-8").splitlines()
    return {fold(json.loads(line)["title"]) for line in lines}


def learn(texts: Sequence[Told]) -> bytes:
    """Return the weights as the package reads them: learned, thinned, learned again, rounded."""
    texts = sorted(texts, key=lambda text: -len(text.spans))
    lengths = [len(text.spans) for text in texts]
    possible = np.array([[r in roles for r in range(K)] for t in texts for roles in t.taught])
    rows = [list(_features(text)) for text in texts]
    names = _frequent(rows)
    first = train(_matrix(rows, names), lengths, possible, PRIOR, STEPS)
    names = _weightiest(names, first)
    return _packed(names, train(_matrix(rows, names), lengths, possible, PRIOR, STEPS))


def _features(text: Told) -> Iterator[Counter[Name]]:
    """Yield the features of each sentence, as the model of the package counts them."""
    flat = flatten(lower(text.text))
    told = [words_of(flat, start, end) for start, end in text.spans]
    for number, words in enumerate(told):
        found: Counter[Name] = Counter(("word", word) for word in words)
        found.update(("pair", *pair) for pair in pairwise(words))
        found["pair", *opening(words)] += 1
        if number:
            found.update(("after", word) for word in told[number - 1])
        if number + 1 < len(told):
            found.update(("before", word) for word in told[number + 1])
        standing = zip(("first", "last", "tenth"), places(number, len(told)), strict=True)
        found.update((kind, str(place)) for kind, place in standing)
        yield found


def _frequent(rows: Iterable[list[Counter[Name]]]) -> list[Name]:
    """Return the features to learn; a word has three: in a sentence, before it and after it."""
    seen: Counter[Name] = Counter()
    for row in rows:
        seen.update({name for found in row for name in found if name[0] in ("word", "pair")})
    kept = sorted(name for name, times in seen.items() if times >= LEAST)
    words = [name[1] for name in kept if name[0] == "word"]
    spots = [(kind, str(n)) for kind in ("first", "last") for n in range(FAR + 1)]
    return [
        *((kind, word) for word in words for kind in ("word", "after", "before")),
        *(name for name in kept if name[0] == "pair"),
        *spots,
        *(("tenth", str(n)) for n in range(PARTS)),
    ]


def _weightiest(names: list[Name], weights: Weights) -> list[Name]:
    """Keep the pairs that weigh most, and everything else."""
    heights = np.abs(weights.features).max(1)
    pairs = [(-heights[at], name) for at, name in enumerate(names) if name[0] == "pair"]
    kept = {name for _, name in sorted(pairs)[:MOST_PAIRS]}
    return [name for name in names if name[0] != "pair" or name in kept]


def _matrix(rows: Iterable[list[Counter[Name]]], names: list[Name]) -> csr_matrix:
    column = {name: number for number, name in enumerate(names)}
    values, columns, ends = [], [], [0]
    for row in rows:
        for found in row:
            known = [(column[name], times) for name, times in found.items() if name in column]
            columns += [number for number, _ in known]
            values += [times for _, times in known]
            ends.append(len(columns))
    shape = (len(ends) - 1, len(names))
    return csr_matrix((np.array(values, float), columns, ends), shape=shape)


def _packed(names: list[Name], weights: Weights) -> bytes:
    """Round to a byte a weight: a line of JSON, names by line, an empty line, the weights."""
    scale = 127 / float(np.abs(weights.features).max())
    whole = np.rint(weights.features * scale).astype(int)
    of = {name: whole[number] for number, name in enumerate(names)}
    words = [name[1] for name in names if name[0] == "word"]
    pairs = [name[1:] for name in names if name[0] == "pair"]
    head: dict[str, Any] = {
        "words": len(words),
        "scale": round(scale, 6),
        "start": np.rint(weights.start * scale).astype(int).tolist(),
        "follows": np.rint(weights.follows * scale).astype(int).tolist(),
        "stop": np.rint(weights.stop * scale).astype(int).tolist(),
    }
    for kind in ("first", "last", "tenth"):
        head[kind] = [of[name].tolist() for name in names if name[0] == kind]
    values = [of[kind, word] for word in words for kind in ("word", "after", "before")]
    values += [of["pair", *pair] for pair in pairs]
    lines = [*words, *(" ".join(pair) for pair in pairs)]
    return b"".join(
        [
            json.dumps(head, sort_keys=True).encode("ascii"),
            b"\n",
            "\n".join(lines).encode("ascii"),
            b"\n\n",
            np.concatenate(values).astype(np.int8).tobytes(),
        ]
    )


def _made_of(texts: Sequence[Told], content: bytes) -> str:
    told = {
        "abstracts": dict(sorted(Counter(text.group for text in texts).items())),
        "files": {group: list(files) for group, files in sorted(GROUPS.items())},
        "licence": "Weights of words and pairs of words, made by this project (MIT); no abstract"
        " and no sentence is in them.",
        "made_by": "tools/train_roles.py",
        "prior": PRIOR,
        "roles": list(TOLD),
        "sentences": sum(len(text.spans) for text in texts),
        "checksum": zlib.crc32(content),
    }
    return json.dumps(told, indent=1, sort_keys=True) + "\n"


Guess = list[int]
Reader = Callable[[Sequence[Told]], list[Guess]]


def _measure(texts: list[Told], plain: list[Told], folds: int) -> None:
    order = np.random.default_rng(SEED).permutation(len(texts))
    parts = [[texts[i] for i in order[fold::FOLDS]] for fold in range(folds)]
    splits = []
    for part in parts:
        held = {id(text) for text in part}
        splits.append(([text for text in texts if id(text) not in held], part))
    _compare(f"{folds} of {FOLDS} folds", splits, plain)
    for group in GROUPS:
        known = [text for text in texts if text.group != group]
        _compare(
            f"learned without '{group}'", [(known, [t for t in texts if t.group == group])], plain
        )


def _compare(name: str, splits: list[tuple[list[Told], list[Told]]], plain: list[Told]) -> None:
    print(f"\n{name}: {sum(len(held) for _, held in splits)} abstracts held out", flush=True)
    scores: dict[str, Score] = {}
    for known, held in splits:
        for way, reader in _readers(known, plain):
            scores.setdefault(way, Score.empty()).add(held, reader(held))
    for way, score in scores.items():
        print(f"  {way:32}{score.line()}", flush=True)


def _readers(known: list[Told], plain: list[Told]) -> Iterator[tuple[str, Reader]]:
    for way, texts in (("chain (packaged)", [*known, *plain]), ("chain, headings only", known)):
        model = unpack(learn(texts))
        yield way, lambda held, model=model: [_read(model, text) for text in held]
    stated = [(place, r) for t in known for place, r in _single(t)]
    common = Counter(r for _, r in stated).most_common(1)[0][0]
    yield "commonest role", lambda held: [[common] * len(text.spans) for text in held]
    counted: dict[tuple[int, int, int], Counter[int]] = {}
    for place, role in stated:
        counted.setdefault(place, Counter())[role] += 1
    best = {place: roles.most_common(1)[0][0] for place, roles in counted.items()}
    yield (
        "commonest role of the place",
        lambda held: [
            [best.get(places(i, len(t.spans)), common) for i in range(len(t.spans))] for t in held
        ],
    )
    yield from _logistic(known)


def _single(text: Told) -> Iterator[tuple[tuple[int, int, int], int]]:
    for number, roles in enumerate(text.stated):
        if len(roles) == 1:
            yield places(number, len(text.spans)), min(roles)


def _read(model: RoleModel, text: Told) -> Guess:
    return model.likeliest(model.points(flatten(lower(text.text)), text.spans))


def _logistic(known: list[Told]) -> Iterator[tuple[str, Reader]]:
    """Yield a logistic regression on the same features, alone and along a chain of roles."""
    from sklearn.linear_model import LogisticRegression

    rows = [list(_features(text)) for text in known]
    names = _frequent(rows)
    roles = [min(r) if len(r) == 1 else -1 for text in known for r in text.stated]
    sure = np.array(roles) >= 0
    model = LogisticRegression(C=0.03, max_iter=200)
    model.fit(_matrix(rows, names)[sure], np.array(roles)[sure])
    start, follows, stop = np.ones(K), np.ones((K, K)), np.ones(K)
    for text in known:
        path = [min(r) for r in text.stated]
        start[path[0]] += 1
        stop[path[-1]] += 1
        for one, other in pairwise(path):
            follows[one, other] += 1
    prior = np.log(np.bincount(np.array(roles)[sure]) / sure.sum())
    chain = [np.log(part / part.sum(-1, keepdims=True)) for part in (start, follows, stop)]

    def alone(held: Sequence[Told]) -> list[Guess]:
        logs = (model.predict_log_proba(_matrix([list(_features(t))], names)) for t in held)
        return [found.argmax(1).tolist() for found in logs]

    def chained(held: Sequence[Told]) -> list[Guess]:
        logs = (model.predict_log_proba(_matrix([list(_features(t))], names)) for t in held)
        return [_viterbi(found - prior, *chain) for found in logs]

    yield "logistic regression", alone
    yield "logistic regression and chain", chained


def _viterbi(
    logs: NDArray[np.float64],
    start: NDArray[np.float64],
    follows: NDArray[np.float64],
    stop: NDArray[np.float64],
) -> Guess:
    best, came = logs[0] + start, []
    for here in logs[1:]:
        ways = best[:, None] + follows
        came.append(ways.argmax(0))
        best = ways.max(0) + here
    path = [int((best + stop).argmax())]
    for back in reversed(came):
        path.append(int(back[path[-1]]))
    return path[::-1]


@dataclass(slots=True)
class Score:
    """How often a sentence got a role that its heading allows, and each role by itself."""

    right: int
    of: int
    met: NDArray[np.int64]

    @classmethod
    def empty(cls) -> Score:
        """Return the score of nothing."""
        return cls(0, 0, np.zeros((K, K), np.int64))

    def add(self, held: Sequence[Told], guesses: Sequence[Guess]) -> None:
        """Count; only sentences with one possible role count for the roles by themselves."""
        for text, guess in zip(held, guesses, strict=True):
            for possible, role in zip(text.possible, guess, strict=True):
                self.right += role in possible
                self.of += 1
                if len(possible) == 1:
                    self.met[min(possible), role] += 1

    def line(self) -> str:
        """Return the accuracy, and F1 of each role where the headings leave no doubt."""
        hits = np.diag(self.met)
        f1 = 2 * hits / np.maximum(1, self.met.sum(0) + self.met.sum(1))
        each = "  ".join(f"{role} {value:.3f}" for role, value in zip(TOLD, f1, strict=True))
        sure = hits.sum() / self.met.sum()
        return f"accuracy {self.right / self.of:.3f}, without doubt {sure:.3f};  F1 {each}"


if __name__ == "__main__":
    raise SystemExit(main())
