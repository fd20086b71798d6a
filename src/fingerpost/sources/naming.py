"""Papers as people name them: a DOI, a PMID, an arXiv id, or the address of a page about one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit

from fingerpost.records import Paper
from fingerpost.sources.identifiers import ARXIV_DOI, arxiv_in, doi, pmcid, pmid, pmid_in
from fingerpost.text import find_arxiv_id, find_doi

_ADDRESS: Final = re.compile(r"(?:https?://|www\.|(?:[a-z0-9-]+\.)+[a-z]{2,}/)\S+", re.IGNORECASE)
_PMC_ADDRESS: Final = re.compile(
    r"(?:ncbi\.nlm\.nih\.gov|europepmc\.org)/\S*?\b(PMC\d{3,9})(?!\d)", re.IGNORECASE
)
_DOI_QUERY: Final = re.compile(r"(?:^|&)(?:doi|id)=(10\.\d{4,9}/[^&]+)", re.IGNORECASE)
_NATURE: Final = re.compile(r"/articles/([sd]?\d{4,5}-\d{3}-\d{4,5}-[0-9a-z])(?:\.pdf|/|$)")
# What publishers put behind a DOI in the addresses of their pages.
_BEHIND_DOI: Final = re.compile(
    r"(?:/(?:full|abstract|pdf|epdf|html|meta|fulltext|full-text|summary|references|tables|figures)"
    r"|\.(?:full|abstract|full-text|pdf|html?)|/)$",
    re.IGNORECASE,
)
_VERSION: Final = re.compile(r"(?<=\d)v\d{1,2}$")
_SERVERS_WITH_VERSIONS: Final = ("10.1101/", "10.64898/")


@dataclass(frozen=True, slots=True)
class PaperName:
    """An identifier of one paper; shown as 'doi:10.1000/x'."""

    kind: str
    """'pmid', 'pmcid', 'doi' or 'arxiv'."""
    value: str

    def __str__(self) -> str:
        """Return it as papers are named everywhere."""
        return f"{self.kind}:{self.value}"

    def is_of(self, paper: Paper) -> bool:
        """Whether a record states this very identifier."""
        stated: str = getattr(paper, self.kind)
        return stated.casefold() == self.value.casefold()


def paper_name(stated: str) -> PaperName | None:
    """Return the paper that a text names and nothing else, or None.

    A bare number is a PMID. In an address of a page, the identifier must stand in the address
    itself: no page is opened for it.
    """
    bare = stated.strip().strip("<>").strip()
    if _ADDRESS.fullmatch(bare) and not bare.casefold().startswith("doi.org:"):
        return _of_address(bare)
    if found := pmid(bare):
        return PaperName("pmid", found)
    if re.fullmatch(r"(?:pmcid:?\s*)?PMC\s?\d{3,9}", bare, re.IGNORECASE):
        return PaperName("pmcid", pmcid(bare))
    if re.fullmatch(r"(?:doi:?\s*)?10\.\d{4,9}/\S+", bare, re.IGNORECASE):
        return _of_doi(doi(bare))
    arxiv = find_arxiv_id(bare)
    if arxiv and re.fullmatch(rf"(?:arxiv:\s*)?{re.escape(arxiv)}(?:v\d+)?", bare, re.IGNORECASE):
        return PaperName("arxiv", arxiv)
    return None


def _of_address(address: str) -> PaperName | None:
    if found := pmid_in([address]):
        return PaperName("pmid", found)
    if in_pmc := _PMC_ADDRESS.search(address):
        return PaperName("pmcid", pmcid(in_pmc[1]))
    if "arxiv.org/" in address.casefold() and (arxiv := arxiv_in([address])):
        return PaperName("arxiv", arxiv)
    try:
        parts = urlsplit(address if "://" in address else f"https://{address}")
    except ValueError:
        return None
    if in_query := _DOI_QUERY.search(unquote(parts.query)):
        return _of_doi(find_doi(in_query[1]) or "")
    if parts.hostname and parts.hostname.endswith("doi.org"):
        return _of_doi(doi(unquote(parts.path).removeprefix("/")))
    if (parts.hostname or "").endswith("nature.com") and (nature := _NATURE.search(parts.path)):
        return PaperName("doi", f"10.1038/{nature[1]}")
    found_in_path = find_doi(unquote(parts.path))
    return _of_doi(_without_page(found_in_path)) if found_in_path else None


def _without_page(found: str) -> str:
    """Return the DOI without what the page's address adds to it."""
    while (bare := _BEHIND_DOI.sub("", found)) != found:
        found = bare
    return _VERSION.sub("", found) if found.startswith(_SERVERS_WITH_VERSIONS) else found


def _of_doi(found: str) -> PaperName | None:
    """Return the name; the DOI of an arXiv record names the preprint, which arXiv knows best."""
    arxiv = find_arxiv_id(found.removeprefix(ARXIV_DOI)) if found.startswith(ARXIV_DOI) else None
    if arxiv:
        return PaperName("arxiv", arxiv)
    return PaperName("doi", found) if found else None
