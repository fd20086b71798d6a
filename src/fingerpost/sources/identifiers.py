"""PMIDs, PMCIDs, DOIs and arXiv identifiers as fields of any format state them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote

from fingerpost.sources.pubmed_codes import doi as whole_doi
from fingerpost.text import find_arxiv_id

ARXIV_DOI = "10.48550/arxiv."
_PMID = re.compile(
    r"(?:(?:pmid|medline)\s{0,5}[:=]?\s{0,5})?0*([1-9]\d{0,7})(?:\.0)?", re.IGNORECASE
)
_PUBMED_ADDRESS = re.compile(
    r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed"
    r"|europepmc\.org/(?:abstract|article)/(?:MED|med))/(\d{1,8})(?!\d)"
)
_NAMED_PMID = re.compile(r"\bPMID\s{0,5}[:=-]?\s{0,5}(\d{1,8})(?!\d)", re.IGNORECASE)
_PMCID = re.compile(r"\bPMC\s*(\d{3,9})(?!\d)", re.IGNORECASE)
_DOI_PLACE = re.compile(r"doi\.org/|\bdoi\s*[:=]|/doi/|&doi=|\?doi=", re.IGNORECASE)


def doi(stated: str) -> str:
    """Return a DOI lower case without an address, or ''."""
    return whole_doi(unquote(stated) if "%2" in stated else stated)


def doi_in(texts: Iterable[str]) -> str:
    """Return the first DOI that one of the texts names as such (an address, 'doi:'), or ''."""
    for text in texts:
        if (place := _DOI_PLACE.search(text)) and (
            found := doi(unquote(text[place.end() :]).split("&")[0])
        ):
            # A sentence may end behind it.
            return found.rstrip(".,;")
    return ""


def pmid(stated: str) -> str:
    """Return the digits of a PMID, or '' where the field holds anything else."""
    found = _PMID.fullmatch(stated.strip())
    return found.group(1) if found else ""


def pmid_in(texts: Iterable[str]) -> str:
    """Return the first PMID that one of the texts names (an address, 'PMID: 1'), or ''."""
    for text in texts:
        found = _PUBMED_ADDRESS.search(text) or _NAMED_PMID.search(text)
        if found:
            return found.group(1).lstrip("0")
    return ""


def pmcid(stated: str) -> str:
    """Return a PMCID as 'PMC123', or ''; bare digits are taken as one."""
    bare = stated.strip()
    found = _PMCID.search(bare)
    digits = found.group(1) if found else bare if re.fullmatch(r"[1-9]\d{2,8}", bare) else ""
    return f"PMC{digits}" if digits else ""


def arxiv_in(texts: Iterable[str]) -> str:
    """Return the identifier in the first text that names arXiv, without its version, or ''."""
    for text in texts:
        place = text.lower().find("arxiv")
        if place >= 0 and (found := find_arxiv_id(text[place:])):
            return found
    return ""


def unread(name: str, stated: str, found: str) -> tuple[str, ...]:
    """Return what is to be told where a field states an identifier that is none; else nothing.

    A field without a digit, or with zeros only, states none.
    """
    if found or not re.search(r"[1-9]", stated):
        return ()
    return (f"'{stated.strip()[:60]}' is no {name}; the paper was imported without it",)
