"""The names of machine learning that a search made from a question asks for."""

from __future__ import annotations

from typing import Final

from fingerpost.home import Area
from fingerpost.text import fold

NAMES: Final = (
    "machine learning", "deep learning", "artificial intelligence", "neural network",
    "neural networks", "language model", "language models", "natural language processing",
    "text mining", "data mining", "computer vision", "prediction model", "prediction models",
    "predictive model", "predictive models", "predictive modeling", "risk prediction",
    "learning algorithm", "learning algorithms", "classification algorithm",
    "supervised learning", "unsupervised learning", "reinforcement learning", "transfer learning",
    "random forest", "random forests", "support vector machine", "support vector machines",
    "adversarial network", "adversarial networks", "image segmentation", "feature selection",
    "radiomics",
)  # fmt: skip
"""Names that papers on anything else hardly have; 'prediction' and 'algorithm' alone are such that
half of the papers with them, and with none of these names, show no machine learning."""
_QUOTED = (f'"{name}"' if " " in name else name for name in NAMES)
LEARNING: Final = f"({' OR '.join(_QUOTED)})"
"""What stands in a search for any of them."""
_SHORT: Final = ("ai", "ml", "llm", "llms")
"""What people write in a question; in a query 'ml' is a millilitre."""


def asks_for_learning(area: Area) -> bool:
    """Tell whether an area's query, title or question names machine learning."""
    query = f" {fold(area.query)} "
    said = f" {fold(f'{area.title} . {area.question}')} "
    return any(f" {name} " in query or f" {name} " in said for name in NAMES) or any(
        f" {name} " in said for name in _SHORT
    )
