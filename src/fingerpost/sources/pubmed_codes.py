"""What PubMed's codes mean in our records: identifiers, ties to other papers, standing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from fingerpost.records import Link, LinkKind, Retraction
from fingerpost.text import find_doi

LINK_KINDS = {
    "CommentIn": LinkKind.COMMENTED_BY,
    "CommentOn": LinkKind.COMMENTS_ON,
    "CorrectedandRepublishedFrom": LinkKind.CORRECTS,
    "CorrectedandRepublishedIn": LinkKind.CORRECTED_BY,
    "ErratumFor": LinkKind.CORRECTS,
    "ErratumIn": LinkKind.CORRECTED_BY,
    "ExpressionOfConcernFor": LinkKind.COMMENTS_ON,
    "ExpressionOfConcernIn": LinkKind.COMMENTED_BY,
    "PartialRetractionIn": LinkKind.CORRECTED_BY,
    "PartialRetractionOf": LinkKind.CORRECTS,
    "RetractedandRepublishedFrom": LinkKind.UPDATES,
    "RetractedandRepublishedIn": LinkKind.RETRACTED_BY,
    "RetractionIn": LinkKind.RETRACTED_BY,
    "RetractionOf": LinkKind.RETRACTS,
    "UpdateIn": LinkKind.UPDATED_BY,
    "UpdateOf": LinkKind.UPDATES,
}
"""NLM's kinds of comments and corrections; the kinds left out tie no other version or verdict."""

_RETRACTED_TYPES = {"retracted publication"}
_NOTICE_TYPES = {"retraction of publication", "retraction notice"}
_RETRACTED_KINDS = {"RetractionIn", "RetractedandRepublishedIn"}
_ORCID = re.compile(
    r"(?<!\d)(\d{4})[-‐‑–\s]?(\d{4})[-‐‑–\s]?(\d{4})[-‐‑–\s]?(\d{3}[\dXx])(?![\dXx])"
)
_LONGEST = 64
_EMAIL = re.compile(r"[\w.+%'-]{1,64}@(?:[\w-]{1,63}\.){1,9}[A-Za-z]{2,}")
_WHOLE_DOI = re.compile(r"10\.\d{4,9}/\S+")
_BEFORE_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:?\s*)", re.IGNORECASE)


def doi(stated: str) -> str:
    """Return a DOI that a field states, lower case without an address; '' if it is none.

    Unlike `find_doi` it keeps the angle brackets and full stops that old DOIs hold.
    """
    bare = stated.strip()
    if not bare.startswith("10."):
        bare = _BEFORE_DOI.sub("", bare)
    return bare.lower() if _WHOLE_DOI.fullmatch(bare) else find_doi(stated) or ""


@lru_cache(maxsize=4096)
def orcid(stated: str) -> str:
    """Return the ORCID iD as 0000-0000-0000-000X, or ''."""
    found = _ORCID.search(stated)
    return "-".join(found.groups()).upper() if found else ""


def email(affiliations: Iterable[str]) -> str:
    """Return the first e-mail address that stands in the affiliations, or ''."""
    for text in affiliations:
        # No address begins longer before its @ than this.
        if (at := text.find("@")) >= 0 and (found := _EMAIL.search(text, max(0, at - _LONGEST))):
            return found.group()
    return ""


def link(kind: str, pmid: str, text: str, publication_types: Collection[str]) -> Link | None:
    """Return the tie that a comment or correction states, or None for kinds that tie nothing."""
    meaning = LINK_KINDS.get(kind)
    stated_doi = "" if pmid else find_doi(text)
    target = f"pmid:{pmid}" if pmid else f"doi:{stated_doi}" if stated_doi else text
    if not meaning or not target:
        return None
    if kind == "UpdateIn" and "Preprint" in publication_types:
        meaning = LinkKind.PUBLISHED_AS
    return Link(meaning, target)


def standing(publication_types: Iterable[str], kinds: Collection[str]) -> Retraction:
    """Return what the publication types and the kinds of comments say of a paper's standing."""
    types = {name.lower() for name in publication_types}
    if types & _RETRACTED_TYPES or _RETRACTED_KINDS.intersection(kinds):
        return Retraction.RETRACTED
    if types & _NOTICE_TYPES:
        return Retraction.NOTICE
    return Retraction.CONCERN if "ExpressionOfConcernIn" in kinds else Retraction.NONE
