"""Notes on papers: what we know, woven around the user's own words."""

from fingerpost.notes.appraisals import Appraiser, appraiser
from fingerpost.notes.keys import CitationKeys, citation_key
from fingerpost.notes.paper_note import keep_paper_note

__all__ = ["Appraiser", "CitationKeys", "appraiser", "citation_key", "keep_paper_note"]
