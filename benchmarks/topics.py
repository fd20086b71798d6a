"""Topics and map against BERTopic, EVoC and umap-learn, on papers whose subject is known.

`topics.py [arxiv|collections]…`; the peers live in `build/topic-peers`, an environment of their
own (`make bench-topics`). Agreement is adjusted mutual information with the known subjects,
BERTopic's outliers counted as one class; ours is that of the finest level, whatever the peer is
told. Ours when it is told the number of subjects is printed too. Seconds are processor time of one
core, ours from text to labels.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import labelled
import numpy as np
from sklearn.manifold import trustworthiness
from sklearn.metrics import adjusted_mutual_info_score

from fingerpost.landscape import concepts, vectors
from fingerpost.landscape.labels import label_levels
from fingerpost.landscape.layout import NEAREST, layout
from fingerpost.landscape.levels import find_levels
from fingerpost.landscape.neighbours import Neighbours, neighbours
from fingerpost.landscape.topics import find_topics, outliers
from fingerpost.landscape.words import read_words

BUILD = Path(__file__).resolve().parents[1] / "build"
PEERS = BUILD / "topic-peers" / "bin" / "python"
JUDGED = 4_000
"""Papers that a map is judged by, drawn with a fixed seed."""


def main(names: list[str]) -> int:
    """Print agreement and seconds of each set of papers."""
    if not labelled.DATA.is_dir():
        print("There are no real papers to measure on: ../shared/data is not here.")
        return 0
    _ours(labelled.Labelled(*(part[:400] for part in labelled.arxiv())))  # imports are not measured
    for name in names or ["arxiv", "collections"]:
        given = {"arxiv": labelled.arxiv, "collections": labelled.collections}[name]()
        judged = [subject for subject in given.subjects if subject]
        print(f"{name}: {len(given.papers):,} papers, {len({*judged})} subjects")
        found = _ours(given)
        folder = BUILD / "topics" / name
        folder.mkdir(parents=True, exist_ok=True)
        np.save(folder / "vectors.npy", found["space"])
        if not PEERS.exists():
            print("  the peers are not installed: make bench-topics")
            continue
        texts = [f"{paper.title}. {paper.abstract}" for paper in given.papers]
        asked = {"texts": texts, "labels": len({*judged})}
        (folder / "texts.json").write_text(json.dumps(asked), encoding="utf-8")
        peers = Path(__file__).with_name("topic_peers.py")
        subprocess.run([PEERS, peers, folder], check=True, stderr=subprocess.DEVNULL)
        _beside(json.loads((folder / "found.json").read_text("utf-8")), found, given.subjects)
        umap_layout = np.load(folder / "umap.npy")
        _map("umap-learn", found["space"], umap_layout)
    return 0


def _ours(given: labelled.Labelled) -> dict[str, Any]:
    """Return score and seconds of our topics, and print them."""
    began = time.process_time()
    words = read_words(given.papers)
    space, explained = vectors.space(words, concepts.named(words, concepts.problems()))
    from_vectors = time.process_time()
    near = neighbours(space, NEAREST)
    nearest = Neighbours(near.indices[:, :15], near.cosines[:, :15])
    levels = find_levels(space, nearest)
    label_levels(words, [levels.topics.tolist(), levels.subtopics.tolist()])
    done = time.process_time()
    placed = layout(space, near)
    laid_out = time.process_time() - done
    score = _agreement(given.subjects, levels.subtopics)
    top = _agreement(given.subjects, levels.topics)
    share = outliers(space, explained, levels.subtopics).mean()
    number = len({*given.subjects} - {""})
    told = _agreement(given.subjects, find_topics(space, nearest, number))
    print(
        f"  ours: {score:.3f} in {len(levels.divided.parents)} subtopics ({top:.3f} in"
        f" {levels.topics.max() + 1} topics), {share:.1%} outliers; {done - began:.1f} s,"
        f" of which {done - from_vectors:.1f} s from vectors to labels; told the number of subjects"
        f" {told:.3f}"
    )
    _map(f"our map, {laid_out:.1f} s", space, placed)
    return {
        "score": score,
        "seconds": done - began,
        "after": done - from_vectors,
        "map": laid_out,
        "space": space,
    }


def _beside(peers: dict[str, Any], ours: dict[str, Any], subjects: list[str]) -> None:
    embedding = peers.pop("embedding")
    umap = peers.pop("umap")
    print(f"  MiniLM: {embedding:.0f} s")
    for name, found in peers.items():
        score = _agreement(subjects, np.array(found["topics"]))
        print(
            f"  {name}: {score:.3f}, {found['seconds']:.1f} s; ours {ours['score'] / score:.2f}x,"
            f" {(embedding + found['seconds']) / ours['seconds']:.1f}x faster with embedding,"
            f" {found['seconds'] / ours['after']:.1f}x without"
        )
    print(f"  umap-learn: {umap:.1f} s; ours takes {ours['map'] / umap:.2f} of it")


def _agreement(subjects: list[str], topics: np.ndarray) -> float:
    judged = [at for at, subject in enumerate(subjects) if subject]
    return float(adjusted_mutual_info_score([subjects[at] for at in judged], topics[judged]))


def _map(name: str, space: np.ndarray, placed: np.ndarray) -> None:
    drawn = np.random.default_rng(0).permutation(len(space))[:JUDGED]
    trust = trustworthiness(space[drawn], placed[drawn], n_neighbors=15)
    continuity = trustworthiness(placed[drawn], space[drawn], n_neighbors=15)
    print(f"  {name}: trustworthiness {trust:.3f}, continuity {continuity:.3f} at 15 neighbours")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
