"""What PubMed can be asked and a library of papers cannot, with what to write instead."""

from __future__ import annotations

_DATES = """
edat, crdt, cdat, mhda, lr, mdat, dcom, dep, epdt, ppdt, epdat, ppdat, date - entry, date - entrez,
date - create, date - completion, date - mesh, date - modification, entrez date, entry date,
create date, mesh date, modification date, completion date, electronic date of publication,
print date of publication, print publication date, electronic publication date
"""
_SUBSTANCES = """
nm, subs, supplementary concept, substance name, rn, ecno, ec/rn number, rn number, pa, papx,
pharmacological action
"""
_OTHERS = """
pl, cnty, place of publication, pubn, publisher, isbn, book, ed, editor, eid, extended pmid, cois,
coi, conflict of interest statements, owner, own, stat, status, tt, transliterated title, aucl,
author cluster id, cited by, refs
"""
_REASONS = {
    _DATES: "the library keeps dates of publication only; use [dp]",
    _SUBSTANCES: "names of substances are not kept; use [tiab] or [mh]",
    "gr, grnt, grants and funding, grant number, grant": "grants are not kept",
    "ir, fir, invr, finv, investigator, investigator - full, full investigator name": (
        "investigators are not kept; use [au] for authors and [cn] for groups"
    ),
    "ps, personal name as subject, subject - personal name": "persons as subjects are not kept",
    "si, secondary source id": "numbers in other databases are not kept; use [tw]",
    "jid, nlm unique id, issn, is": "the library knows journals by name; use [ta]",
    _OTHERS: "it is not kept",
    "text": "use [tw] for words in all of a record's text",
}
_ABSENT = {
    name: reason
    for names, reason in _REASONS.items()
    for name in " ".join(names.split()).split(", ")
}


def why_absent(tag: str) -> str:
    """Say why a tag of PubMed's, in lower case, is not served here; '' for an unknown one."""
    return _ABSENT.get(tag.removesuffix(":noexp"), "")
