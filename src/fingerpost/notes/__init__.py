"""Notes on papers: what we know, woven around the user's own words."""

from fingerpost.notes.appraisals import Appraiser, appraiser
from fingerpost.notes.paper_note import citation_key, keep_paper_note

__all__ = ["Appraiser", "appraiser", "citation_key", "keep_paper_note"]
