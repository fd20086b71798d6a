"""Which area deserves attention: areas compared on explicit criteria, 'no clear winner' allowed."""

from fingerpost.focus.compare import compare
from fingerpost.focus.model import Comparison, Evidence, RankedArea
from fingerpost.focus.output import area_row, comparison_json
from fingerpost.focus.words import content_pairs, content_words, matched, personal_terms

__all__ = [
    "Comparison",
    "Evidence",
    "RankedArea",
    "area_row",
    "compare",
    "comparison_json",
    "content_pairs",
    "content_words",
    "matched",
    "personal_terms",
]
