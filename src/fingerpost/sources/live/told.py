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
    search: str
    """How a search is written for it."""
    key: str = ""
    """The name of its key in the keyring; empty where it takes none."""


TELLINGS: Final = (
    Telling("pubmed", "PubMed", "All that PubMed knows of a paper; begin here for medicine.",
            "the search, your e-mail address, your key if you have one",
            "as on PubMed’s own page, such as  sepsis[tiab] AND 2020:2024[dp]", "ncbi"),
    Telling("arxiv", "arXiv", "Preprints, the newest first.", "the search",
            "plain words, all of which must stand in the record, or arXiv’s own language, such as"
            "  ti:sepsis AND cat:cs.LG"),
    Telling("openalex", "OpenAlex", "Papers of all fields of science, with references.",
            "the search, your key if you have one",
            "plain words with AND, OR, NOT and “phrases”", "openalex"),
    Telling("europepmc", "Europe PMC", "Much as PubMed, and preprints of medicine.", "the search",
            "as on Europe PMC’s own page, such as  TITLE:sepsis AND PUB_YEAR:2024"),
    Telling("crossref", "Crossref", "What publishers deposit; few abstracts.",
            "the search, your e-mail address", "plain words, or DOIs"),
)  # fmt: skip
