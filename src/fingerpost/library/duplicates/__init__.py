"""Which records are one paper: pure functions of what the records say, measured on labelled sets.

docs/duplicates.md tells how it decides and how well.
"""

from fingerpost.library.duplicates.compare import compare
from fingerpost.library.duplicates.groups import Found, Pair, find_duplicates
from fingerpost.library.duplicates.model import Comparison, Verdict
from fingerpost.library.duplicates.sketch import Sketch, sketch

__all__ = [
    "Comparison",
    "Found",
    "Pair",
    "Sketch",
    "Verdict",
    "compare",
    "find_duplicates",
    "sketch",
]
