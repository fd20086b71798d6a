"""What PubMed can be asked and a library of papers cannot, with what to write instead."""

from __future__ import annotations

_FIELDS = {
    "edat, crdt, mhda, lr, dcom, dep, ppdt, epdat, ppdat, mdat, date - entry, date - entrez, "
    "date - create, date - completion, date - mesh, date - modification, entrez date, entry date, "
    "create date, mesh date, modification date, completion date, electronic date of publication, "
    "print date of publication": "the library keeps dates of publication only; use [dp]",
    "nm, supplementary concept, substance name, rn, ec/rn number, rn number, pa, "
    "pharmacological action": "names of substances are not kept; use [tiab] or [mh]",
    "gr, grants and funding, grant number, grant": "grants are not kept",
    "ir, fir, investigator, investigator - full, full investigator name": (
        "investigators are not kept; use [au] for authors and [cn] for groups"
    ),
    "ps, personal name as subject, subject - personal name": "persons as subjects are not kept",
    "si, secondary source id": "numbers in other databases are not kept; use [tw]",
    "jid, nlm unique id, issn, is": "the library knows journals by name; use [ta]",
    "pl, place of publication, pubn, publisher, isbn, book, ed, editor, eid, cois, coi, "
    "conflict of interest statements, owner, own, stat, status, tt, transliterated title, "
    "cited by, refs": "it is not kept",
    "text": "use [tw] for words in all of a record's text",
}
_ABSENT = {name: reason for names, reason in _FIELDS.items() for name in names.split(", ")}


def why_absent(tag: str) -> str:
    """Say why a tag of PubMed's, in lower case, is not served here; '' for an unknown one."""
    return _ABSENT.get(tag.removesuffix(":noexp"), "")
