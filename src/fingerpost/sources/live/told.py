"""What each supplier gives and is told, in words for the person whose query goes there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Telling:
    """One supplier in words."""

    name: str
    """As in SUPPLIERS."""
    title: str
    gives: str
    told: str
    """What goes there."""
    key: str = ""
    """The name of its key in the keyring; empty where it takes none."""


TELLINGS: Final = (
    Telling("pubmed", "PubMed", "All that PubMed knows of a paper; begin here for medicine.",
            "the search, your e-mail address, your key if you have one", "ncbi"),
    Telling("arxiv", "arXiv", "Preprints, the newest first.", "the search"),
    Telling("openalex", "OpenAlex", "Papers of all fields of science, with references.",
            "the search, your key if you have one", "openalex"),
    Telling("europepmc", "Europe PMC", "Much as PubMed, and preprints of medicine.", "the search"),
    Telling("crossref", "Crossref", "What publishers deposit; few abstracts.",
            "the search, your e-mail address"),
)  # fmt: skip
