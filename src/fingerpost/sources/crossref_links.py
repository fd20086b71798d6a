"""The ties between works that Crossref records: updates, preprints, comments."""

from __future__ import annotations

from fingerpost.records import Link, LinkKind
from fingerpost.sources import identifiers
from fingerpost.sources.json_fields import Json, inner, objects, text
from fingerpost.text import find_arxiv_id

_UPDATES = {
    LinkKind.RETRACTS: "retraction removal withdrawal",
    LinkKind.CORRECTS: "correction corrigendum erratum clarification partial_retraction",
    LinkKind.COMMENTS_ON: "expression_of_concern",
    LinkKind.UPDATES: "new_version new_edition addendum update version",
}
"""Crossref's types of update (its Crossmark policy), from the side of the notice."""
_KIND_OF_UPDATE = {name: kind for kind, names in _UPDATES.items() for name in names.split()}
_FROM_THE_OTHER_SIDE = {
    LinkKind.RETRACTS: LinkKind.RETRACTED_BY,
    LinkKind.CORRECTS: LinkKind.CORRECTED_BY,
    LinkKind.COMMENTS_ON: LinkKind.COMMENTED_BY,
    LinkKind.UPDATES: LinkKind.UPDATED_BY,
}
_RELATIONS = {
    "is-preprint-of": LinkKind.PUBLISHED_AS,
    "has-preprint": LinkKind.HAS_PREPRINT,
    "replaces": LinkKind.UPDATES,
    "is-replaced-by": LinkKind.UPDATED_BY,
    "is-comment-on": LinkKind.COMMENTS_ON,
    "has-comment": LinkKind.COMMENTED_BY,
    "is-reply-to": LinkKind.COMMENTS_ON,
    "has-reply": LinkKind.COMMENTED_BY,
    "correction": LinkKind.CORRECTED_BY,
}
"""The relations that tie another version or verdict; peer reviews and data sets are left out."""


def links_of(work: Json) -> tuple[Link, ...]:
    """Return the ties that a work states, none twice."""
    found = [
        *_updates(work, "update-to"),
        *_updates(work, "updated-by"),
        *(
            Link(kind, target)
            for name, kind in _RELATIONS.items()
            for one in objects(inner(work, "relation").get(name))
            if (target := _target(text(one, "id-type").lower(), text(one, "id")))
        ),
    ]
    return tuple(dict.fromkeys(found))


def _updates(work: Json, field: str) -> list[Link]:
    found = []
    for one in objects(work.get(field)):
        kind = _KIND_OF_UPDATE.get(text(one, "type").lower().replace("-", "_").replace(" ", "_"))
        doi = identifiers.doi(text(one, "DOI"))
        if kind and doi:
            named = _FROM_THE_OTHER_SIDE[kind] if field == "updated-by" else kind
            found.append(Link(named, f"doi:{doi}"))
    return found


def _target(kind: str, stated: str) -> str:
    if kind == "doi" and (doi := identifiers.doi(stated)):
        return f"doi:{doi}"
    if kind == "pmid" and (pmid := identifiers.pmid(stated)):
        return f"pmid:{pmid}"
    if kind == "arxiv" and (arxiv := find_arxiv_id(stated)):
        return f"arxiv:{arxiv}"
    return ""
