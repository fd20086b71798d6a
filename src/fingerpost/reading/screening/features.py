"""Papers as weighted words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from scipy.sparse import csr_array

from fingerpost.reading.screening.model import Entry


class Features(Struct, frozen=True, gc=False):
    """The papers' words as unit rows (papers by words), and the criteria in the same words."""

    papers: csr_array
    criteria: np.ndarray


def features_of(entries: Sequence[Entry], criteria: str) -> Features:
    """Return the words of papers weighted by TF-IDF with sublinear counts."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [f"{entry.title} {entry.abstract} {entry.keywords}" for entry in entries]
    vectorizer = TfidfVectorizer(sublinear_tf=True)
    try:
        papers = csr_array(vectorizer.fit_transform(texts))
    except ValueError:
        return Features(csr_array((len(texts), 1)), np.zeros(1))
    return Features(papers, vectorizer.transform([criteria]).toarray()[0])
