"""Do labels say what their papers are about? A blind test on topics of real papers.

Papers are divided into halves. From one half a text classifier (TF-IDF, logistic regression)
learns the topics; it is then given a label's words and the other half's papers of four topics (the
label's own and the three nearest): the topic picked is the one whose papers the classifier finds
most like the label. Chance is one in four; the goal is nine in ten over 50 topics.
"""

from __future__ import annotations

import labelled
import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from fingerpost.landscape import concepts
from fingerpost.landscape.labels import label_levels
from fingerpost.landscape.levels import find_levels
from fingerpost.landscape.neighbours import neighbours
from fingerpost.landscape.topics import centres
from fingerpost.landscape.vectors import vectors
from fingerpost.landscape.words import read_words

NEAREST = 15
OTHERS = 3


def main() -> int:
    """Print how many labels pick their own topic, and which do not."""
    if not labelled.DATA.is_dir():
        print("There are no real papers to measure on: ../shared/data is not here.")
        return 0
    right = asked = 0
    for name, given in (("arxiv", labelled.arxiv()), ("collections", labelled.collections())):
        picked = _blind_test(given)
        wrong = [label for label, hit in picked if not hit]
        print(f"{name}: {len(picked) - len(wrong)} of {len(picked)} labels pick their own topic")
        print("".join(f"  not: {label}\n" for label in wrong), end="")
        right, asked = right + len(picked) - len(wrong), asked + len(picked)
    print(f"together {right} of {asked} ({right / asked:.0%}; goal 90 %)")
    return 0


def _blind_test(given: labelled.Labelled) -> list[tuple[str, bool]]:
    words = read_words(given.papers)
    space = vectors(words, concepts.named(words, concepts.problems()))
    topics = find_levels(space, neighbours(space, NEAREST)).subtopics
    labels = [found.label for found in label_levels(words, [topics.tolist()])[0]]
    means = centres(space, topics)
    nearest = np.argsort(-(means @ means.T), axis=1)[:, : OTHERS + 1]
    texts = [f"{paper.title}. {paper.abstract}" for paper in given.papers]
    learned = np.random.default_rng(0).permutation(len(texts)) < len(texts) // 2
    counted = TfidfVectorizer(sublinear_tf=True, stop_words="english", min_df=2)
    seen = counted.fit_transform([text for text, kept in zip(texts, learned, strict=True) if kept])
    model = LogisticRegression(C=10.0, max_iter=200).fit(seen, topics[learned])
    # The papers shown were never learned from: what they are taken for says which topic is which.
    rest = [text for text, kept in zip(texts, learned, strict=True) if not kept]
    shown = model.predict_log_proba(counted.transform(rest))
    asked = model.predict_log_proba(counted.transform(labels))
    position = {topic: at for at, topic in enumerate(model.classes_.tolist())}
    found = []
    for topic, label in enumerate(labels):
        alike = {
            other: float(
                np.exp(asked[topic]) @ np.exp(shown[topics[~learned] == other]).mean(axis=0)
            )
            for other in sorted({topic, *nearest[topic].tolist()})
            if other in position and (topics[~learned] == other).any()
        }
        found.append((label, max(alike, key=lambda other: (alike[other], -other)) == topic))
    return found


if __name__ == "__main__":
    raise SystemExit(main())
