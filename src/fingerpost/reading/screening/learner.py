"""What the decisions teach: a score for every paper."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fingerpost.reading.screening.features import Features


def scores(features: Features, relevant: Sequence[int], others: Sequence[int]) -> np.ndarray:
    """Return how near each paper is to the relevant ones, less how near to the others."""
    papers = features.papers
    direction = features.criteria.copy()
    if relevant:
        direction = direction + papers[relevant].sum(axis=0) / len(relevant)
    if others:
        direction = direction - papers[others].sum(axis=0) / len(others)
    return np.asarray(papers @ direction)
