"""What a JATS article is tied to: its reference list, corrections, retractions, preprints."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fingerpost.records import Link, LinkKind, Reference
from fingerpost.sources import identifiers
from fingerpost.sources.xml_text import emptied, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_HREF = "{http://www.w3.org/1999/xlink}href"
_RELATED = {
    "corrected-article": LinkKind.CORRECTS,
    "correction-forward": LinkKind.CORRECTED_BY,
    "correction": LinkKind.CORRECTED_BY,
    "retracted-article": LinkKind.RETRACTS,
    "retraction-forward": LinkKind.RETRACTED_BY,
    "partial-retraction": LinkKind.CORRECTS,
    "partial-retraction-forward": LinkKind.CORRECTED_BY,
    "object-of-concern": LinkKind.COMMENTS_ON,
    "updated-article": LinkKind.UPDATES,
    "update": LinkKind.UPDATED_BY,
    "addended-article": LinkKind.UPDATES,
    "addendum": LinkKind.UPDATED_BY,
    "commentary-article": LinkKind.COMMENTS_ON,
    "commentary": LinkKind.COMMENTED_BY,
    "preprint": LinkKind.HAS_PREPRINT,
    "published-article": LinkKind.PUBLISHED_AS,
}
"""Kinds of related articles that tie another version or verdict."""
_CITATIONS = ("mixed-citation", "element-citation", "citation", "nlm-citation")
_RUN_IN = {"italic", "bold", "sub", "sup", "sc", "monospace", "underline", "styled-content"}
_BEFORE_SIGN = re.compile(r"\s+(?=[,.;:)\]])|(?<=[(\[])\s+|(?<=\d)\s(?=[–-]\s?\d)|(?<=\d[–-])\s")


def links_of(meta: _Element) -> tuple[Link, ...]:
    """Return the ties that an article-meta element states, none twice."""
    found = []
    for one in meta.iter("related-article", "related-object"):
        kind = _RELATED.get(one.get("related-article-type") or one.get("link-type") or "")
        target = _target(one)
        if kind and target:
            found.append(Link(kind, target))
    return tuple(dict.fromkeys(found))


def _target(element: _Element) -> str:
    kind = (element.get("ext-link-type") or "").lower()
    stated = element.get(_HREF) or ""
    if kind in ("pmid", "pubmed") and (pmid := identifiers.pmid(stated)):
        return f"pmid:{pmid}"
    if doi := identifiers.doi(stated):
        return f"doi:{doi}"
    return identifiers.pmcid(stated) or stated or text_of(element)


def references_of(article: _Element) -> tuple[Reference, ...]:
    """Return the entries of the article's own reference lists, which it changes."""
    found = []
    for back in article.iterchildren("back"):
        for entry in back.iter("ref"):
            cited = [one for name in _CITATIONS for one in entry.iter(name)]
            found += [one for citation in cited[:1] if (one := _reference(citation))]
    return tuple(found)


def _reference(citation: _Element) -> Reference | None:
    ids: dict[str, str] = {}
    for one in citation.iter("pub-id"):
        ids.setdefault(one.get("pub-id-type") or "", text_of(one))
    addresses = [one.get(_HREF) or "" for one in citation.iter("ext-link", "uri")]
    doi = identifiers.doi(ids.get("doi", "")) or identifiers.doi_in(addresses)
    pmid = identifiers.pmid(ids.get("pmid", "")) or identifiers.pmid_in(addresses)
    emptied(list(citation.iter("pub-id", "label")))
    for one in citation.iter("*"):
        if one.tag not in _RUN_IN:
            one.tail = f" {one.tail or ''}"
    text = _BEFORE_SIGN.sub("", text_of(citation)).strip(" ,;")
    return Reference(text, pmid, doi) if text or pmid or doi else None
