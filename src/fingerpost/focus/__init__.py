"""Which area deserves attention: areas compared on explicit criteria, 'no clear winner' allowed."""

from fingerpost.focus.compare import compare, still_known, weights_from
from fingerpost.focus.evidence import SAME_FIGURE
from fingerpost.focus.history import as_found, history
from fingerpost.focus.model import Comparison, Evidence, RankedArea
from fingerpost.focus.output import area_row, comparison_json
from fingerpost.focus.why import why
from fingerpost.focus.words import content_pairs, content_words, matched, personal_terms

__all__ = [
    "SAME_FIGURE",
    "Comparison",
    "Evidence",
    "RankedArea",
    "area_row",
    "as_found",
    "compare",
    "comparison_json",
    "content_pairs",
    "content_words",
    "history",
    "matched",
    "personal_terms",
    "still_known",
    "weights_from",
    "why",
]
